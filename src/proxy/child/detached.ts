import { clock } from '../clock.js';
import type { RunningProxy } from '../running-proxy.js';
import { tryClaim } from './free-port.js';
import type { FromDetached, StayOrder, ToDetached } from './hand-over.js';

/** Whoever hands over frees the port within this time, or somebody else has taken it. */
const portWithinMs = 5_000;

/**
 * The proxy that stays when the last window has closed: takes its orders over the channel it was started with, serves,
 * and ends by itself when nobody has asked for anything for the time it was given. Returns its exit code.
 */
export async function stayBehind(keep: (proxy: RunningProxy) => void): Promise<number> {
  const order = await orders('stay');
  if (order === undefined) return 2;
  // Loaded before the port is asked for, so that it changes hands in an instant.
  const { startProxy } = await import('../serve.js');
  const go = orders('go');
  say({ kind: 'ready' });
  await go;
  const claim = await waitForPort(order.port);
  // Another window was faster, and serves.
  if (claim === undefined) return 0;
  let leave: () => void = () => undefined;
  const asked = new Promise<void>(resolve => (leave = resolve));
  const { version, dataFolder, keys } = order;
  const proxy = await startProxy({
    version,
    dataFolder,
    keys,
    claim,
    env: process.env,
    door: 'detached',
    onLeave: leave,
  });
  keep(proxy);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  say({ kind: 'listening' });
  const idleMs = order.idleMinutes * 60_000;
  const watch = setInterval(
    () => {
      if (proxy.idleMs() >= idleMs) leave();
    },
    Math.min(Math.max(idleMs / 10, 50), 30_000),
  );
  await asked;
  clearInterval(watch);
  await proxy.close();
  return 0;
}

/** Undefined when the channel closes before: whoever started this process is gone. */
function orders<Kind extends ToDetached['kind']>(kind: Kind): Promise<Extract<ToDetached, { kind: Kind }> | undefined> {
  return new Promise(resolve => {
    if (!process.connected) {
      resolve(undefined);
      return;
    }
    const gone = () => resolve(undefined);
    const look = (message: unknown) => {
      if ((message as ToDetached).kind !== kind) return;
      process.off('message', look).off('disconnect', gone);
      resolve(message as Extract<ToDetached, { kind: Kind }>);
    };
    process.on('message', look).once('disconnect', gone);
  });
}

function say(message: FromDetached): void {
  // The other end may be gone by now, which changes nothing here.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

async function waitForPort(port: StayOrder['port']) {
  const deadline = clock.tickMs() + portWithinMs;
  for (;;) {
    const claim = await tryClaim(port);
    if (claim !== undefined || clock.tickMs() > deadline) return claim;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

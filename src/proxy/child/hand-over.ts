import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { clock } from '../clock.js';

/** What a proxy that stays behind is told, over a channel that only the two processes hold. */
export interface StayOrder {
  readonly kind: 'stay';
  readonly version: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly keys: Readonly<Record<string, string>>;
  readonly idleMinutes: number;
}

/** `go`: the port is free. */
export type ToDetached = StayOrder | { readonly kind: 'go' };
/** `ready`: everything is loaded, only the port is missing. */
export type FromDetached = { readonly kind: 'ready' } | { readonly kind: 'listening' };

/** How the program is told that it stays behind; it is the same file as the window's child. */
export const detachedFlag = '--detached';

/**
 * Starts a process of its own that serves on when this one leaves. `release` frees the port; it is called when the
 * other has all but the port, so that callers find it closed for an instant only. Resolves when the other listens, or
 * when `limitMs` have passed: then it has its orders, and takes the port when it gets that far.
 */
export async function handOver(order: StayOrder, release: () => void, limitMs: number): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), detachedFlag], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Not the workspace's folder, which could then not be removed.
    cwd: order.dataFolder,
  });
  child.on('error', () => undefined);
  const deadline = clock.tickMs() + limitMs;
  tell(child, order);
  // Half of the time for getting ready: the port must be free while this process is still there to free it.
  await heard(child, 'ready', limitMs / 2);
  release();
  tell(child, { kind: 'go' });
  await heard(child, 'listening', deadline - clock.tickMs());
  if (child.connected) child.disconnect();
  child.unref();
}

function tell(child: ChildProcess, message: ToDetached): void {
  // It may have failed to start; whoever waits for its answer finds out.
  child.send(message, () => undefined);
}

/** Resolves when the message came, when the process is gone or when the time is over. */
function heard(child: ChildProcess, kind: FromDetached['kind'], withinMs: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      child.off('message', look).off('exit', done).off('error', done);
      resolve();
    };
    const look = (message: unknown) => {
      if ((message as FromDetached).kind === kind) done();
    };
    const timer = setTimeout(done, Math.max(withinMs, 0));
    child.on('message', look).once('exit', done).once('error', done);
  });
}

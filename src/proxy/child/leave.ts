import { tryClaim } from './free-port.js';
import { handOver } from './hand-over.js';
import type { StayOrder } from './hand-over.js';
import type { Link } from './link.js';
import type { EditorWindow } from './window.js';

/**
 * Leaves the one proxy in good order. Where the proxy is to stay when the last window closes and this is the last, a
 * process of its own takes it over; where others follow, one of them does, and nothing needs to be done for it.
 */
export async function leave(link: Link, window: EditorWindow, times: LeaveTimes): Promise<void> {
  const seat = await link.stop();
  if (seat?.kind === 'serving') {
    const order = seat.windows() === 0 ? stayOrder(window, seat.port) : undefined;
    if (order === undefined) return seat.leave(times.graceMs);
    let left: Promise<void> | undefined;
    const release = () => void (left ??= seat.leave(times.graceMs));
    await handOver(order, release, times.limitMs);
    return left;
  }
  await seat?.leave(0);
  // When the whole editor quits, the window that serves leaves in the belief that this one takes over.
  const last = link.state();
  if (last.kind !== 'following' || last.identity.door !== 'window') return;
  const order = stayOrder(window, Number(new URL(last.url).port));
  if (order !== undefined && (await comesFree(order.port))) await handOver(order, () => undefined, times.limitMs);
}

interface LeaveTimes {
  /** For replies under way. */
  readonly graceMs: number;
  /** For another process to take over. */
  readonly limitMs: number;
}

function stayOrder({ keepRunning, version, folder, keys }: EditorWindow, port: number): StayOrder | undefined {
  if (keepRunning.kind === 'no') return undefined;
  const { idleMinutes } = keepRunning;
  return { kind: 'stay', version, dataFolder: folder, port, keys: keys(), idleMinutes };
}

const comesFreeWithinMs = 500;

async function comesFree(port: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < comesFreeWithinMs; waitedMs += 25) {
    const claim = await tryClaim(port).catch(() => undefined);
    await claim?.close();
    if (claim !== undefined) return true;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return false;
}

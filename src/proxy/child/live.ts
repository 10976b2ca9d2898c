import type { Snapshot } from '../../protocol/snapshot.js';
import { EventFramer, eventData, splitEvents } from '../dialects/sse.js';
import { provenCall } from '../../proof/proven-call.js';

/** A stream of snapshots from the proxy that another process runs. */
export interface Live {
  /** Resolves when it has ended or broken, whatever the reason. */
  readonly over: Promise<void>;
  close(): void;
}

/** Heartbeats come every 15 s; so much silence means that the other end hangs or that the machine slept. */
const idleMs = 45_000;

/** Opens `GET /api/live` as a window. Rejects when nobody who may have the token answers. */
export async function openLive(
  at: { readonly port: number; readonly token: string },
  show: (snapshot: Snapshot) => void,
): Promise<Live> {
  const stop = new AbortController();
  const call = { ...at, method: 'GET', path: '/api/live?window=1', signal: stop.signal, idleMs };
  const response = await provenCall(call);
  if (response.statusCode !== 200) {
    stop.abort();
    throw new Error(`The proxy answered ${response.statusCode ?? 0} to a request for its snapshots.`);
  }
  const framer = new EventFramer();
  const over = new Promise<void>(resolve => {
    response.on('close', resolve).on('error', () => resolve());
  });
  response.on('data', (piece: Buffer) => {
    for (const event of splitEvents(framer.push(piece)?.toString('utf8') ?? '')) {
      const data = eventData(event);
      if (data !== undefined) show(JSON.parse(data) as Snapshot);
    }
  });
  return { over, close: () => stop.abort() };
}

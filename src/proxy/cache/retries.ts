import { LRUCache } from 'lru-cache';
import type { Clock } from '../prompt.js';
import type { StoredReply } from '../wire.js';

/** A client whose connection broke asks again within seconds; five minutes cover its slowest back-off. */
const keepMs = 5 * 60_000;
const maxBytes = 16 * 1024 * 1024;

/** A finished answer that its caller never got. */
interface Undelivered {
  readonly reply: StoredReply;
  readonly landedMs: number;
}

/**
 * Agent turns that were paid for but not delivered, in memory only. Each is given out once: whoever asks the same
 * again after getting an answer wants a new one.
 */
export interface Retries {
  keep(key: string, reply: StoredReply): void;
  take(key: string): Undelivered | undefined;
  clear(): void;
}

export function openRetries(clock: Clock): Retries {
  const kept = new LRUCache<string, Undelivered>({
    maxSize: maxBytes,
    sizeCalculation: ({ reply }) => reply.body.length + 1,
  });
  return {
    keep: (key, reply) => void kept.set(key, { reply, landedMs: clock.nowMs() }),
    take(key) {
      const found = kept.get(key);
      kept.delete(key);
      return found && clock.nowMs() - found.landedMs < keepMs ? found : undefined;
    },
    clear: () => kept.clear(),
  };
}

import type { EntryStore } from './entry-store.js';
import { isFresh } from './expiry.js';
import type { TierAnswer } from './tier.js';

/** The same request again, whole. `maxAgeS` is the caller's own limit. */
export function recallExact(store: EntryStore, key: string, nowMs: number, maxAgeS: number | undefined): TierAnswer {
  const entry = store.exact(key);
  if (!entry) return { kind: 'none', reason: 'first-time' };
  if (!isFresh(entry, nowMs, maxAgeS)) return { kind: 'none', reason: 'expired' };
  return { kind: 'hit', entry, similarity: 1 };
}

import type { Asked } from './asked.js';
import type { EntryStore } from './entry-store.js';
import { isFresh } from './expiry.js';
import { contentKey } from './content-key.js';
import type { TierAnswer } from './tier.js';

/** The same content words in another wrapping, inside the same bucket. */
export function recallGate(
  store: EntryStore,
  asked: Asked,
  nowMs: number,
  maxAgesS: readonly (number | undefined)[],
): TierAnswer {
  // Where nothing was ever kept, what the text asks for need not be found out.
  if (!store.mayHold(asked.bucket)) return { kind: 'none', reason: 'first-time' };
  const gate = asked.gate();
  if (gate === undefined) return { kind: 'none', reason: 'no-content-key' };
  const entry = store.gate(gate);
  if (entry?.loose?.bucket !== asked.bucket) return { kind: 'none', reason: 'first-time' };
  // The stored key may have been made by an older version that let more texts share it.
  if (contentKey(entry.loose.text) !== contentKey(asked.text)) return { kind: 'none', reason: 'first-time' };
  if (asked.refuses(entry.loose.text)) return { kind: 'none', reason: 'denied' };
  if (!isFresh(entry, nowMs, ...maxAgesS)) return { kind: 'none', reason: 'expired' };
  return { kind: 'hit', entry, similarity: 1 };
}

import type { Recall } from '../rooms/recall.js';
import { contentKeyOf } from './asked.js';
import type { RecallParts } from './call.js';
import { ageS } from './expiry.js';
import type { TierAnswer } from './tier.js';

/** An entry is given out, and that is counted. */
export function hit(
  { store, nowMs }: Pick<RecallParts, 'store' | 'nowMs'>,
  outcome: 'hit-exact' | 'hit-gate' | 'hit-semantic',
  { entry, similarity, because }: Extract<TierAnswer, { readonly kind: 'hit' }>,
  gate: string | undefined,
): Recall {
  store.touch(entry);
  return {
    kind: 'hit',
    outcome,
    entryId: entry.id,
    contentKey: () => contentKeyOf(gate),
    lifetime: { contentClass: entry.contentClass, ttlS: (entry.expiresMs - entry.createdMs) / 1000 },
    reply: entry.reply,
    ageS: ageS(entry, nowMs()),
    similarity,
    reason: because === undefined ? outcome : `${outcome}+${because}`,
  };
}

import type { StoredReply } from '../wire.js';

// Which entry goes when room is needed. GreedyDual-Size with frequency (Cherkasova, 1998): what a hit saves, times how
// often it was needed, per byte, above a floor that rises with everything that had to go. So a dear answer outlives a
// cheap one, a small one a big one, and one that nobody asks for any more is overtaken in the end by those that come.

/** What an answer cost, in micro-dollars, as the ledger prices it now; null where no price is known. */
export type CostOf = (reply: Pick<StoredReply, 'modelServed' | 'providerServed' | 'usage'>) => number | null;

/** Micro-dollars per token where no price is known: the rate of small models, so that local answers keep some worth. */
const nominalInput = 0.1;
const nominalOutput = 0.4;

/** What a hit on this answer saves, in whole micro-dollars; 1 at least. */
export function worthOf(reply: StoredReply, costOf: CostOf): number {
  const { usage } = reply;
  const cost =
    costOf(reply) ?? (usage.input + usage.cachedInput + usage.cacheWrite) * nominalInput + usage.output * nominalOutput;
  return Math.max(1, Math.round(cost));
}

/** The entry of the lowest priority goes first. `floor` is the priority of the last one that had to go. */
export function priorityOf(
  entry: { readonly worth: number; readonly hits: number; readonly bytes: number },
  floor: number,
): number {
  return floor + (entry.worth * (entry.hits + 1)) / Math.max(1, entry.bytes);
}

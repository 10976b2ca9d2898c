import type { StoredReply } from '../wire.js';

// Which entry goes when room is needed. GreedyDual-Size with frequency (Cherkasova, 1998): what a hit saves, times how
// often it was needed, per byte, above a floor that rises with everything that had to go. So a dear answer outlives a
// cheap one, a small one a big one, and one that nobody asks for any more is overtaken in the end by those that come. In
// the original the floor is the priority of the last one that went, which puts whatever comes next above all that was
// worth as much; here it follows within the time in which a quarter of the cache goes (bench/eviction compares them).

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

/** The priority of an entry that is left alone; see grace.ts. */
export const gracePriority = Number.MAX_VALUE;

/** The entry of the lowest priority goes first. */
export function priorityOf(
  entry: { readonly worth: number; readonly hits: number; readonly bytes: number },
  floor: number,
): number {
  return floor + (entry.worth * (entry.hits + 1)) / Math.max(1, entry.bytes);
}

/** When so much of the cache goes at once, the floor follows all the way. */
const catchUpShare = 0.25;

/** The floor after an entry had to go. */
export function raisedFloor(
  floor: number,
  gone: { readonly priority: number; readonly bytes: number },
  maxBytes: number,
): number {
  if (gone.priority >= gracePriority) return floor;
  const part = Math.min(1, gone.bytes / (catchUpShare * maxBytes));
  return floor + Math.max(0, gone.priority - floor) * part;
}

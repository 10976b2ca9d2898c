import type { ContentClass } from '../../../protocol/content-classes.js';
import type { EvidenceKind, LooseTier } from '../../../protocol/evidence.js';
import { keepsPromise, precisionBound, rightsMissing, type Draws } from './bound.js';
import type { Closing, Closings } from './closings.js';
import type { Seen, Tally } from './tally.js';

/** What the evidence comes to: which kinds of content a tier may serve. Throws what the driver throws. */
export interface Standing {
  /** The kinds of content that are closed by now. */
  closed(tier: LooseTier, pool: string): ReadonlyMap<ContentClass, Closing>;
  promised(tier: LooseTier): number;
  /** How far it can be sure of all that is served. */
  bound(tier: LooseTier, pool: string): number;
  /** How many more fresh answers must agree before a closed kind serves again. */
  agreementsNeeded(tier: LooseTier, pool: string, contentClass: ContentClass): number;
}

/**
 * How much each kind speaks against a hit. Asking nearly the same again has many reasons: it only raises the bar where it
 * happened. A hit that nobody complained about says little, and silence never outweighs the calibration.
 */
export const against: Readonly<Partial<Record<EvidenceKind, number>>> = {
  'wrong-answer': 1,
  'said-no': 1,
  regenerated: 1,
  // A comparison without a judge is no word of the user's.
  'shadow-different': 0.5,
};
const silence = 0.05;
const mostSilence = 100;

/** A tier that was found wrong is not believed again before so many fresh answers were compared. */
const fewestComparisons = 20;
/** The least share that can be promised: no calibration is surer, and none is ever wrong for certain. */
const leastPromise = 0.002;
/** The gate is exact by design and is held to this, however much is put up with elsewhere. */
const gatePromise = 0.01;
const hourMs = 3_600_000;

export function openStanding(of: {
  readonly tally: Tally;
  readonly closings: Closings;
  readonly nowMs: () => number;
  /** Share of wrong answers among semantic hits that the user puts up with now. */
  readonly errorBound: () => number;
}): Standing {
  const { tally, closings, nowMs, errorBound } = of;
  const reviewed = new Map<string, string>();

  const promised = (tier: LooseTier) => {
    const least = Math.max(leastPromise, errorBound());
    return tier === 'gate' ? Math.min(gatePromise, least) : least;
  };
  const seenOf = (tier: LooseTier, pool: string) => tally.of(tier, pool, errorBound());

  /** Opens what may serve again, then closes the worst kinds until what is left keeps the promise. */
  const review = (tier: LooseTier, pool: string): void => {
    const share = promised(tier);
    const seen = seenOf(tier, pool);
    for (const [contentClass, closing] of [...closings.of(tier, pool)]) {
      const own = seen.get(contentClass) ?? new Map();
      const isTried = closing.promised !== share || compared(own) - closing.compared >= fewestComparisons;
      if (isTried && keepsPromise(drawsOf([own]), share)) closings.open(tier, pool, contentClass);
      else if (closing.promised !== share) closings.close(tier, pool, contentClass, { ...closing, promised: share });
    }
    const open = new Map([...seen].filter(([contentClass]) => !closings.of(tier, pool).has(contentClass)));
    for (;;) {
      const [worst] = [...open].sort((a, b) => boundOf([a[1]], share) - boundOf([b[1]], share));
      if (worst === undefined) return;
      const [contentClass, own] = worst;
      if (keepsPromise(drawsOf([own]), share) && keepsPromise(drawsOf([...open.values()]), share)) return;
      open.delete(contentClass);
      closings.close(tier, pool, contentClass, { sinceMs: nowMs(), promised: share, compared: compared(own) });
    }
  };
  /** Evidence fades slowly: once an hour is often enough to look again where nothing new was seen. */
  const upToDate = (tier: LooseTier, pool: string) => {
    const state = JSON.stringify([tally.version(), errorBound(), Math.floor(nowMs() / hourMs)]);
    const name = `${tier} ${pool}`;
    if (reviewed.get(name) === state) return;
    review(tier, pool);
    reviewed.set(name, state);
  };
  return {
    closed(tier, pool) {
      upToDate(tier, pool);
      return closings.of(tier, pool);
    },
    promised,
    bound(tier, pool) {
      upToDate(tier, pool);
      const open = [...seenOf(tier, pool)].filter(([contentClass]) => !closings.of(tier, pool).has(contentClass));
      return boundOf(
        open.map(([, seen]) => seen),
        promised(tier),
      );
    },
    agreementsNeeded(tier, pool, contentClass) {
      const seen = seenOf(tier, pool).get(contentClass) ?? new Map();
      const closing = closings.of(tier, pool).get(contentClass);
      const tried = closing === undefined ? fewestComparisons : compared(seen) - closing.compared;
      return Math.max(fewestComparisons - tried, rightsMissing(drawsOf([seen]), promised(tier)));
    },
  };
}

/** Lower bound of the share of right ones among these hits. */
export function boundOf(seen: readonly Seen[], promised: number): number {
  return precisionBound(drawsOf(seen), promised);
}

function drawsOf(seen: readonly Seen[]): Draws {
  const weight = (kind: EvidenceKind) => seen.reduce((sum, each) => sum + (each.get(kind)?.weight ?? 0), 0);
  const wrong = Object.entries(against).reduce((sum, [kind, each]) => sum + each * weight(kind as EvidenceKind), 0);
  return { right: weight('shadow-same') + Math.min(mostSilence, silence * weight('served')), wrong };
}

function compared(seen: Seen): number {
  return (seen.get('shadow-same')?.count ?? 0) + (seen.get('shadow-different')?.count ?? 0);
}

import type { MicroUsd } from '../../../protocol/money.js';
import { scoreTiers, type ScoreTier, type Settings } from '../../../protocol/settings.js';
import { gainAt, realGain } from '../gain/gain.js';
import { OwnScores, type Thresholds } from '../gain/own-scores.js';

/** Where a request that is over would have landed if its score had asked for one tier, and what that would have cost. */
export interface Landed {
  readonly tier: ScoreTier;
  readonly cost: MicroUsd;
  /** The same if nothing of the prompt had been read from the provider's cache. */
  readonly costCold: MicroUsd;
  /** It is not the model that was asked for. */
  readonly moved: boolean;
  /** What was really paid is this cost. */
  readonly asPaid: boolean;
}

/** A request that is over, with all that could have become of it. */
export interface Past {
  readonly session: string;
  /** Undefined for a small job, which wants the cheap tier whatever is said in it. */
  readonly score: number | undefined;
  /** Undefined: its score counts for the thresholds, but something else than the score decided, or it has no price. */
  readonly cases: Readonly<Record<ScoreTier, Landed>> | undefined;
}

/** What the same requests come to. */
export interface Replayed extends Readonly<Record<ScoreTier, number>> {
  readonly thresholds: Thresholds;
  readonly cost: MicroUsd;
  readonly costCold: MicroUsd;
  readonly moved: number;
  readonly asPaid: number;
  readonly expectedWorse: number;
  readonly gainKept: number | null;
  /** Among the scored ones. */
  readonly strongShare: number | null;
  /** What the models asked for would have cost for all requests that were moved by their score. */
  readonly movedAtHome: MicroUsd;
  readonly movedByScore: number;
  /** By conversation. */
  readonly costs: ReadonlyMap<string, MicroUsd>;
}

/**
 * Sends requests that are over, oldest first, where their scores send them under these settings. Thresholds that follow
 * the user's own scores follow these, as they would have in the life of one proxy.
 */
export function replay(past: readonly Past[], routing: Settings['routing']): Replayed {
  const scores = new OwnScores();
  const counts: Record<ScoreTier, number> = { cheap: 0, standard: 0, strong: 0 };
  const sum = { cost: 0, costCold: 0, moved: 0, asPaid: 0, expectedWorse: 0, movedAtHome: 0, movedByScore: 0 };
  const gain = { all: 0, kept: 0 };
  const scored = { all: 0, strong: 0 };
  const costs = new Map<string, MicroUsd>();
  for (const { session, score, cases } of past) {
    const thresholds = scores.thresholds(routing);
    if (score !== undefined) scores.note(score, routing, thresholds);
    if (cases === undefined) continue;
    const landed = cases[score === undefined ? 'cheap' : wantedTier(score, thresholds)];
    counts[landed.tier] += 1;
    sum.cost += landed.cost;
    sum.costCold += landed.costCold;
    sum.moved += landed.moved ? 1 : 0;
    sum.asPaid += landed.asPaid ? 1 : 0;
    costs.set(session, (costs.get(session) ?? 0) + landed.cost);
    if (score === undefined) continue;
    scored.all += 1;
    scored.strong += landed.tier === 'strong' ? 1 : 0;
    const worth = realGain(gainAt(score));
    gain.all += worth;
    gain.kept += landed.moved ? 0 : worth;
    if (!landed.moved) continue;
    sum.expectedWorse += worth;
    sum.movedAtHome += cases.strong.cost;
    sum.movedByScore += 1;
  }
  const gainKept = gain.all > 0 ? gain.kept / gain.all : null;
  const strongShare = scored.all > 0 ? scored.strong / scored.all : null;
  return { ...counts, ...sum, gainKept, strongShare, costs, thresholds: scores.thresholds(routing) };
}

function wantedTier(score: number, { cheapBelow, strongFrom }: Thresholds): ScoreTier {
  const [cheap, standard, strong] = scoreTiers;
  return score < cheapBelow ? cheap : score < strongFrom ? standard : strong;
}

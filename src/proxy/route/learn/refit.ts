import type { FitReport } from '../../../protocol/learning.js';
import { expectedGain, signalNames, type Readings } from '../gain/gain.js';
import { prior as shipped, type Prior } from '../gain/prior.js';
import { seededRandom } from '../replay/seeded-random.js';
import { concordance, type RankedOutcome } from './concordance.js';
import { fitLinear } from './fit.js';
import { fade, verdictOf, type LabelledRequest } from './outcome.js';

/** What orders prompts: the part of the prior that a re-fit may change. */
export type Weights = Pick<Prior, 'base' | 'weights'>;

export interface Fitted extends Omit<FitReport, 'atMs' | 'weights'> {
  /** To be used from now on, where the outcome is `taken`. */
  readonly weights: Weights | undefined;
}

/** Fewer of either say too little. */
const fewestOfEach = 20;
const fewestHeldOut = 5;
/** The older part is learned from, the newer one is replayed. */
const learnedShare = 0.7;
/** How strongly the outcomes must speak against the weights that ship. */
const pull = 0.02;
const mostWeight = 0.5;
/** The candidate must win this share of draws from the replayed part, so that chance alone seldom takes one. */
const draws = 100;
const mustWin = 90;

interface Row {
  readonly readings: Readings;
  readonly failed: boolean;
  readonly trust: number;
}

/**
 * Fits the prior's weights to the user's own outcomes and replays the newest of them under both. Only the order of
 * prompts is learned: level and spread stay, since people speak of failures far more than of what was right. Gives way to
 * others with `nextTurn`.
 */
export async function refit(
  requests: readonly LabelledRequest[],
  present: Weights,
  nowMs: number,
  nextTurn: () => Promise<void>,
): Promise<Fitted> {
  const rows = rowsOf(requests, nowMs);
  const failed = rows.filter(row => row.failed).length;
  if (failed < fewestOfEach || rows.length - failed < fewestOfEach) {
    return refusal(
      'too-few',
      `Nothing was changed: ${failed} answers of cheaper models that failed and ${rows.length - failed} that held are known; at least ${fewestOfEach} of each are needed.`,
    );
  }
  const cut = Math.floor(learnedShare * rows.length);
  const [learned, replayed] = [rows.slice(0, cut), rows.slice(cut)];
  const replayedFailed = replayed.filter(row => row.failed).length;
  if (replayedFailed < fewestHeldOut || replayed.length - replayedFailed < fewestHeldOut) {
    return refusal(
      'too-few',
      `Nothing was changed: of the newest ${replayed.length} outcomes ${replayedFailed} failed; at least ${fewestHeldOut} that failed and as many that held are needed to compare on.`,
    );
  }
  await nextTurn();
  const candidate = fitTo(learned, present);
  await nextTurn();
  const [now, then] = [present, candidate].map(weights => replayed.map(row => rankedBy(row, weights)));
  const [before, after] = [concordance(now ?? []), concordance(then ?? [])];
  const wins = after > before ? await countWins(now ?? [], then ?? [], nextTurn) : 0;
  const compared = `On the newest ${replayed.length} of ${rows.length} outcomes, ${replayedFailed} of them failures, the present weights put a failure above an answer that held in ${percent(before)} of pairs, the candidate in ${percent(after)}`;
  return after > before && wins >= mustWin
    ? { outcome: 'taken', sentence: `${compared}: it is used from now on.`, weights: candidate }
    : refusal(
        'refused',
        after > before
          ? `${compared}, but only in ${wins} of ${draws} draws from them: the present ones stay.`
          : `${compared}: the present ones stay.`,
      );
}

function refusal(outcome: 'refused' | 'too-few', sentence: string): Fitted {
  return { outcome, sentence, weights: undefined };
}

/** Oldest first. */
function rowsOf(requests: readonly LabelledRequest[], nowMs: number): readonly Row[] {
  return requests
    .toSorted((a, b) => a.atMs - b.atMs)
    .flatMap(({ readings, labels }) => {
      const verdict = verdictOf(labels);
      return readings === undefined || verdict === undefined
        ? []
        : [{ readings, failed: verdict.failed, trust: verdict.trust * fade(verdict.atMs, nowMs) }];
    });
}

/** Both outcomes weigh alike as a whole, or the many that held would say everything. */
function fitTo(rows: readonly Row[], present: Weights): Weights {
  const whole = (isFailed: boolean) =>
    rows.reduce((sum, { failed, trust }) => sum + (failed === isFailed ? trust : 0), 0);
  const each = { true: 1 / whole(true), false: 1 / whole(false) };
  const fitted = fitLinear(
    rows.map(({ readings, failed, trust }) => ({
      readings: [1, ...signalNames.map(name => readings[name])],
      target: failed ? 1 : 0,
      weight: trust * each[`${failed}`],
    })),
    {
      start: [shipped.base, ...signalNames.map(name => shipped.weights[name])],
      pull,
      signs: [0, ...signalNames.map(() => 1 as const)],
      rounds: 2_000,
    },
  );
  const free = Object.fromEntries(signalNames.map((name, at) => [name, fitted[at + 1] ?? 0])) as Weights['weights'];
  const gains = (of: Weights) => rows.map(({ readings }) => expectedGain(readings, of));
  const scale = spread(gains(present)) / (spread(gains({ base: 0, weights: free })) || 1);
  const weights = Object.fromEntries(
    signalNames.map(name => [name, Math.min(mostWeight, scale * free[name])]),
  ) as Weights['weights'];
  return { base: mean(gains(present)) - mean(gains({ base: 0, weights })), weights };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spread(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2)));
}

function rankedBy({ readings, failed, trust }: Row, weights: Weights): RankedOutcome {
  return { score: expectedGain(readings, weights), failed, trust };
}

/** In how many draws with replacement the second order is the better one. The draws are the same every time. */
async function countWins(
  now: readonly RankedOutcome[],
  then: readonly RankedOutcome[],
  nextTurn: () => Promise<void>,
): Promise<number> {
  const next = seededRandom(20_240_601);
  let wins = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const places = now.map(() => Math.floor(next() * now.length));
    const [before, after] = [now, then].map(all => concordance(places.flatMap(at => all[at] ?? [])));
    if ((after ?? 0) > (before ?? 0)) wins += 1;
    if (draw % 10 === 9) await nextTurn();
  }
  return wins;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

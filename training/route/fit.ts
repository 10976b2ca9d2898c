import { signalNames, type Readings, type SignalName } from '../../src/proxy/route/gain/gain.js';
import { fitLinear, fitLogistic } from '../../src/proxy/route/learn/fit.js';
import { lookNames, type Look } from '../../src/proxy/route/answer/look.js';
import type { DoubtWeights } from '../../src/proxy/route/answer/doubt.js';

/** One labelled prompt. */
export interface PromptSample {
  /** Only prompts of one set are compared with each other: sets differ in more than their prompts' shape. */
  readonly set: string;
  readonly readings: Readings;
  /** Strong less weak. */
  readonly gain: number;
}

/** What the public sets can teach. */
export const fittedSignals = ['mentionsAgain'] as const satisfies readonly SignalName[];
/**
 * In share of gain, by hand. Length adds nothing in these sets to what is fitted, and costs next to nothing; it keeps
 * the score of a short text low however it is phrased. The others hardly occur there.
 */
const byHand: Readonly<Record<Exclude<SignalName, (typeof fittedSignals)[number]>, number>> = {
  length: 0.2,
  parts: 0.06,
  code: 0.04,
  history: 0.03,
};

/** Slopes of the gain inside each set, sets of equal weight, none negative; and the gain where all signals read 0. */
export function fitPrior(samples: readonly PromptSample[]): {
  readonly base: number;
  readonly weights: Readonly<Record<SignalName, number>>;
} {
  const sets = [...new Set(samples.map(({ set }) => set))].map(set => samples.filter(sample => sample.set === set));
  const rows = sets.flatMap(members => {
    const means = fittedSignals.map(name => average(members.map(({ readings }) => readings[name])));
    const rest = members.map(({ gain, readings }) => gain - sumOf({ ...noWeights, ...byHand }, readings));
    const level = average(rest);
    return members.map(({ readings }, row) => ({
      readings: fittedSignals.map((name, at) => readings[name] - (means[at] ?? 0)),
      target: (rest[row] ?? 0) - level,
      weight: 1 / members.length,
    }));
  });
  const slopes = fitLinear(rows, {
    start: fittedSignals.map(() => 0),
    pull: 0.002,
    signs: fittedSignals.map(() => 1 as const),
  });
  const fitted = Object.fromEntries(fittedSignals.map((name, at) => [name, slopes[at] ?? 0]));
  const weights = { ...byHand, ...fitted } as Readonly<Record<SignalName, number>>;
  const base = average(
    sets.map(members => average(members.map(member => member.gain - sumOf(weights, member.readings)))),
  );
  return { base, weights };
}

/** An answer of a weak model with what its prompt promised. */
export interface AnswerSample {
  readonly look: Look;
  readonly expected: number;
  /** 1 when it was not good enough. */
  readonly wrong: number;
}

/** The answers at hand never go round in circles, so that they cannot say how bad that is. */
export const doubtByHand = { repetition: 4 } as const satisfies Partial<DoubtWeights['look']>;

/** Expected gains differ by a tenth at most; the pull is meant for readings that go from 0 to 1. */
const gainScale = 10;

/** Weights of the doubt, pulled towards `start`; no reading may lower it. */
export function fitDoubt(samples: readonly AnswerSample[], start: DoubtWeights, pull: number): DoubtWeights {
  const rows = samples.map(({ look, expected, wrong }) => ({
    readings: [...lookNames.map(name => look[name]), expected * gainScale],
    target: wrong,
    weight: 1,
  }));
  const fitted = fitLogistic(rows, {
    start: [...lookNames.map(name => start.look[name]), start.gain / gainScale, start.base],
    pull,
    signs: [...lookNames.map(() => 1 as const), 1, 0],
  });
  const weights = Object.fromEntries(lookNames.map((name, at) => [name, fitted[at] ?? 0])) as DoubtWeights['look'];
  const look = { ...weights, ...doubtByHand };
  return { base: fitted.at(-1) ?? 0, look, gain: (fitted.at(-2) ?? 0) * gainScale };
}

const noWeights = Object.fromEntries(signalNames.map(name => [name, 0])) as Readonly<Record<SignalName, number>>;

function sumOf(weights: Readonly<Record<SignalName, number>>, readings: Readings): number {
  return signalNames.reduce((sum, name) => sum + weights[name] * readings[name], 0);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { doubtOf, type DoubtWeights } from '../../src/proxy/route/answer/doubt.js';
import { kindOf, traceOf } from '../../src/proxy/route/answer/kind.js';
import { look, lookNames } from '../../src/proxy/route/answer/look.js';
import { expectedGain, readSignals } from '../../src/proxy/route/gain/gain.js';
import type { Prior } from '../../src/proxy/route/gain/prior.js';
import { orderingOf, type Ordering } from '../../src/proxy/route/learn/metrics.js';
import { seeded } from '../random.js';
import { fitCurve } from './curve.js';
import { fitDoubt, fitPrior, type AnswerSample, type PromptSample } from './fit.js';
import type { LabelledRow } from './rows.js';
import { placeThresholds } from './scale.js';

export type SetName = 'mmlu' | 'gsm8k';
export type Sets = Readonly<Record<SetName, readonly LabelledRow[]>>;

export interface Fitted {
  readonly prior: Prior;
  readonly doubt: DoubtWeights;
}

/** A figure over ten splits. */
export interface Spread {
  readonly mean: number;
  readonly sd: number;
}

export interface Figures {
  readonly sets: readonly {
    readonly name: SetName;
    readonly rows: number;
    readonly whole: Ordering;
    readonly lengthAlone: number;
    /** Fitted on half of MMLU's subjects and half of the other set's rows, measured on the other half; ten times. */
    readonly heldOut: Spread;
  }[];
  readonly answers: { readonly rows: number; readonly heldOut: Spread; readonly heldOutCpt50: Spread };
  /** Developer prompts on the side of the thresholds where their writer put them. */
  readonly developer: { readonly right: number; readonly of: number };
}

export function fitAll(sets: Sets): Fitted {
  const { base, weights } = fitPrior([...samplesOf('mmlu', sets.mmlu), ...samplesOf('gsm8k', sets.gsm8k)]);
  const { middle, steepness } = placeThresholds({ base, weights });
  const curve = fitCurve([
    ...curveSamples('mmlu', sets.mmlu, { base, weights }),
    ...curveSamples('gsm8k', sets.gsm8k, { base, weights }),
  ]);
  const prior = { base, weights, middle, steepness, curve };
  return { prior, doubt: fitDoubt(answersOf(sets.gsm8k, prior), noDoubt, answerPull) };
}

export function measureFit(sets: Sets, { prior }: Fitted): Figures {
  const names = ['mmlu', 'gsm8k'] as const;
  const splits = Array.from({ length: 10 }, (_, split) => halves(sets, split));
  const priors = splits.map(({ learn }) =>
    fitPrior([...samplesOf('mmlu', learn.mmlu), ...samplesOf('gsm8k', learn.gsm8k)]),
  );
  const answers = splits.map(({ learn, test }, at) => {
    const half = { ...prior, ...priors[at] };
    const doubt = fitDoubt(answersOf(learn.gsm8k, half), noDoubt, answerPull);
    const seen = answersOf(test.gsm8k, half);
    return orderingOf(
      seen.map(sample => doubtOf(sample.look, sample.expected, doubt)),
      test.gsm8k,
    );
  });
  return {
    sets: names.map(name => ({
      name,
      rows: sets[name].length,
      whole: orderingOf(scores(sets[name], prior), sets[name]),
      lengthAlone: orderingOf(
        sets[name].map(({ prompt }) => prompt.length),
        sets[name],
      ).apgr,
      heldOut: spreadOf(
        splits.map(({ test }, at) => orderingOf(scores(test[name], priors[at] ?? prior), test[name]).apgr),
      ),
    })),
    answers: {
      rows: sets.gsm8k.length,
      heldOut: spreadOf(answers.map(({ apgr }) => apgr)),
      heldOutCpt50: spreadOf(answers.map(({ cpt50 }) => cpt50)),
    },
    developer: placeThresholds(prior).developer,
  };
}

/** Where the doubt starts from: nothing is held against an answer. */
const noDoubt: DoubtWeights = {
  base: 0,
  look: Object.fromEntries(lookNames.map(name => [name, 0])) as DoubtWeights['look'],
  gain: 0,
};
const answerPull = 0.004;

function samplesOf(set: SetName, rows: readonly LabelledRow[]): readonly PromptSample[] {
  return rows.map(({ prompt, weak, strong }) => ({ set, readings: readSignals(prompt, 0), gain: strong - weak }));
}

function curveSamples(set: SetName, rows: readonly LabelledRow[], by: Pick<Prior, 'base' | 'weights'>) {
  const expected = scores(rows, by);
  return rows.map(({ weak, strong }, at) => ({ set, expected: expected[at] ?? 0, gain: strong - weak }));
}

function answersOf(rows: readonly LabelledRow[], prior: Pick<Prior, 'base' | 'weights'>): readonly AnswerSample[] {
  const kind = kindOf(rows.map(({ response = '' }) => traceOf(response)));
  return rows.map(({ prompt, response = '', weak }) => ({
    look: look(prompt, response, kind),
    expected: expectedGain(readSignals(prompt, 0), prior),
    wrong: 1 - weak,
  }));
}

function scores(rows: readonly LabelledRow[], prior: Pick<Prior, 'base' | 'weights'>): readonly number[] {
  return rows.map(({ prompt }) => expectedGain(readSignals(prompt, 0), prior));
}

/** Whole subjects of MMLU stand on one side, so that what is measured is a subject nobody has seen. */
function halves(sets: Sets, split: number): { readonly learn: Sets; readonly test: Sets } {
  const random = seeded(7_919 * (split + 1));
  const subjects = [...new Set(sets.mmlu.map(({ part }) => part))].sort();
  const tested = new Set(subjects.filter(() => random() < 0.5));
  const [learn, test] = [[] as LabelledRow[], [] as LabelledRow[]];
  for (const row of sets.gsm8k) (random() < 0.5 ? test : learn).push(row);
  return {
    learn: { mmlu: sets.mmlu.filter(({ part }) => !tested.has(part)), gsm8k: learn },
    test: { mmlu: sets.mmlu.filter(({ part }) => tested.has(part)), gsm8k: test },
  };
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

// Fits src/proxy/route/prior.ts and prints it with its figures.
// Usage: node dist/training/route.js FOLDER   (FOLDER holds mmlu.jsonl and gsm8k.jsonl, rows
// {prompt, sub, weak_ok, strong_ok, contaminated})
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings, type TierName } from '../../src/protocol/settings.js';
import { readSignals, signalNames, type SignalName } from '../../src/proxy/route/gain.js';
import { apgr } from './apgr.js';
import { developerPrompts } from './developer-prompts.js';
import { fitSlopes, type Sample } from './fit.js';

/** What the sets can teach. The others hardly occur in them and are set by hand, in the same unit: share of gain. */
const fitted = ['length', 'distinctWords', 'repetition'] as const satisfies readonly SignalName[];
const byHand: Readonly<Record<Exclude<SignalName, (typeof fitted)[number]>, number>> = {
  plainQuestion: -0.3,
  parts: 0.06,
  code: 0.04,
  history: 0.03,
};

interface Row extends Sample {
  readonly weak: number;
  readonly strong: number;
  readonly set: string;
  readonly sub: string;
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder that holds mmlu.jsonl and gsm8k.jsonl.');
const sets = ['mmlu', 'gsm8k'] as const;
const rows = sets.flatMap(set => readSet(folder, set));
const weights = fitWeights(rows);
const scale = placeThresholds(weights);

console.log('prior', {
  bias: round(-scale.steepness * scale.middle),
  weights: Object.fromEntries(signalNames.map(name => [name, round(scale.steepness * weights[name])])),
});
for (const set of sets) {
  const own = rows.filter(row => row.set === set);
  const splits = heldOut(own);
  console.log(set, {
    prompts: own.length,
    apgr: round(
      apgr(
        own.map(row => sum(weights, row)),
        own,
      ),
    ),
    lengthAlone: round(
      apgr(
        own.map(row => row.signals.length),
        own,
      ),
    ),
    heldOut: { mean: round(mean(splits)), sd: round(deviation(splits)) },
  });
}
console.log('developer prompts right', scale.right, 'of', Object.values(developerPrompts).flat().length);

function readSet(from: string, set: string): Row[] {
  return readFileSync(join(from, `${set}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
    .filter(row => row['contaminated'] !== true)
    .map(row => {
      const outcome = { weak: Number(row['weak_ok']), strong: Number(row['strong_ok']) };
      const signals = readSignals(String(row['prompt']), 0);
      return { set, sub: String(row['sub']), group: set, signals, gain: outcome.strong - outcome.weak, ...outcome };
    });
}

function fitWeights(from: readonly Row[]): Readonly<Record<SignalName, number>> {
  return { ...fitSlopes(from, fitted), ...byHand };
}

function sum(by: Readonly<Record<SignalName, number>>, row: Pick<Row, 'signals'>): number {
  return signalNames.reduce((total, name) => total + by[name] * row.signals[name], 0);
}

/**
 * Ten times: fit on half of MMLU's subjects and half of GSM8K's rows, measure on the other half of `own`. A hash decides
 * the halves, so that a second run prints the same.
 */
function heldOut(own: readonly Row[]): number[] {
  return Array.from({ length: 10 }, (_, split) => {
    const isTest = (row: Row): boolean =>
      hash(`${split} ${row.set === 'mmlu' ? row.sub : JSON.stringify(row.signals)}`) % 2 === 0;
    const by = fitWeights(rows.filter(row => !isTest(row)));
    const test = own.filter(isTest);
    return apgr(
      test.map(row => sum(by, row)),
      test,
    );
  });
}

/** The two cuts that put the most developer prompts into their own tier, mapped onto the default thresholds. */
function placeThresholds(by: Readonly<Record<SignalName, number>>): {
  readonly middle: number;
  readonly steepness: number;
  readonly right: number;
} {
  const sums = (tier: TierName): number[] =>
    developerPrompts[tier].map(text => sum(by, { signals: readSignals(text, 0) }));
  const [cheap, standard, strong] = [sums('cheap'), sums('standard'), sums('strong')];
  const low = bestCut(cheap, standard);
  const high = bestCut(standard, strong);
  const { cheapBelow, strongFrom } = parseSettings({}).routing;
  const steepness = (logit(strongFrom) - logit(cheapBelow)) / (high.cut - low.cut);
  const middle = low.cut - logit(cheapBelow) / steepness;
  const right =
    cheap.filter(value => value < low.cut).length +
    standard.filter(value => value >= low.cut && value < high.cut).length +
    strong.filter(value => value >= high.cut).length;
  return { middle, steepness, right };
}

function bestCut(below: readonly number[], above: readonly number[]): { readonly cut: number } {
  const all = [...below, ...above].sort((a, b) => a - b);
  let best = { cut: 0, wrong: Infinity, gap: 0 };
  for (let index = 1; index < all.length; index += 1) {
    const [left, right] = [all[index - 1] ?? 0, all[index] ?? 0];
    const cut = (left + right) / 2;
    const wrong = below.filter(value => value >= cut).length + above.filter(value => value < cut).length;
    if (wrong < best.wrong || (wrong === best.wrong && right - left > best.gap))
      best = { cut, wrong, gap: right - left };
  }
  return best;
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}
function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2)));
}
function round(value: number): number {
  return Number(value.toFixed(3));
}
function hash(text: string): number {
  let value = 2_166_136_261;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value >>> 8;
}

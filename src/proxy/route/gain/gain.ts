import { prior, type Prior } from './prior.js';
import { scan } from './scan.js';
import { code } from './signals/code.js';
import { history } from './signals/history.js';
import { length } from './signals/length.js';
import { mentionsAgain } from './signals/mentions-again.js';
import { parts } from './signals/parts.js';
import type { Signal } from './signals/signal.js';

export type SignalName = keyof typeof signals;
export type Readings = Readonly<Record<SignalName, number>>;

/** Every signal's reading for the words of a human turn. */
export function readSignals(words: string, earlierTurns: number): Readings {
  const sight = { scan: scan(words), earlierTurns };
  return Object.fromEntries(signalNames.map(name => [name, signals[name](sight)])) as Record<SignalName, number>;
}

/**
 * In how many of such prompts only the strong model is right, less those where only the weak one is: -1..1. A prior,
 * not a measurement: it knows nothing about the two models, only about the shape of the text.
 */
export function expectedGain(readings: Readings, { base, weights }: Pick<Prior, 'base' | 'weights'> = prior): number {
  let sum = base;
  for (const name of signalNames) sum += weights[name] * readings[name];
  return sum;
}

/** The expected gain on the scale of the two thresholds, 0..1. It keeps the order of any two prompts. */
export function scoreOf(gain: number, { middle, steepness }: Pick<Prior, 'middle' | 'steepness'> = prior): number {
  return 1 / (1 + Math.exp(-steepness * (gain - middle)));
}

/** The gain that has this score. */
export function gainAt(score: number, { middle, steepness }: Pick<Prior, 'middle' | 'steepness'> = prior): number {
  const share = Math.min(1 - 1e-6, Math.max(1e-6, score));
  return middle + Math.log(share / (1 - share)) / steepness;
}

/**
 * What prompts of such an expectation really gained, by the committed curve: 0 and up, because who loses by the strong
 * model does not make up for who needs it. It never falls while the expectation rises.
 */
export function realGain(expected: number, { curve }: Pick<Prior, 'curve'> = prior): number {
  const after = curve.findIndex(([at]) => at >= expected);
  const [low, high] = after === -1 ? [curve.at(-1), curve.at(-1)] : [curve[after - 1] ?? curve[0], curve[after]];
  if (low === undefined || high === undefined) return Math.max(0, expected);
  const share = high[0] > low[0] ? (expected - low[0]) / (high[0] - low[0]) : 0;
  return Math.max(0, low[1] + share * (high[1] - low[1]));
}

const signals = {
  length,
  mentionsAgain,
  parts,
  code,
  history,
} as const satisfies Readonly<Record<string, Signal>>;

/** The names in a fixed order. */
export const signalNames = Object.keys(signals) as readonly SignalName[];

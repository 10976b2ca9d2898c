import { prior } from './prior.js';
import { scan } from './scan.js';
import { code } from './signals/code.js';
import { distinctWords } from './signals/distinct-words.js';
import { history } from './signals/history.js';
import { length } from './signals/length.js';
import { parts } from './signals/parts.js';
import { plainQuestion } from './signals/plain-question.js';
import { repetition } from './signals/repetition.js';
import type { Signal } from './signals/signal.js';

export type SignalName = keyof typeof signals;

/**
 * How much better a strong model is expected to answer than a cheap one, in 0..1, for the words of the newest human
 * turn. A prior, not a measurement: it knows nothing about the two models, only about the shape of the text.
 */
export function gain(words: string, earlierTurns: number): number {
  const read = readSignals(words, earlierTurns);
  let sum: number = prior.bias;
  for (const name of signalNames) sum += prior.weights[name] * read[name];
  return 1 / (1 + Math.exp(-sum));
}

/** Every signal's reading, for fitting the prior and for showing why a score is what it is. */
export function readSignals(words: string, earlierTurns: number): Readonly<Record<SignalName, number>> {
  const sight = { scan: scan(words), earlierTurns };
  return Object.fromEntries(signalNames.map(name => [name, signals[name](sight)])) as Record<SignalName, number>;
}

const signals = {
  length,
  distinctWords,
  repetition,
  plainQuestion,
  parts,
  code,
  history,
} as const satisfies Readonly<Record<string, Signal>>;

/** The names in a fixed order. */
export const signalNames = Object.keys(signals) as readonly SignalName[];

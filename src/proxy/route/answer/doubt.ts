import { lookNames, type Look, type LookName } from './look.js';
import { shipped } from './weights.js';

/** How far each reading of an answer, and the gain expected of its prompt, raise the doubt: in log-odds. */
export interface DoubtWeights {
  readonly base: number;
  readonly look: Readonly<Record<LookName, number>>;
  /** For an expected gain of 1. */
  readonly gain: number;
}

/** The chance, 0..1, that a cheap model's answer is not good enough, by its looks and its prompt's expected gain. */
export function doubtOf(look: Look, gain: number, weights: DoubtWeights = shipped): number {
  let sum = weights.base + weights.gain * gain;
  for (const name of lookNames) sum += weights.look[name] * look[name];
  return 1 / (1 + Math.exp(-sum));
}

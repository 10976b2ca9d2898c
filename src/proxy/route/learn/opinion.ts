import type { ScoreStory } from '../../../protocol/learning.js';
import type { Readings } from '../gain/gain.js';

/** What is expected of a human turn, and how that came about. */
export interface Opinion extends Pick<ScoreStory, 'priorGain' | 'shift' | 'bucket' | 'counted' | 'near' | 'gain'> {
  readonly readings: Readings;
}

/** A human turn that wants an opinion. */
export interface Turned {
  /** The newest words, with those before them that they hang on. */
  readonly words: string;
  readonly readings: Readings;
  /** `provider:model` of every model below the one asked for that could answer, cheapest first. */
  readonly models: readonly string[];
}

import type { SignalName } from './gain.js';

/** Pairs of an expected gain and what prompts of that kind really gained, both rising; straight in between. */
export type GainCurve = readonly (readonly [expected: number, gain: number])[];

/** What the shape of a prompt says about the gain of a strong model before anything is known about its user. */
export interface Prior {
  /** Gain of a text whose signals all read 0. */
  readonly base: number;
  /** Gain for a signal that reads 1. */
  readonly weights: Readonly<Record<SignalName, number>>;
  /** The gain that scores 0.5, and how fast the score leaves it. */
  readonly middle: number;
  readonly steepness: number;
  /** What an expectation was worth where the outcomes are known. */
  readonly curve: GainCurve;
}

/** Written by `npm run train:route`; docs/routing-prior.md says from what and how good it is. */
export const prior: Prior = {
  base: -0.03647,
  weights: {
    length: 0.2,
    mentionsAgain: 0.2401,
    parts: 0.06,
    code: 0.04,
    history: 0.03,
  },
  middle: 0.1155,
  steepness: 10.91,
  curve: [
    [0, 0],
    [0.08197, 0.03517],
    [0.1371, 0.1133],
    [0.1635, 0.1494],
    [0.1765, 0.2252],
    [0.1953, 0.2318],
    [0.2506, 0.2462],
  ],
};

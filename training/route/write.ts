import type { DoubtWeights } from '../../src/proxy/route/answer/doubt.js';
import { lookNames } from '../../src/proxy/route/answer/look.js';
import { signalNames } from '../../src/proxy/route/gain/gain.js';
import type { Prior } from '../../src/proxy/route/gain/prior.js';

// The two files that the fit writes. Few numbers, each with its name: whoever doubts one can change it and measure.

const written = '/** Written by `npm run train:route`; docs/routing-prior.md says from what and how good it is. */';

export function priorFile({ base, weights, middle, steepness, curve }: Prior): string {
  return `import type { SignalName } from './gain.js';

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

${written}
export const prior: Prior = {
  base: ${number(base)},
  weights: {
${signalNames.map(name => `    ${name}: ${number(weights[name])},`).join('\n')}
  },
  middle: ${number(middle)},
  steepness: ${number(steepness)},
  curve: [
${curve.map(([expected, gain]) => `    [${number(expected)}, ${number(gain)}],`).join('\n')}
  ],
};
`;
}

export function weightsFile({ base, look, gain }: DoubtWeights): string {
  return `import type { DoubtWeights } from './doubt.js';

${written}
export const shipped: DoubtWeights = {
  base: ${number(base)},
  look: {
${lookNames.map(name => `    ${name}: ${number(look[name])},`).join('\n')}
  },
  gain: ${number(gain)},
};
`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}

import type { DoubtWeights } from './doubt.js';

/** Written by `npm run train:route`; docs/routing-prior.md says from what and how good it is. */
export const shipped: DoubtWeights = {
  base: -1.491,
  look: {
    otherForm: 1.011,
    cut: 0.7651,
    roughResult: 1.867,
    loneResult: 0.796,
    wrongSum: 1.494,
    noWorking: 1.136,
    unusedNumbers: 1.088,
    repetition: 4,
  },
  gain: 2.633,
};

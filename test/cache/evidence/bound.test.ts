import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { precisionBound } from '../../../src/proxy/cache/evidence/bound.js';

const weight = fc.double({ min: 0, max: 5_000, noNaN: true });
const errors = fc.double({ min: 0.001, max: 0.2, noNaN: true });

describe('the bound of precision', () => {
  it('never falls with a right hit and never rises with a wrong one', () => {
    fc.assert(
      fc.property(
        weight,
        weight,
        fc.double({ min: 0, max: 50, noNaN: true }),
        errors,
        (right, wrong, more, promised) => {
          const before = precisionBound(right, wrong, promised);
          expect(precisionBound(right + more, wrong, promised)).toBeGreaterThanOrEqual(before - 1e-9);
          expect(precisionBound(right, wrong + more, promised)).toBeLessThanOrEqual(before + 1e-9);
          expect(before).toBeGreaterThanOrEqual(0);
          expect(before).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('keeps the promise at the start and after one complaint, and not after two without good hits', () => {
    fc.assert(
      fc.property(errors, promised => {
        expect(precisionBound(0, 0, promised)).toBeGreaterThanOrEqual(1 - promised);
        expect(precisionBound(0, 1, promised)).toBeGreaterThanOrEqual(1 - promised);
        expect(precisionBound(0, 2, promised)).toBeLessThan(1 - promised);
        expect(precisionBound(4 / promised, 2, promised)).toBeGreaterThanOrEqual(1 - promised);
      }),
    );
  });

  // Quantiles of Beta(a, b): R 4.3, qbeta(0.05, a, b); for b = 1 it is 0.05^(1/a).
  it('is the 5 % quantile of the Beta distribution', () => {
    expect(precisionBound(0, 0.5)).toBeCloseTo(0.05 ** (1 / 400), 6);
    expect(precisionBound(600, 0.5)).toBeCloseTo(0.05 ** (1 / 1_000), 6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsPromise, precisionBound, rightsMissing } from '../../../src/proxy/cache/evidence/bound.js';

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
          const before = precisionBound({ right, wrong }, promised);
          expect(precisionBound({ right: right + more, wrong }, promised)).toBeGreaterThanOrEqual(before - 1e-9);
          expect(precisionBound({ right, wrong: wrong + more }, promised)).toBeLessThanOrEqual(before + 1e-9);
          expect(before).toBeGreaterThanOrEqual(0);
          expect(before).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('keeps the promise at the start and after one complaint, and not after two without good hits', () => {
    fc.assert(
      fc.property(errors, promised => {
        expect(precisionBound({ right: 0, wrong: 0 }, promised)).toBeGreaterThanOrEqual(1 - promised);
        expect(precisionBound({ right: 0, wrong: 1 }, promised)).toBeGreaterThanOrEqual(1 - promised);
        expect(precisionBound({ right: 0, wrong: 2 }, promised)).toBeLessThan(1 - promised);
        expect(precisionBound({ right: 4 / promised, wrong: 2 }, promised)).toBeGreaterThanOrEqual(1 - promised);
      }),
    );
  });

  // Quantiles of Beta(a, b): R 4.3, qbeta(0.05, a, b); for b = 1 it is 0.05^(1/a).
  it('is the 5 % quantile of the Beta distribution', () => {
    expect(precisionBound({ right: 0, wrong: 0.5 }, 0.01)).toBeCloseTo(0.05 ** (1 / 400), 6);
    expect(precisionBound({ right: 600, wrong: 0.5 }, 0.01)).toBeCloseTo(0.05 ** (1 / 1_000), 6);
  });

  it('says how many right ones are missing, not one too many', () => {
    const few = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(weight, few, errors, (right, wrong, promised) => {
        const missing = rightsMissing({ right, wrong }, promised);
        expect(keepsPromise({ right: right + missing, wrong }, promised)).toBe(true);
        if (missing > 0) expect(keepsPromise({ right: right + missing - 1, wrong }, promised)).toBe(false);
      }),
    );
  });
});

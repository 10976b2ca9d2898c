import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapSum, exactShare } from '../../../src/proxy/route/replay/certainty.js';

const noPause = () => Promise.resolve();
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
};

describe('the exact interval of a share', () => {
  // Clopper and Pearson's bounds as printed in tables, to three digits.
  test.each([
    [0, 10, 0, 0.308],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.187, 0.813],
    [10, 10, 0.692, 1],
    [3, 100, 0.0062, 0.0852],
  ])('of %d in %d is %d to %d', (hits, of, low, high) => {
    const found = exactShare(hits, of);
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  test('holds the share itself, and shrinks with what was seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (of, some) => {
        const hits = some % (of + 1);
        const { low, high } = exactShare(hits, of);
        expect(low).toBeLessThanOrEqual(hits / of + 1e-9);
        expect(high).toBeGreaterThanOrEqual(hits / of - 1e-9);
        const more = exactShare(hits * 10, of * 10);
        expect(more.high - more.low).toBeLessThan(high - low + 1e-9);
      }),
    );
  });

  test('does not drown in many draws', () => {
    const { low, high } = exactShare(9_000, 20_000);
    expect(low).toBeCloseTo(0.443, 2);
    expect(high).toBeCloseTo(0.457, 2);
  });
});

describe('the bootstrap of a sum', () => {
  test('covers the true sum about as often as it says', async () => {
    const random = randomFrom(7);
    let covered = 0;
    for (let round = 0; round < 60; round += 1) {
      const groups = Array.from({ length: 40 }, () => random() * 10);
      const interval = await bootstrapSum(groups, random, noPause);
      if (interval !== undefined && interval.low <= 200 && 200 <= interval.high) covered += 1;
    }
    expect(covered).toBeGreaterThan(50);
  });

  test('of equal groups is a point, and of few is nothing', async () => {
    expect(
      await bootstrapSum(
        Array.from({ length: 12 }, () => 3),
        randomFrom(1),
        noPause,
      ),
    ).toEqual({ low: 36, high: 36 });
    expect(await bootstrapSum([1, 2, 3], randomFrom(1), noPause)).toBeUndefined();
  });
});

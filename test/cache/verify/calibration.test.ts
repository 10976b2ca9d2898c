import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundOf, bounds, calibrate } from '../../../src/proxy/cache/verify/calibration.js';

const trial = fc.record({
  logOdds: fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constant(Infinity), fc.constant(-Infinity)),
  same: fc.boolean(),
});

describe('the calibration', () => {
  test('keeps every bound that it promises on its own trials, counting one more wrong answer than there was', () => {
    const mostlyRight = fc.array(
      fc.tuple(trial, fc.nat(9)).map(([one, luck]) => ({ ...one, same: one.same || luck > 0 })),
      {
        maxLength: 800,
      },
    );
    fc.assert(
      fc.property(mostlyRight, trials => {
        for (const { bound, from } of calibrate(trials)) {
          const served = trials.filter(({ logOdds }) => logOdds >= from);
          const wrong = served.filter(({ same }) => !same).length;
          expect((wrong + 1) / (served.length + 1)).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  test('asks for more where less may go wrong', () => {
    const trials = Array.from({ length: 2_000 }, (_, at) => ({ logOdds: at / 100, same: at > 1_000 || at % 7 > 0 }));
    const promised = calibrate(trials);
    expect(promised.length).toBeGreaterThan(4);
    promised.slice(1).forEach(({ bound, from }, at) => {
      expect(bound).toBeGreaterThan(promised[at]!.bound);
      expect(from).toBeLessThanOrEqual(promised[at]!.from);
    });
  });

  test('promises nothing that so few trials cannot show', () => {
    const right = (count: number) => Array.from({ length: count }, (_, at) => ({ logOdds: at, same: true }));
    expect(calibrate(right(3))).toEqual([]);
    expect(calibrate(right(98)).map(({ bound }) => bound)).toEqual([0.02, 0.03, 0.05, 0.1, 0.2]);
    expect(calibrate(right(2_000)).map(({ bound }) => bound)).toEqual(bounds);
  });

  test('gives the tightest bound that holds at some height', () => {
    const promised = [
      { bound: 0.01, from: 3 },
      { bound: 0.05, from: 1 },
    ];
    expect([4, 3, 2, 1, 0, NaN].map(height => boundOf(height, promised))).toEqual([
      0.01,
      0.01,
      0.05,
      0.05,
      undefined,
      undefined,
    ]);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitCurve } from '../../training/route/curve.js';

const sample = fc.record({
  set: fc.constantFrom('a', 'b'),
  expected: fc.double({ min: -0.2, max: 0.5, noNaN: true }),
  gain: fc.constantFrom(-1, 0, 1),
});

test('a curve of gains rises in both, however the outcomes fall', () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 200 }), samples => {
      const curve = fitCurve(samples);
      for (const [at, [expected, gain]] of curve.entries()) {
        const [before = -Infinity, won = -Infinity] = curve[at - 1] ?? [];
        expect(expected).toBeGreaterThanOrEqual(before);
        expect(gain).toBeGreaterThanOrEqual(won);
      }
    }),
  );
});

test('where the outcomes are as expected, the curve says so, and both sets count alike', () => {
  const even = Array.from({ length: 1_000 }, (_, at) => ({ set: 'a', expected: at / 1_000, gain: at / 1_000 }));
  for (const [expected, gain] of fitCurve(even)) expect(gain).toBeCloseTo(expected, 6);
  const few = Array.from({ length: 10 }, (_, at) => ({ set: 'b', expected: at / 10 + 0.05, gain: 1 }));
  const both = fitCurve([...even, ...few]);
  const middle = both.find(([expected]) => expected > 0.4 && expected < 0.6);
  expect(middle?.[1]).toBeGreaterThan(0.65);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blended, fitBlend, verifierAlone } from '../../../src/proxy/cache/calibrate/blend.js';

const pair = fc.record({
  logOdds: fc.double({ min: -8, max: 8, noNaN: true }),
  similarity: fc.double({ min: -1, max: 1, noNaN: true }),
  same: fc.boolean(),
});

test('without pairs the verifier is heard alone', () => {
  expect(fitBlend([])).toEqual(verifierAlone);
});

test('a similarity that tells what the verifier does not see is heard', () => {
  const pairs = Array.from({ length: 200 }, (_, i) => ({
    logOdds: 0,
    similarity: i % 2 === 0 ? 0.95 : 0.6,
    same: i % 2 === 0,
  }));
  const blend = fitBlend(pairs);
  expect(blended(blend, { logOdds: 0, similarity: 0.95 })).toBeGreaterThan(1);
  expect(blended(blend, { logOdds: 0, similarity: 0.6 })).toBeLessThan(-1);
});

test('a similarity that says the opposite of the labels is not heard at all', () => {
  const pairs = Array.from({ length: 200 }, (_, i) => ({
    logOdds: i % 2 === 0 ? 2 : -2,
    similarity: i % 3 === 0 ? 0.9 : 0.7,
    same: i % 3 !== 0,
  }));
  expect(fitBlend(pairs).similarity).toBe(0);
});

test('whatever the pairs, what is more alike or surer is never less sure, and every number is one', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 60 }), pair, pair, (pairs, one, other) => {
      const blend = fitBlend(pairs);
      expect(blend.similarity).toBeGreaterThanOrEqual(0);
      expect(blend.logOdds).toBeGreaterThanOrEqual(0);
      const [low, high] = one.similarity < other.similarity ? [one, other] : [other, one];
      const at = (similarity: number) => blended(blend, { logOdds: one.logOdds, similarity });
      expect(at(low.similarity)).toBeLessThanOrEqual(at(high.similarity));
      expect(Number.isFinite(at(0))).toBe(true);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosineOf, scaleOf, similarityOf } from '../../../src/proxy/cache/calibrate/scale.js';

/** Cosines of a model, and of the built-in one, of the same pairs. */
const pairs = fc.array(fc.record({ own: cosine(), builtIn: cosine() }), { minLength: 2, maxLength: 200 });

function cosine() {
  return fc.integer({ min: -10_000, max: 10_000 }).map(value => value / 10_000);
}

test('a model that spreads its cosines from .7 to 1 is brought to the spread of the built-in one', () => {
  const builtIn = Array.from({ length: 400 }, (_, i) => i / 400);
  const narrow = builtIn.map(value => 0.7 + 0.3 * value);
  const scale = scaleOf(narrow, builtIn);
  for (const similarity of [0.1, 0.5, 0.7, 0.9]) {
    expect(similarityOf(scale, 0.7 + 0.3 * similarity)).toBeCloseTo(similarity, 2);
    expect(cosineOf(scale, similarity)).toBeCloseTo(0.7 + 0.3 * similarity, 2);
  }
  // The same words are the same words.
  expect(similarityOf(scale, 1)).toBe(1);
});

test('what is nearer by the model is never less near on the scale, and stays within -1 and 1', () => {
  fc.assert(
    fc.property(pairs, fc.array(cosine(), { minLength: 2 }), (known, asked) => {
      const scale = scaleOf(
        known.map(({ own }) => own),
        known.map(({ builtIn }) => builtIn),
      );
      const found = [...asked].sort((a, b) => a - b).map(value => similarityOf(scale, value));
      for (const [i, value] of found.entries()) {
        // Apart from what rounding does.
        expect(value).toBeGreaterThanOrEqual((found[i - 1] ?? -1) - 1e-12);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test('a model is on its own scale, whatever its pairs', () => {
  fc.assert(
    fc.property(pairs, cosine(), (known, value) => {
      const own = known.map(one => one.own);
      const [least, most] = [Math.min(...own), Math.max(...own)];
      fc.pre(value >= least && value <= most);
      expect(similarityOf(scaleOf(own, own), value)).toBeCloseTo(value, 3);
    }),
  );
});

test('without a scale a similarity is the cosine, and what is no number stays none', () => {
  expect(similarityOf(undefined, 0.3)).toBe(0.3);
  expect(similarityOf(scaleOf([0.1, 0.9], [0.2, 0.8]), Number.NaN)).toBeNaN();
});

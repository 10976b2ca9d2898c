import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairFeatures } from '../../../src/proxy/cache/verify/features.js';
import { logOdds } from '../../../src/proxy/cache/verify/network.js';
import { read } from '../../../src/proxy/cache/verify/reading.js';
import { corpus } from '../match/corpus.js';
import { tinyTable } from './tiny-table.js';

const texts = corpus('dev').flatMap(({ a, b }) => [a, b]);
const table = tinyTable(texts);
const side = (text: string) => ({ text, reading: read(text, table) });
const any = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 80 }));

describe('the features of a pair', () => {
  test('are numbers, as many for every pair, and the same whichever text comes first', () => {
    const count = pairFeatures(side('a b'), side('c')).length;
    fc.assert(
      fc.property(any, any, (a, b) => {
        const features = pairFeatures(side(a), side(b));
        expect(features).toHaveLength(count);
        expect(features.every(Number.isFinite)).toBe(true);
        const turned = pairFeatures(side(b), side(a));
        features.forEach((feature, at) => expect(turned[at]).toBeCloseTo(feature, 6));
      }),
    );
  });

  test('say of a sentence before the question that it is only the occasion', () => {
    const [plain, padded] = [
      'How do I rename a table in MySQL?',
      'I inherited a database. How do I rename a table in MySQL?',
    ];
    expect(side(padded).reading.focus).toEqual(side(plain).reading.focus);
    expect(side(padded).reading.content.length).toBeGreaterThan(side(plain).reading.content.length);
  });
});

test('the network averages its members and bounds what it is not used to', () => {
  const member = (weight: number, bias: number) => ({
    first: Float32Array.from([weight, 0]),
    second: Float32Array.from([1, bias]),
  });
  const network = { mean: [1], deviation: [0.5], members: [member(1, 0), member(3, 1)] };
  // Standardised 2, so the members say 2 + 0 and 6 + 1.
  expect(logOdds(network, [2])).toBeCloseTo(4.5);
  expect(logOdds(network, [1e9])).toBeCloseTo((6 + 18 + 1) / 2);
  expect(logOdds(network, [-1e9])).toBeCloseTo(0.5);
});

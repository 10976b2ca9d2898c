import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../training/data.js';
import { figures } from '../../training/metrics.js';
import { dequantise, quantise } from '../../training/quantise.js';
import { splitByComponent } from '../../training/split.js';

describe('figures', () => {
  const scored = (positives: readonly number[], negatives: readonly number[]) => [
    ...positives.map(score => ({ score, same: true })),
    ...negatives.map(score => ({ score, same: false })),
  ];

  it.each([
    ['perfect', [0.9, 0.8], [0.2, 0.1], 1],
    ['reversed', [0.1, 0.2], [0.8, 0.9], 0],
    ['all equal', [0.5, 0.5], [0.5, 0.5], 0.5],
    ['one of four pairs wrong', [0.9, 0.4], [0.5, 0.1], 0.75],
  ])('give the area under the curve of a %s ranking', (_, positives, negatives, auc) => {
    expect(figures(scored(positives, negatives)).auc).toBeCloseTo(auc, 12);
  });

  it('count a positive as found only above the negatives that must stay out', () => {
    const negatives = Array.from({ length: 100 }, (_, at) => at / 100);
    const found = figures(scored([0.985, 0.975, 0.955, 0.935], negatives));
    expect([found.recallAt1, found.recallAt2, found.recallAt5]).toEqual([0.25, 0.5, 0.75]);
  });
});

describe('the split', () => {
  const pair = fc.record({
    a: fc.integer({ min: 0, max: 400 }).map(String),
    b: fc.integer({ min: 0, max: 400 }).map(String),
    same: fc.boolean(),
    topic: fc.constant(undefined),
  });

  it('never lets a text stand on both sides, and loses no pair', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 150 }), pairs => {
        const { train, held } = splitByComponent(pairs, 0.3);
        const seen = new Set(train.flatMap(({ a, b }) => [a, b]));
        expect(held.filter(({ a, b }) => seen.has(a) || seen.has(b))).toEqual([]);
        expect(train.length + held.length).toBe(pairs.length);
      }),
    );
  });

  it('holds out whole topics, about as many as asked for', () => {
    const pairs: readonly Pair[] = Array.from({ length: 4_000 }, (_, at) => ({
      a: `a${at}`,
      b: `b${at}`,
      same: true,
      topic: String(at % 500),
    }));
    const { train, held } = splitByComponent(pairs, 0.2);
    expect(held.length).toBeGreaterThan(500);
    expect(held.length).toBeLessThan(1_100);
    const topics = new Set(train.map(({ topic }) => topic));
    expect(held.filter(({ topic }) => topics.has(topic))).toEqual([]);
  });
});

describe('eight-bit rows', () => {
  it('stand within half a step of the floats they replace', () => {
    const row = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), table => {
        const floats = Float32Array.from(table.flat());
        const rows = quantise(floats, 4);
        dequantise(rows).forEach((value, at) => {
          const step = rows.scale[Math.floor(at / 4)]!;
          expect(Math.abs(value - floats[at]!)).toBeLessThanOrEqual(step * 0.501 + 1e-30);
        });
      }),
    );
  });
});

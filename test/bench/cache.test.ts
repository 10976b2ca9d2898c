import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreCategories } from '../../bench/cache/categories.js';
import { readPairs } from '../../bench/cache/pairs.js';
import { rank } from '../../bench/cache/ranking.js';
import { tempDirForTest } from '../support/temp-dir.js';

test('a pair file may name its categories under either name, or not at all', () => {
  const file = join(tempDirForTest('bench'), 'pairs.jsonl');
  const rows = [
    { a: 'x', b: 'y', label: 1, category: 'polite', kind: 'other' },
    { a: 'x', b: 'z', label: 0, kind: 'number', topic: 'left alone' },
    { a: 'y', b: 'z', label: 0 },
  ];
  writeFileSync(file, rows.map(row => JSON.stringify(row)).join('\n'));
  expect(readPairs(file).map(({ category }) => category)).toEqual(['polite', 'number', undefined]);
});

test('categories are counted apart, and a kind of pair that is missing has no share', () => {
  const pair = (category: string | undefined, label: 0 | 1) => ({ a: '', b: '', label, category });
  const pairs = [pair('b', 1), pair('a', 0), pair('b', 1), pair(undefined, 0), pair('b', 0)];
  expect(scoreCategories([true, true, false, true, false], pairs)).toEqual([
    { category: 'a', positives: 0, negatives: 1, hits: 0, falseHits: 1, recall: null, falseHitRate: 1 },
    { category: 'b', positives: 2, negatives: 1, hits: 1, falseHits: 0, recall: 0.5, falseHitRate: 0 },
  ]);
});

describe('the ranking of a score', () => {
  test('finds what lies above the score that lets a share of the negatives through', () => {
    const negatives = Array.from({ length: 100 }, (_, at) => at / 100);
    const positives = [0.995, 0.985, 0.975, 0.5];
    const labels = [...negatives.map(() => 0 as const), ...positives.map(() => 1 as const)];
    expect(rank([...negatives, ...positives], labels)).toMatchObject({
      recallAtFalse1: 0.5,
      recallAtFalse2: 0.75,
      recallAtFalse5: 0.75,
    });
  });

  test('serves pairs of one score together', () => {
    const labels = Array.from({ length: 100 }, (_, at) => (at < 20 ? 1 : 0)) as (0 | 1)[];
    const { curve, curveArea } = rank(
      labels.map(() => 0.3),
      labels,
    );
    expect(curve.every(({ precision }) => precision === 0.2)).toBe(true);
    expect(curveArea).toBeCloseTo(0.2);
  });

  test('gives shares between 0 and 1, or nothing where a kind is missing', () => {
    const scored = fc.array(fc.record({ score: fc.double({ noNaN: true }), label: fc.constantFrom(0, 1) }));
    fc.assert(
      fc.property(scored, rows => {
        const { recallAtFalse1, curve } = rank(
          rows.map(({ score }) => score),
          rows.map(({ label }) => label),
        );
        expect(recallAtFalse1 === null).toBe(new Set(rows.map(({ label }) => label)).size < 2);
        for (const { precision } of curve) expect(precision >= 0 && precision <= 1).toBe(true);
      }),
    );
  });
});

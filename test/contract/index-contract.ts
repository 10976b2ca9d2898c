import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VectorIndex } from '../../src/proxy/cache/vector-index.js';

const dims = 8;

/** A unit vector that points the way of these numbers; numbers left out are 0. */
function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from({ length: dims }, (_, i) => (length === 0 ? Number(i === 0) : (values[i] ?? 0) / length));
}

const vectors = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: dims, maxLength: dims })
  .map(values => unit(values));
const labels = fc.integer({ min: 0, max: 30 });
const changes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), label: labels, vector: vectors }),
    fc.record({ kind: fc.constant('remove' as const), label: labels }),
  ),
  { maxLength: 80 },
);

/**
 * What every {@link VectorIndex} must do. `open` gives an empty index of 8 dimensions. With sets this small an
 * approximate index has no excuse either: it must find the very best.
 */
export function indexContract(name: string, open: () => VectorIndex): void {
  describe(`${name} keeps the contract of an index`, () => {
    test('an empty one finds nothing', () => {
      expect(open().search(unit([1]), 5)).toEqual([]);
      expect(open().size).toBe(0);
    });

    test('after any adds, replacements and removals it holds exactly what was left, and finds the best of it', () => {
      fc.assert(
        fc.property(changes, vectors, fc.integer({ min: 1, max: 40 }), (many, query, k) => {
          const index = open();
          const truth = new Map<number, Float32Array>();
          for (const change of many) {
            if (change.kind === 'add') {
              index.add(change.label, change.vector);
              truth.set(change.label, change.vector);
            } else expect(index.remove(change.label)).toBe(truth.delete(change.label));
          }
          expect(index.size).toBe(truth.size);
          expect(new Set(index.labels())).toEqual(new Set(truth.keys()));
          for (const [label, vector] of truth) expect(index.vector(label)).toEqual(vector);
          const found = index.search(query, k);
          expect(found).toHaveLength(Math.min(k, truth.size));
          const best = [...truth.values()].map(vector => cosine(vector, query)).sort((a, b) => b - a);
          for (const [i, { label, cosine: told }] of found.entries()) {
            expect(told).toBeCloseTo(cosine(truth.get(label)!, query), 4);
            expect(told).toBeCloseTo(best[i]!, 4);
          }
          expect(new Set(found.map(({ label }) => label)).size).toBe(found.length);
        }),
        { numRuns: 150 },
      );
    });

    test.each([
      ['too few numbers', 1, unit([1]).slice(1), 'dims'],
      ['a number that is none', 1, unit([1]).fill(Number.NaN), 'not-a-number'],
      ['infinity', 1, unit([1]).fill(Infinity), 'not-a-number'],
      ['another length than 1', 1, unit([1]).fill(1), 'not-unit'],
      ['nothing but zeros', 1, unit([1]).fill(0), 'not-unit'],
      ['a label below zero', -1, unit([1]), 'label'],
      ['a label beyond 32 bits', 2 ** 32, unit([1]), 'label'],
      ['a broken label', 1.5, unit([1]), 'label'],
    ])('it refuses %s and stays as it was', (_, label, vector, reason) => {
      const index = open();
      const good = unit([1, 2, 3, 4, 5, 6, 7, 8]);
      index.add(7, good);
      expect(() => index.add(label, vector)).toThrow(expect.objectContaining({ reason }));
      if (reason !== 'label') expect(() => index.search(vector, 1)).toThrow(expect.objectContaining({ reason }));
      expect(index.search(good, 3).map(found => found.label)).toEqual([7]);
    });

    test('the largest label comes back as itself', () => {
      const index = open();
      index.add(2 ** 32 - 1, unit([0, 1]));
      expect(index.search(unit([0, 1]), 1)).toMatchObject([{ label: 2 ** 32 - 1 }]);
    });
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

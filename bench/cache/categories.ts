import type { Pair } from './pairs.js';

/** How one policy did on the pairs of one category. */
export interface CategoryScore {
  readonly category: string;
  readonly positives: number;
  readonly negatives: number;
  readonly hits: number;
  readonly falseHits: number;
  /** Share of the positives that was served; null without positives. */
  readonly recall: number | null;
  /** Share of the negatives that was served; null without negatives. */
  readonly falseHitRate: number | null;
}

/** Counts per category what a policy serves, in the order of the alphabet. Pairs without a category are left out. */
export function scoreCategories(served: readonly boolean[], pairs: readonly Pair[]): readonly CategoryScore[] {
  const counts = new Map<string, { positives: number; negatives: number; hits: number; falseHits: number }>();
  pairs.forEach(({ category, label }, at) => {
    if (category === undefined) return;
    const count = counts.get(category) ?? { positives: 0, negatives: 0, hits: 0, falseHits: 0 };
    counts.set(category, count);
    const isServed = served[at] === true;
    if (label === 1) {
      count.positives++;
      if (isServed) count.hits++;
    } else {
      count.negatives++;
      if (isServed) count.falseHits++;
    }
  });
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, count]) => ({
      category,
      ...count,
      recall: count.positives === 0 ? null : count.hits / count.positives,
      falseHitRate: count.negatives === 0 ? null : count.falseHits / count.negatives,
    }));
}

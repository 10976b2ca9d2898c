import type { PairOpinion } from './policies.js';

/** What was promised of hits chosen under an error bound, and what came of it on the pairs of a file. */
export interface CalibrationRow {
  /** The largest share of wrong answers among the served that was promised. */
  readonly promised: number;
  /** The share that was observed; null when nothing was served. */
  readonly observed: number | null;
  readonly served: number;
  readonly falseHits: number;
  readonly recall: number | null;
  /** Share of the pairs with two answers that was served. */
  readonly falseHitRate: number | null;
}

/** Serves the pairs under each bound, by gate, judge and verifier together. */
export function calibrationTable(
  opinions: readonly PairOpinion[],
  labels: readonly (0 | 1)[],
  bounds: readonly number[],
): readonly CalibrationRow[] {
  const positives = labels.filter(label => label === 1).length;
  const negatives = labels.length - positives;
  return bounds.map(promised => {
    const served = opinions.flatMap(({ bound }, at) => (bound <= promised ? [labels[at] ?? 0] : []));
    const falseHits = served.filter(label => label === 0).length;
    const hits = served.length - falseHits;
    return {
      promised,
      observed: served.length === 0 ? null : falseHits / served.length,
      served: served.length,
      falseHits,
      recall: positives === 0 ? null : hits / positives,
      falseHitRate: negatives === 0 ? null : falseHits / negatives,
    };
  });
}

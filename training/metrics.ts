/** A pair with what the model says and what is true. */
export interface Scored {
  readonly score: number;
  readonly same: boolean;
}

/** How well a score separates pairs that mean the same from pairs that do not. Shares are 0..1. */
export interface Figures {
  readonly positives: number;
  readonly negatives: number;
  /** The chance that a random positive scores above a random negative; ties count half. */
  readonly auc: number;
  /** Share of positives found when this share of negatives is let through. */
  readonly recallAt1: number;
  readonly recallAt2: number;
  readonly recallAt5: number;
}

export function figures(scored: readonly Scored[]): Figures {
  const positives = scored.filter(pair => pair.same).map(pair => pair.score);
  const negatives = scored.filter(pair => !pair.same).map(pair => pair.score);
  return {
    positives: positives.length,
    negatives: negatives.length,
    auc: areaUnderCurve(scored, positives.length, negatives.length),
    recallAt1: recallAt(0.01, positives, negatives),
    recallAt2: recallAt(0.02, positives, negatives),
    recallAt5: recallAt(0.05, positives, negatives),
  };
}

/** By ranks (Mann and Whitney); pairs of equal score share the mean of their ranks. */
function areaUnderCurve(scored: readonly Scored[], positives: number, negatives: number): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end++;
    const meanRank = (start + 1 + end) / 2;
    rankSum += meanRank * sorted.slice(start, end).filter(pair => pair.same).length;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Strictly above the score of the first negative that must stay out. */
function recallAt(share: number, positives: readonly number[], negatives: readonly number[]): number {
  const falling = [...negatives].sort((a, b) => b - a);
  const limit = falling[Math.floor(share * falling.length)] ?? -Infinity;
  return positives.filter(score => score > limit).length / positives.length;
}

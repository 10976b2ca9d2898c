/** How a policy did on labelled pairs. Shares are null where there is nothing to divide by. */
export interface PolicyScore {
  /** Pairs with one answer that were served. */
  readonly hits: number;
  /** Pairs with two answers that were served all the same. */
  readonly falseHits: number;
  readonly recall: number | null;
  readonly precision: number | null;
}

/** Counts what a policy serves. `served[i]` and `labels[i]` belong to one pair. */
export function scorePolicy(served: readonly boolean[], labels: readonly (0 | 1)[]): PolicyScore {
  let hits = 0;
  let falseHits = 0;
  served.forEach((isServed, at) => {
    if (!isServed) return;
    if (labels[at] === 1) hits++;
    else falseHits++;
  });
  const positives = labels.filter(label => label === 1).length;
  return { hits, falseHits, recall: share(hits, positives), precision: share(hits, hits + falseHits) };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/**
 * The probability that a pair with one answer scores above a pair with two (area under the ROC curve, ties count half).
 * Null when one of the kinds is missing. Mann-Whitney: rank sum of the positives less its least possible value.
 */
export function areaUnderCurve(scores: readonly number[], labels: readonly (0 | 1)[]): number | null {
  const order = scores.map((score, at) => ({ score, label: labels[at] ?? 0 })).sort((x, y) => x.score - y.score);
  const positives = order.filter(({ label }) => label === 1).length;
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) to++;
    const meanRank = (from + to + 1) / 2;
    for (let at = from; at < to; at++) if (order[at]?.label === 1) rankSum += meanRank;
    from = to;
  }
  return Math.round(((rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)) * 10_000) / 10_000;
}

/** Cosine of two unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** How well a score ranks pairs with one answer above pairs with two. Shares are 0..1, null where a kind is missing. */
export interface Ranking {
  /** Share of the positives above the score that lets 1, 2 and 5 % of the negatives through. */
  readonly recallAtFalse1: number | null;
  readonly recallAtFalse2: number | null;
  readonly recallAtFalse5: number | null;
  readonly curve: readonly CurvePoint[];
  /** Mean precision over all hit ratios: the area under the curve of precision and hit ratio. */
  readonly curveArea: number | null;
}

/** If this share of all pairs were served, best score first, this share of the served would be right. */
export interface CurvePoint {
  readonly hitRatio: number;
  readonly precision: number;
}

const ratios = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

export function rank(scores: readonly number[], labels: readonly (0 | 1)[]): Ranking {
  const order = scores.map((score, at) => ({ score, label: labels[at] ?? 0 })).sort((x, y) => y.score - x.score);
  const precisions = precisionByRank(order);
  const curve = ratios.flatMap(hitRatio => {
    const precision = precisions[Math.round(hitRatio * order.length) - 1];
    return precision === undefined ? [] : [{ hitRatio, precision }];
  });
  const recallAt = (share: number) => recallAtFalse(order, share);
  return {
    recallAtFalse1: recallAt(0.01),
    recallAtFalse2: recallAt(0.02),
    recallAtFalse5: recallAt(0.05),
    curve,
    curveArea: order.length === 0 ? null : precisions.reduce((sum, each) => sum + each, 0) / order.length,
  };
}

type Ranked = readonly { readonly score: number; readonly label: 0 | 1 }[];

/** Precision among the best 1, 2, 3 ... pairs; pairs of one score are served together, so they share the last one's. */
function precisionByRank(order: Ranked): readonly number[] {
  const precisions: number[] = [];
  let right = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) right += order[to++]?.label ?? 0;
    for (let at = from; at < to; at++) precisions.push(right / to);
    from = to;
  }
  return precisions;
}

/** Strictly above the score of the first negative that must stay out. */
function recallAtFalse(order: Ranked, share: number): number | null {
  const negatives = order.filter(({ label }) => label === 0);
  const positives = order.length - negatives.length;
  if (negatives.length === 0 || positives === 0) return null;
  const limit = negatives[Math.floor(share * negatives.length)]?.score ?? -Infinity;
  return order.filter(({ score, label }) => label === 1 && score > limit).length / positives;
}

/** One prompt of a routing set: whether the weak and the strong model answered it rightly (0 or 1). */
interface Outcome {
  readonly weak: number;
  readonly strong: number;
}

/**
 * Average performance gap recovered: the share of the way from the weak to the strong model's quality that is won when
 * the prompts with the highest scores go to the strong one, averaged over all shares from none to all. A random order
 * gives 0.5. Prompts with equal scores count as sent in random order among themselves.
 */
export function apgr(scores: readonly number[], outcomes: readonly Outcome[]): number {
  const order = scores
    .map((score, index) => ({ score, gain: gainOf(outcomes[index]) }))
    .sort((a, b) => b.score - a.score);
  const whole = order.reduce((sum, row) => sum + row.gain, 0);
  let area = 0;
  let won = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let tied = 0;
    while (to < order.length && order[to]?.score === order[from]?.score) tied += order[to++]?.gain ?? 0;
    area += (won + tied / 2) * ((to - from) / order.length);
    won += tied;
    from = to;
  }
  return area / whole;
}

function gainOf(outcome: Outcome | undefined): number {
  return outcome === undefined ? 0 : outcome.strong - outcome.weak;
}

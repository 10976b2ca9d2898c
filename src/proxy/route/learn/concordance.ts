/** A request whose outcome is known, with the score it would get. */
export interface RankedOutcome {
  readonly score: number;
  readonly failed: boolean;
  readonly trust: number;
}

/**
 * How often a request on which the cheaper model failed scores above one on which it held, over all pairs by trust: 0.5
 * for an order that knows nothing, 1 for a perfect one. Equal scores count half. NaN where one of the two is missing.
 */
export function concordance(outcomes: readonly RankedOutcome[]): number {
  const order = outcomes.toSorted((a, b) => a.score - b.score);
  let below = 0;
  let [failed, held, won] = [0, 0, 0];
  for (let at = 0; at < order.length;) {
    let [equalFailed, equalHeld] = [0, 0];
    const { score } = order[at] ?? { score: 0 };
    for (; at < order.length && order[at]?.score === score; at += 1) {
      const one = order[at];
      if (one?.failed === true) equalFailed += one.trust;
      else equalHeld += one?.trust ?? 0;
    }
    won += equalFailed * (below + equalHeld / 2);
    below += equalHeld;
    failed += equalFailed;
    held += equalHeld;
  }
  return won / (failed * held);
}

/** How good two models were at one prompt; only the difference counts. */
export interface TwoAnswers {
  readonly weak: number;
  readonly strong: number;
}

/** How well scores order prompts by what a strong model gains on them. */
export interface Ordering {
  /**
   * Average performance gap recovered (Ong et al., RouteLLM, arXiv 2406.18665): the part of the strong model's
   * advantage that is won when the prompts with the highest scores go to it, averaged over all shares from none to all.
   * A random order gives 0.5. Equal scores count as sent in random order among themselves.
   */
  readonly apgr: number;
  /** Percent of prompts that must go to the strong model to win half, and four fifths, of its advantage. */
  readonly cpt50: number;
  readonly cpt80: number;
}

/** NaN in every figure when the strong model has no advantage over the prompts as a whole. */
export function orderingOf(scores: readonly number[], answers: readonly TwoAnswers[]): Ordering {
  const curve = curveOf(scores, answers);
  let area = 0;
  for (const [at, point] of curve.entries()) {
    const before = curve[at - 1] ?? { share: 0, won: 0 };
    area += ((before.won + point.won) / 2) * (point.share - before.share);
  }
  return { apgr: area, cpt50: 100 * firstShare(curve, 0.5), cpt80: 100 * firstShare(curve, 0.8) };
}

interface Point {
  /** Of the prompts, sent to the strong model. */
  readonly share: number;
  /** Of its advantage. */
  readonly won: number;
}

/** One point behind every run of equal scores, highest scores first. */
function curveOf(scores: readonly number[], answers: readonly TwoAnswers[]): readonly Point[] {
  const order = scores
    .map((score, index) => ({ score, gain: gainOf(answers[index]) }))
    .sort((a, b) => b.score - a.score);
  const whole = order.reduce((sum, row) => sum + row.gain, 0);
  const points: Point[] = [];
  let won = 0;
  for (const [at, row] of order.entries()) {
    won += row.gain;
    if (order[at + 1]?.score !== row.score) points.push({ share: (at + 1) / order.length, won: won / whole });
  }
  return points;
}

/** Where the curve first reaches `goal`, on the straight line between two points. */
function firstShare(curve: readonly Point[], goal: number): number {
  const at = curve.findIndex(({ won }) => won >= goal);
  const [before, reached] = [curve[at - 1] ?? { share: 0, won: 0 }, curve[at]];
  if (reached === undefined) return Number.NaN;
  return before.share + ((goal - before.won) / (reached.won - before.won)) * (reached.share - before.share);
}

function gainOf(answers: TwoAnswers | undefined): number {
  return answers === undefined ? 0 : answers.strong - answers.weak;
}

/** Two rising lists of the same length: a cosine of one model, and the similarity that asks for as much. */
export interface Scale {
  readonly cosines: readonly number[];
  readonly similarities: readonly number[];
}

/** Knots of a scale, less one. */
const steps = 40;

/**
 * Models spread their cosines differently: with some, unrelated questions have .05, with others .75. So each is brought to
 * the scale of the built-in model, on which `cache.similarity` is set: the cosine that a share of the same pairs reaches
 * with the one stands for the cosine that this share reaches with the other (matching of quantiles, as in equating the
 * scores of two exams). Both lists hold the cosines of the same pairs, in any order.
 */
export function scaleOf(cosines: readonly number[], builtIn: readonly number[]): Scale {
  const [from, to] = [rising(cosines), rising(builtIn)];
  const knots: { readonly cosine: number; readonly similarity: number }[] = [];
  for (let step = 0; step <= steps; step++) {
    const [cosine, similarity] = [quantile(from, step / steps), quantile(to, step / steps)];
    const last = knots.at(-1);
    if (last !== undefined && cosine - last.cosine < leastStep) knots.pop();
    knots.push({ cosine, similarity });
  }
  const inner = knots.filter(({ cosine }) => cosine > -1 + leastStep && cosine < 1 - leastStep);
  return {
    cosines: [-1, ...inner.map(({ cosine }) => cosine), 1],
    similarities: [-1, ...inner.map(({ similarity }) => similarity), 1],
  };
}

/** Knots nearer to one another say nothing. */
const leastStep = 1e-4;

/** What a cosine of the model is on the scale that `cache.similarity` is set on. */
export function similarityOf(scale: Scale | undefined, cosine: number): number {
  return scale === undefined ? cosine : between(scale.cosines, scale.similarities, cosine);
}

/** The cosine of the model that a similarity asks for. */
export function cosineOf(scale: Scale | undefined, similarity: number): number {
  return scale === undefined ? similarity : between(scale.similarities, scale.cosines, similarity);
}

/** Straight lines between the knots; what is no number stays none. */
function between(xs: readonly number[], ys: readonly number[], x: number): number {
  let low = 0;
  let high = xs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[low], xs[high], ys[low], ys[high]];
  return x1 === x0 ? y1 : y0 + ((Math.min(1, Math.max(-1, x)) - x0) / (x1 - x0)) * (y1 - y0);
}

function rising(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}

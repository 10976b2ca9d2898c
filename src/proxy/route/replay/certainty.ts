// How sure figures are that were taken from a sample of the user's own past.

/** A 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const doubt = 0.05;
const resamples = 1_000;
/** Fewer groups say nothing about how groups differ. */
const fewestGroups = 10;

/**
 * Interval of a sum over groups by the percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, ch. 13): groups are drawn anew, not requests, because those of one conversation are alike. Undefined with fewer
 * than ten groups. `random` gives numbers from 0 up to 1; `pause` is awaited now and then, so that others get their turn.
 */
export async function bootstrapSum(
  groups: readonly number[],
  random: () => number,
  pause: () => Promise<void>,
): Promise<Interval | undefined> {
  if (groups.length < fewestGroups) return undefined;
  const sums: number[] = [];
  const perSlice = Math.max(1, Math.floor(50_000 / groups.length));
  while (sums.length < resamples) {
    for (let n = 0; n < perSlice && sums.length < resamples; n += 1) {
      let sum = 0;
      for (let drawn = 0; drawn < groups.length; drawn += 1) sum += groups[Math.floor(random() * groups.length)] ?? 0;
      sums.push(sum);
    }
    await pause();
  }
  sums.sort((a, b) => a - b);
  const at = (share: number) => sums[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0;
  return { low: at(doubt / 2), high: at(1 - doubt / 2) };
}

/** Exact interval of a share of which `hits` of `of` draws were seen (Clopper and Pearson, Biometrika 26, 1934). */
export function exactShare(hits: number, of: number): Interval {
  return {
    low: hits === 0 ? 0 : solve(share => 1 - atMost(hits - 1, of, share) < doubt / 2),
    high: hits === of ? 1 : solve(share => atMost(hits, of, share) > doubt / 2),
  };
}

/** The share at which `below` turns from true to false. */
function solve(below: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at most so many hits in `of` draws. */
function atMost(hits: number, of: number, share: number): number {
  const [log, logNot] = [Math.log(share), Math.log1p(-share)];
  let term = of * logNot;
  let sum = Math.exp(term);
  for (let n = 1; n <= hits; n += 1) {
    term += Math.log((of - n + 1) / n) + log - logNot;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

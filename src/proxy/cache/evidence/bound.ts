// How sure it is that loose hits are right. Hits are draws that are right or wrong with an unknown chance; with a Beta
// prior, what is known of that chance after some draws is a Beta distribution again (Gelman et al., Bayesian Data
// Analysis, 3rd ed., section 2.4). The bound is its 5 % quantile: with 95 % certainty the share of right ones is higher.

/**
 * The calibration stands for so many right hits, over the promised share of errors: enough that one complaint leaves the
 * bound above the promise, and two without many good hits do not.
 */
const priorRight = 4;
const priorWrong = 0.5;
const doubt = 0.05;

/** What was seen of hits; weights may be fractions. */
export interface Draws {
  readonly right: number;
  readonly wrong: number;
}

/** Lower bound, 0..1, of the share of right hits, where at most `errors` (above 0) of them are promised to be wrong. */
export function precisionBound({ right, wrong }: Draws, errors: number): number {
  return betaQuantile(doubt, priorRight / errors + right, priorWrong + wrong);
}

/** The promise is kept, as far as can be known. */
export function keepsPromise(draws: Draws, errors: number): boolean {
  return precisionBound(draws, errors) >= 1 - errors;
}

/** How many more right hits make it keep the promise. */
export function rightsMissing({ right, wrong }: Draws, errors: number): number {
  let enough = 1;
  while (enough < mostMissing && !keepsPromise({ right: right + enough, wrong }, errors)) enough *= 2;
  let low = 0;
  while (low < enough) {
    const middle = Math.floor((low + enough) / 2);
    if (keepsPromise({ right: right + middle, wrong }, errors)) enough = middle;
    else low = middle + 1;
  }
  return low;
}
const mostMissing = 2 ** 20;

/** Where the regularised incomplete beta function reaches `share`. */
function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** Regularised incomplete beta function by its continued fraction (DLMF 8.17.22), evaluated with Lentz's method. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side only; the other one is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  const tiny = 1e-300;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1), tiny);
  let c = 1;
  let value = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d, tiny);
    c = guarded(1 + even / c, tiny);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d, tiny);
    c = guarded(1 + odd / c, tiny);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return (front * value) / a;
}

function guarded(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Stirling's series (DLMF 5.11.1), after moving to where it is exact to twelve digits. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift -= Math.log(z);
  const r = 1 / z;
  const series = r * (1 / 12 - r * r * (1 / 360 - r * r * (1 / 1260 - (r * r) / 1680)));
  return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}

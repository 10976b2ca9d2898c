/** A pair that neither the strict judge nor a veto decides. */
export interface Weighed {
  /** The verifier's. */
  readonly logOdds: number;
  /** By the model that is being calibrated, on the scale of the built-in one. */
  readonly similarity: number;
}

/**
 * How sure a pair is when the verifier and another model's similarity are heard together: log-odds that are a weighted sum
 * of both. The verifier has not seen that model, so each tells something that the other does not.
 */
export interface Blend {
  readonly base: number;
  readonly logOdds: number;
  readonly similarity: number;
}

/** The verifier alone. */
export const verifierAlone: Blend = { base: 0, logOdds: 1, similarity: 0 };

export function blended(blend: Blend, { logOdds, similarity }: Weighed): number {
  return blend.base + blend.logOdds * logOdds + blend.similarity * similarity;
}

/**
 * Logistic regression by Newton's method, drawn towards the verifier alone as by so many pairs that agree with it. Neither
 * weight is ever below zero: what looks more alike is never less sure.
 */
export function fitBlend(pairs: readonly (Weighed & { readonly same: boolean })[]): Blend {
  const free = fit(pairs, true);
  if (free.similarity >= 0 && free.logOdds >= 0) return free;
  return free.logOdds < 0 ? verifierAlone : fit(pairs, false);
}

/** A penalty on the squared distance from {@link verifierAlone}; a similarity moves by tenths where log-odds move by ones. */
const pull = { base: 0.1, logOdds: 1, similarity: 0.05 } as const;
const rounds = 25;

function fit(pairs: readonly (Weighed & { readonly same: boolean })[], withSimilarity: boolean): Blend {
  let weights: Vector = [verifierAlone.base, verifierAlone.logOdds, verifierAlone.similarity];
  for (let round = 0; round < rounds; round++) {
    const slope: Vector = [
      pull.base * (weights[0] - verifierAlone.base),
      pull.logOdds * (weights[1] - verifierAlone.logOdds),
      pull.similarity * (weights[2] - verifierAlone.similarity),
    ];
    const curve: Matrix = [
      [pull.base, 0, 0],
      [0, pull.logOdds, 0],
      [0, 0, pull.similarity],
    ];
    for (const { logOdds, similarity, same } of pairs) {
      const x: Vector = [1, logOdds, withSimilarity ? similarity : 0];
      const share = 1 / (1 + Math.exp(-(weights[0] + weights[1] * x[1] + weights[2] * x[2])));
      const bend = share * (1 - share);
      for (const i of axes) {
        slope[i] += (share - (same ? 1 : 0)) * x[i];
        for (const j of axes) curve[i][j] += bend * x[i] * x[j];
      }
    }
    const step = solve(curve, slope);
    weights = [weights[0] - step[0], weights[1] - step[1], weights[2] - step[2]];
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const [base, logOdds, similarity] = weights;
  return [base, logOdds, similarity].every(Number.isFinite) ? { base, logOdds, similarity } : verifierAlone;
}

type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];
const axes = [0, 1, 2] as const;

/** By Cramer's rule; the matrix is positive definite, because the penalty is. */
function solve(m: Matrix, v: Vector): Vector {
  const whole = determinant(m);
  const part = (axis: number) =>
    determinant(m.map((row, i) => row.map((cell, j) => (j === axis ? (v[i] ?? 0) : cell))) as Matrix);
  return [part(0) / whole, part(1) / whole, part(2) / whole];
}

function determinant([a, b, c]: Matrix): number {
  return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

/** One row to learn from: what was read, and what came of it. */
export interface FitRow {
  readonly readings: readonly number[];
  readonly target: number;
  /** How much it counts; all rows together may weigh anything. */
  readonly weight: number;
}

export interface FitOptions {
  /** Where the weights start and what they are pulled back to. */
  readonly start: readonly number[];
  /** How strongly they are pulled, as a share of the rows' whole weight. */
  readonly pull: number;
  /** 1: the weight may not be below 0; -1: not above; 0 or missing: as it comes. */
  readonly signs?: readonly (-1 | 0 | 1)[];
  /** Steps of the descent of {@link fitLinear}; 20,000 unless given. */
  readonly rounds?: number;
}

// Both by projected gradient, so that no weight gets a sign that makes no sense: a fit whose signs are right for a
// reason carries over to other prompts better than a free one. Deterministic.

/** Least squares without an intercept; the target is any number. */
export function fitLinear(rows: readonly FitRow[], options: FitOptions): readonly number[] {
  const { start } = options;
  const whole = wholeOf(rows);
  const squares = start.map((_, a) => start.map((__, b) => moment(rows, row => cell(row, a) * cell(row, b)) / whole));
  const products = start.map((_, a) => moment(rows, row => cell(row, a) * row.target) / whole);
  const curvature = squares.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  const slope = (weights: readonly number[]) => squares.map((row, at) => dot(row, weights) - (products[at] ?? 0));
  return whole === 0 ? start : descend(slope, curvature, options.rounds ?? 20_000, options);
}

/** Log-odds of a target in 0..1. The last weight is the intercept; readings have one cell less. */
export function fitLogistic(rows: readonly FitRow[], options: FitOptions): readonly number[] {
  const whole = wholeOf(rows);
  const cells = rows.map(({ readings }) => [...readings, 1]);
  const curvature = cells.reduce((sum, row, at) => sum + (rows[at]?.weight ?? 0) * dot(row, row), 0) / whole / 4;
  const slope = (weights: readonly number[]) => {
    const sums = weights.map(() => 0);
    for (const [at, row] of cells.entries()) {
      const { target = 0, weight = 0 } = rows[at] ?? {};
      const error = weight * (1 / (1 + Math.exp(-dot(row, weights))) - target);
      for (let place = 0; place < row.length; place += 1) sums[place] = (sums[place] ?? 0) + error * (row[place] ?? 0);
    }
    return sums.map(sum => sum / whole);
  };
  return whole === 0 ? options.start : descend(slope, curvature, 3_000, options);
}

function descend(
  slopeAt: (weights: readonly number[]) => readonly number[],
  curvature: number,
  rounds: number,
  { start, pull, signs = [] }: FitOptions,
): readonly number[] {
  const step = 1 / (curvature + pull);
  let weights = start;
  for (let round = 0; round < rounds; round += 1) {
    const slope = slopeAt(weights);
    weights = weights.map((value, at) => {
      const moved = value - step * ((slope[at] ?? 0) + pull * (value - (start[at] ?? 0)));
      const sign = signs[at] ?? 0;
      return sign === 0 ? moved : sign * Math.max(0, sign * moved);
    });
  }
  return weights;
}

function wholeOf(rows: readonly FitRow[]): number {
  return rows.reduce((sum, { weight }) => sum + weight, 0);
}

function moment(rows: readonly FitRow[], of: (row: FitRow) => number): number {
  return rows.reduce((sum, row) => sum + row.weight * of(row), 0);
}

function cell({ readings }: FitRow, at: number): number {
  return readings[at] ?? 0;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

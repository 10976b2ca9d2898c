// The inner loops, on stretches of Float32Array. Every cell they touch exists, which the type checker cannot see: hence
// the casts, kept in this one file.

/** The inner product of `size` cells of `a` from `aAt` and of `b` from `bAt`. */
export function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (a[aAt + i] as number) * (b[bAt + i] as number);
  return sum;
}

/** `into += factor * from`, cell by cell. */
export function addScaled(
  into: Float32Array,
  intoAt: number,
  from: Float32Array,
  fromAt: number,
  factor: number,
  size: number,
): void {
  for (let i = 0; i < size; i++) {
    into[intoAt + i] = (into[intoAt + i] as number) + factor * (from[fromAt + i] as number);
  }
}

/** Divides the stretch by its length and returns that length; a zero vector stays as it is and returns 0. */
export function normalise(vector: Float32Array, at: number, size: number): number {
  const length = Math.sqrt(dot(vector, at, vector, at, size));
  if (length > 0) for (let i = 0; i < size; i++) vector[at + i] = (vector[at + i] as number) / length;
  return length;
}

/** One Adagrad update of a row: each cell moves by `rate x gradient / root of the sum of its squared gradients`. */
export function adagrad(
  row: Float32Array,
  squares: Float32Array,
  gradient: Float32Array,
  at: number,
  rate: number,
  size: number,
): void {
  for (let i = at; i < at + size; i++) {
    const slope = gradient[i] as number;
    const square = (squares[i] as number) + slope * slope;
    squares[i] = square;
    row[i] = (row[i] as number) - (rate * slope) / (Math.sqrt(square) + 1e-8);
    gradient[i] = 0;
  }
}

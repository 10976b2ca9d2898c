/** A stored vector near a query. */
export interface Neighbour {
  readonly label: number;
  /** Cosine with the query, -1..1. */
  readonly cosine: number;
}

/**
 * Nearest neighbours among the unit vectors of one partition. Labels are whole numbers from 0 to 2^32-1.
 * Held by test/contract/index-contract.ts.
 */
export interface VectorIndex {
  readonly size: number;
  has(label: number): boolean;
  /** Adds, or replaces the vector of a label already there. Throws {@link BadVectorError}; nothing changes then. */
  add(label: number, vector: Float32Array): void;
  /** False when the label is not there. */
  remove(label: number): boolean;
  /** At most `k`, best first. Throws {@link BadVectorError} for a query that cannot be compared. */
  search(query: Float32Array, k: number): readonly Neighbour[];
  labels(): Iterable<number>;
  /** The vector as it was added; undefined when the label is not there. */
  vector(label: number): Float32Array | undefined;
}

/** A vector or label that no index may take, because it would answer nonsense later. */
export class BadVectorError extends Error {
  override readonly name = 'BadVectorError';
  constructor(readonly reason: 'dims' | 'not-a-number' | 'not-unit' | 'label') {
    super(`A vector was refused: ${reason}.`);
  }
}

/** Float arithmetic leaves a normalised vector this far from length 1 at most. */
const unitTolerance = 1e-3;

/** Throws {@link BadVectorError} unless the vector has `dims` finite numbers and length 1. */
export function checkVector(vector: Float32Array, dims: number): void {
  if (vector.length !== dims) throw new BadVectorError('dims');
  const squared = dot(vector, vector, 0);
  if (!Number.isFinite(squared)) throw new BadVectorError('not-a-number');
  if (Math.abs(squared - 1) > unitTolerance) throw new BadVectorError('not-unit');
}

/** Throws {@link BadVectorError} for a label that a 32-bit index would silently turn into another one. */
export function checkLabel(label: number): void {
  if (!Number.isInteger(label) || label < 0 || label > 0xffff_ffff) throw new BadVectorError('label');
}

/** Inner product of `query` with the row of `matrix` that begins at `offset`; the cosine, for unit vectors. */
export function dot(query: Float32Array, matrix: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += (query[i] as number) * (matrix[offset + i] as number);
  return sum;
}

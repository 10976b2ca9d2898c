import { checkLabel, checkVector, dot, type Neighbour, type VectorIndex } from './vector-index.js';

/**
 * Exact neighbours by looking at every vector: the fastest way while there are few (about 2,000), the truth that the
 * other index is measured against, and the fallback where that one cannot be loaded.
 */
export class ScanIndex implements VectorIndex {
  #rows: Float32Array;
  readonly #labels: number[] = [];
  readonly #rowOf = new Map<number, number>();

  constructor(readonly dims: number) {
    this.#rows = new Float32Array(dims);
  }

  /** Memory that the vectors take. */
  get bytes(): number {
    return this.#rows.byteLength;
  }

  get size(): number {
    return this.#labels.length;
  }

  has(label: number): boolean {
    return this.#rowOf.has(label);
  }

  add(label: number, vector: Float32Array): void {
    checkLabel(label);
    checkVector(vector, this.dims);
    const row = this.#rowOf.get(label) ?? this.#append(label);
    this.#rows.set(vector, row * this.dims);
  }

  remove(label: number): boolean {
    const row = this.#rowOf.get(label);
    if (row === undefined) return false;
    const last = this.#labels.length - 1;
    const lastLabel = this.#labels.pop();
    if (row !== last && lastLabel !== undefined) {
      this.#rows.copyWithin(row * this.dims, last * this.dims, (last + 1) * this.dims);
      this.#labels[row] = lastLabel;
      this.#rowOf.set(lastLabel, row);
    }
    this.#rowOf.delete(label);
    return true;
  }

  search(query: Float32Array, k: number): readonly Neighbour[] {
    checkVector(query, this.dims);
    const best: Neighbour[] = [];
    let floor = -Infinity;
    for (const [row, label] of this.#labels.entries()) {
      const cosine = dot(query, this.#rows, row * this.dims);
      if (best.length === k && cosine <= floor) continue;
      let at = best.length;
      while (at > 0 && (best[at - 1] as Neighbour).cosine < cosine) at--;
      best.splice(at, 0, { label, cosine });
      if (best.length > k) best.pop();
      floor = best.at(-1)?.cosine ?? -Infinity;
    }
    return best;
  }

  labels(): Iterable<number> {
    return this.#labels;
  }

  vector(label: number): Float32Array | undefined {
    const row = this.#rowOf.get(label);
    return row === undefined ? undefined : this.#rows.slice(row * this.dims, (row + 1) * this.dims);
  }

  #append(label: number): number {
    const row = this.#labels.push(label) - 1;
    this.#rowOf.set(label, row);
    if (this.#rows.length < this.#labels.length * this.dims) {
      const grown = new Float32Array(this.#rows.length * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    return row;
  }
}

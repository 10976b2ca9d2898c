import type { HierarchicalNSW } from 'hnswlib-node';
import { LabelSet } from './label-set.js';
import { checkLabel, checkVector, type Neighbour, type VectorIndex } from './vector-index.js';

/** The native graph class, when this machine has it. */
export type HnswGraph = typeof HierarchicalNSW;

/** Links per point, and the candidates looked at while building: recall@1 >= .99 up to a million of 128 (bench:scale). */
const links = 16;
const buildWidth = 200;
/** Candidates looked at while searching: in a very large graph the nearest is missed more easily. */
const searchWidth = (size: number) => (size > 200_000 ? 160 : 64);
const firstCapacity = 4096;
const growth = 1.5;

/** Undefined where the addon is not installed or does not load; callers scan instead. */
export async function loadHnsw(): Promise<HnswGraph | undefined> {
  try {
    return (await import('hnswlib-node')).default.HierarchicalNSW;
  } catch {
    return undefined;
  }
}

/**
 * Approximate neighbours over hnswlib. Everything the addon accepts without a word and answers wrongly later (labels
 * beyond 32 bits, NaN, other dimensions, more neighbours than there are points) is stopped here.
 */
export class HnswIndex implements VectorIndex {
  readonly #graph: HierarchicalNSW;
  readonly #labels = new LabelSet();
  /** Removed labels that the addon may still know. */
  readonly #ghosts = new LabelSet();

  #width = searchWidth(0);

  private constructor(
    graph: HierarchicalNSW,
    readonly dims: number,
  ) {
    this.#graph = graph;
    graph.setEf(this.#width);
  }

  static create(Graph: HnswGraph, dims: number): HnswIndex {
    const graph = new Graph('ip', dims);
    graph.initIndex({
      maxElements: firstCapacity,
      m: links,
      efConstruction: buildWidth,
      randomSeed: 100,
      allowReplaceDeleted: true,
    });
    return new HnswIndex(graph, dims);
  }

  /**
   * Call only with a file whose checksum was verified: damaged bytes can end the process inside the addon. `live` are the
   * labels it held when it was written; the file also knows those that were removed before.
   */
  static read(Graph: HnswGraph, dims: number, file: string, live: Iterable<number>): HnswIndex {
    const graph = new Graph('ip', dims);
    graph.readIndexSync(file, true);
    const index = new HnswIndex(graph, dims);
    for (const label of live) index.#labels.add(label);
    for (const label of graph.getIdsList()) if (!index.#labels.has(label)) index.#ghosts.add(label);
    return index;
  }

  /** Writes straight to `file`; index-file.ts makes that safe. */
  write(file: string): void {
    this.#graph.writeIndexSync(file);
  }

  get size(): number {
    return this.#labels.size;
  }

  has(label: number): boolean {
    return this.#labels.has(label);
  }

  add(label: number, vector: Float32Array): void {
    checkLabel(label);
    checkVector(vector, this.dims);
    const row = Array.from(vector);
    if (this.#labels.has(label) || this.#revive(label)) this.#graph.addPoint(row, label, false);
    else {
      const full = this.#graph.getCurrentCount() >= this.#graph.getMaxElements();
      const vacant = this.#graph.getCurrentCount() > this.#labels.size;
      if (full && !vacant) this.#graph.resizeIndex(Math.ceil(this.#graph.getMaxElements() * growth));
      this.#graph.addPoint(row, label, true);
    }
    this.#labels.add(label);
  }

  remove(label: number): boolean {
    if (!this.#labels.delete(label)) return false;
    this.#graph.markDelete(label);
    this.#ghosts.add(label);
    return true;
  }

  search(query: Float32Array, k: number): readonly Neighbour[] {
    checkVector(query, this.dims);
    const wanted = Math.min(k, this.#labels.size);
    if (wanted === 0) return [];
    const width = searchWidth(this.#labels.size);
    if (width !== this.#width) this.#graph.setEf((this.#width = width));
    const { neighbors, distances } = this.#graph.searchKnn(Array.from(query), wanted);
    return neighbors
      .map((label, i) => ({ label, cosine: 1 - (distances[i] ?? 2) }))
      .filter(({ label }) => this.#labels.has(label))
      .sort((a, b) => b.cosine - a.cosine);
  }

  labels(): Iterable<number> {
    return this.#labels;
  }

  vector(label: number): Float32Array | undefined {
    return this.#labels.has(label) ? point(this.#graph, label) : undefined;
  }

  /** A removed label whose place was not given away yet must be brought back, or the addon would know it twice. */
  #revive(label: number): boolean {
    if (!this.#ghosts.delete(label)) return false;
    try {
      this.#graph.unmarkDelete(label);
      return true;
    } catch {
      return false;
    }
  }
}

function point(graph: HierarchicalNSW, label: number): Float32Array | undefined {
  try {
    return Float32Array.from(graph.getPoint(label));
  } catch {
    return undefined;
  }
}

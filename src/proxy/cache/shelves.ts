import { graphBuilder, type BuildingProgress } from './graph-builder.js';
import { tryIndexFolder } from './index-file.js';
import { HnswIndex, type HnswGraph } from './index-hnsw.js';
import { differences } from './label-set.js';
import { ScanIndex } from './index-scan.js';
import { BadVectorError, type Neighbour, type VectorIndex } from './vector-index.js';
import type { VectorSource } from './vector-source.js';

/** A partition with more vectors than this gets a graph; below it, looking at every vector is as fast and exact. */
export const scanLimit = 2_000;
/**
 * With more than this, looking at every vector takes longer than a prompt waits: a graph is made at once, and what is not in
 * it yet is not found until it is.
 */
const maxScanned = 50_000;
/** While so large a graph is made, a copy is saved each time so many were put in: what is lost by a crash is made again. */
const checkpoint = 250_000;
/** A saved index is written again when this share of it is new. */
const staleShare = 0.1;
/** Vectors read from the store before waiting questions get their turn. */
const readSlice = 2_000;
/** Partitions without a graph are read when somebody asks, and the ones that nobody asks for go when they take more. */
const maxScanBytes = 64 * 1024 * 1024;
const maxScans = 4_096;

/** One index per partition, so that no candidate of another partition can ever come up. Lives in the worker. */
export interface Shelves {
  /** The store, or what is in memory of it, has something in this partition. */
  holds(bucket: string): boolean;
  /** Takes a vector that was just stored. One that no index may take is left out. */
  add(bucket: string, label: number, vector: Float32Array): void;
  remove(bucket: string, label: number): void;
  /** Reads the partition first if need be. Empty for a query that cannot be compared. */
  search(bucket: string, query: Float32Array, k: number): Promise<readonly Neighbour[]>;
  /** The store was emptied. */
  clear(): void;
  /** Resolves when nothing is being built. */
  settle(): Promise<void>;
  /** Makes the graphs of all big partitions, also of those that nobody has asked for; resolves when they are made. */
  build(): Promise<void>;
  progress(): BuildingProgress;
  /** Writes the graphs that changed. */
  save(): void;
  /** Gives up what is being built; whoever waits for it is released. */
  stop(): void;
}

type Shelf =
  /** `filled` resolves when it holds everything that the store has. */
  | { readonly kind: 'scan'; readonly index: ScanIndex; readonly filled: Promise<void> }
  /** The scan serves, and takes all changes, until the graph has caught up. */
  | { readonly kind: 'building'; readonly index: ScanIndex; readonly graph: HnswIndex; readonly todo: number[] }
  | { readonly kind: 'graph'; readonly index: HnswIndex };

/** Reads the saved graphs. Without `hnsw` or `folder` everything works, only slower at scale or after a restart. */
export function openShelves(of: {
  readonly dims: number;
  readonly modelId: string;
  readonly source: VectorSource;
  readonly hnsw: HnswGraph | undefined;
  readonly folder: string | undefined;
  /** Lets waiting questions in; rejects when the worker is to end. */
  readonly nextTurn: () => Promise<void>;
}): { readonly shelves: Shelves; readonly damaged: number } {
  const { dims, hnsw, source } = of;
  const files =
    hnsw && of.folder !== undefined
      ? tryIndexFolder(of.folder, { ...of, storeId: source.storeId(), Graph: hnsw })
      : undefined;
  const shelves = new Map<string, Shelf>();
  const unsaved = new Map<string, number>();
  let scanBytes = 0;
  const builder = graphBuilder();
  /** Partitions whose graph serves and does not have everything yet. */
  const feeding = new Set<string>();

  const changed = (bucket: string) => unsaved.set(bucket, (unsaved.get(bucket) ?? 0) + 1);
  const write = (bucket: string, graph: HnswIndex) => {
    unsaved.delete(bucket);
    try {
      files?.write(bucket, graph);
    } catch {
      // A full or read-only disk costs a rebuild at the next start, nothing more.
      changed(bucket);
    }
  };

  const restore = (): number => {
    let damaged = 0;
    for (const bucket of files?.buckets() ?? []) {
      const saved = files?.read(bucket);
      if (saved?.kind === 'damaged') damaged++;
      const stored = saved?.kind === 'read' ? source.labels(bucket) : undefined;
      if (saved?.kind !== 'read' || stored === undefined || stored.length <= scanLimit / 2) {
        files?.remove(bucket);
        continue;
      }
      const { gone, come } = differences(saved.labels, stored);
      for (const label of gone) saved.index.remove(label);
      if (gone.length > 0) unsaved.set(bucket, gone.length);
      shelves.set(bucket, { kind: 'graph', index: saved.index });
      feed(bucket, saved.index, come);
    }
    return damaged;
  };
  const feed = (bucket: string, graph: HnswIndex, labels: number[]) => {
    if (labels.length === 0) return;
    const isStill = () => shelves.get(bucket)?.index === graph;
    let sinceCopy = 0;
    feeding.add(bucket);
    builder.build(
      labels,
      label => {
        const vector = isStill() && !graph.has(label) ? source.vector(label) : undefined;
        if (vector === undefined) return;
        attempt(() => graph.add(label, vector));
        changed(bucket);
        if (++sinceCopy % checkpoint === 0) write(bucket, graph);
      },
      () => {
        if (!isStill()) return;
        feeding.delete(bucket);
        if (graph.size === 0) drop(bucket, { kind: 'graph', index: graph });
        else writeIfStale(bucket, graph);
      },
    );
  };
  /** A graph from the start, which takes what comes while it is fed. */
  const growGraph = (bucket: string, Graph: HnswGraph): Shelf => {
    const index = HnswIndex.create(Graph, dims);
    const shelf: Shelf = { kind: 'graph', index };
    shelves.set(bucket, shelf);
    feed(bucket, index, [...source.labels(bucket)]);
    return shelf;
  };
  const writeIfStale = (bucket: string, graph: HnswIndex) => {
    if ((unsaved.get(bucket) ?? 0) > graph.size * staleShare) write(bucket, graph);
  };

  const open = (bucket: string): Shelf => {
    if (hnsw && source.isBig(bucket, maxScanned)) return growGraph(bucket, hnsw);
    const index = new ScanIndex(dims);
    // Not at once: what has been read is promoted from its place among the shelves.
    const filled = Promise.resolve()
      .then(() => fill(bucket, index))
      .catch((error: unknown) => {
        if (shelves.get(bucket)?.index === index) shelves.delete(bucket);
        throw error;
      });
    const shelf: Shelf = { kind: 'scan', index, filled };
    shelves.set(bucket, shelf);
    return shelf;
  };
  const fill = async (bucket: string, index: ScanIndex): Promise<void> => {
    for (let after = -1; ;) {
      const rows = source.vectors(bucket, after, readSlice);
      for (const { label, vector } of rows) attempt(() => grow(index, () => index.add(label, vector)));
      if (rows.length < readSlice) break;
      after = rows.at(-1)?.label ?? after;
      await of.nextTurn();
    }
    promote(bucket);
    makeRoom(bucket);
  };
  /** Counts what a change does to memory. */
  const grow = (index: ScanIndex, work: () => void) => {
    const before = index.bytes;
    work();
    scanBytes += index.bytes - before;
  };
  const promote = (bucket: string) => {
    const shelf = shelves.get(bucket);
    if (!hnsw || shelf?.kind !== 'scan' || shelf.index.size <= scanLimit) return;
    const { index } = shelf;
    const graph = HnswIndex.create(hnsw, dims);
    const todo = [...index.labels()];
    shelves.set(bucket, { kind: 'building', index, graph, todo });
    const isStill = () => {
      const now = shelves.get(bucket);
      return now?.kind === 'building' && now.graph === graph;
    };
    builder.build(
      todo,
      label => {
        const vector = isStill() ? index.vector(label) : undefined;
        if (vector) graph.add(label, vector);
      },
      () => {
        if (!isStill()) return;
        scanBytes -= index.bytes;
        shelves.set(bucket, { kind: 'graph', index: graph });
        write(bucket, graph);
      },
    );
  };
  const makeRoom = (kept: string) => {
    for (const [bucket, shelf] of shelves) {
      if (scanBytes <= maxScanBytes && shelves.size <= maxScans) return;
      if (shelf.kind !== 'scan' || bucket === kept) continue;
      scanBytes -= shelf.index.bytes;
      shelves.delete(bucket);
    }
  };
  const addTo = (graph: HnswIndex, label: number, vector: Float32Array, bucket: string) => {
    attempt(() => {
      graph.add(label, vector);
      changed(bucket);
      if (!feeding.has(bucket)) writeIfStale(bucket, graph);
    });
  };
  const found = (index: VectorIndex, query: Float32Array, k: number): readonly Neighbour[] => {
    try {
      return index.search(query, k);
    } catch (error) {
      if (error instanceof BadVectorError) return [];
      throw error;
    }
  };
  const drop = (bucket: string, { kind, index }: Shelf) => {
    if (kind === 'graph') files?.remove(bucket);
    else scanBytes -= index.bytes;
    shelves.delete(bucket);
    unsaved.delete(bucket);
    feeding.delete(bucket);
  };

  return {
    damaged: restore(),
    shelves: {
      holds: bucket => (shelves.get(bucket)?.index.size ?? 0) > 0 || source.holds(bucket),
      add(bucket, label, vector) {
        const shelf = shelves.get(bucket);
        // Nobody asked for it yet: it is read from the store when somebody does.
        if (shelf === undefined) return;
        if (shelf.kind === 'graph') addTo(shelf.index, label, vector, bucket);
        else attempt(() => grow(shelf.index, () => shelf.index.add(label, vector)));
        if (shelf.kind === 'building') shelf.todo.push(label);
        promote(bucket);
      },
      remove(bucket, label) {
        const shelf = shelves.get(bucket);
        if (shelf === undefined) return;
        if (shelf.kind === 'building') shelf.graph.remove(label);
        if (shelf.index.remove(label) && shelf.kind === 'graph') changed(bucket);
        if (shelf.index.size === 0 && shelf.kind === 'graph' && !feeding.has(bucket)) drop(bucket, shelf);
      },
      async search(bucket, query, k) {
        const shelf = shelves.get(bucket) ?? open(bucket);
        if (shelf.kind === 'scan') {
          // The one that was asked for last goes last.
          shelves.delete(bucket);
          shelves.set(bucket, shelf);
          await shelf.filled;
        }
        return found(shelves.get(bucket)?.index ?? shelf.index, query, k);
      },
      clear() {
        for (const [bucket, shelf] of [...shelves]) drop(bucket, shelf);
      },
      settle: () => builder.settled(),
      build() {
        if (hnsw) for (const bucket of source.big(scanLimit)) if (!shelves.has(bucket)) growGraph(bucket, hnsw);
        return builder.settled();
      },
      progress: () => builder.progress(),
      save() {
        for (const bucket of [...unsaved.keys()]) {
          const shelf = shelves.get(bucket);
          if (shelf?.kind === 'graph') write(bucket, shelf.index);
        }
      },
      stop: () => builder.stop(),
    },
  };
}

/** Leaves out a vector or label that no index may take. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof BadVectorError)) throw error;
  }
}

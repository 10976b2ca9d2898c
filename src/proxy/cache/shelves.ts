import { indexFolder, type IndexFolder } from './index-file.js';
import { HnswIndex, type HnswGraph } from './index-hnsw.js';
import { ScanIndex } from './index-scan.js';
import { BadVectorError, type Neighbour } from './vector-index.js';

/** A partition with more vectors than this gets a graph; below it, looking at every vector is as fast and exact. */
export const scanLimit = 2_000;
/** Points put into a graph before waiting questions get their turn; one takes up to 2 ms at 100,000. */
const buildSlice = 4;
/** A saved index is written again when this share of it is new. */
const staleShare = 0.1;

/** One index per partition, so that no candidate of another partition can ever come up. Lives in the worker. */
export interface Shelves {
  holds(bucket: string): boolean;
  /** Vectors that no index may take are left out. */
  add(bucket: string, label: number, vector: Float32Array): void;
  remove(bucket: string, label: number): void;
  /** As it was added. */
  vector(bucket: string, label: number): Float32Array | undefined;
  /** Empty for a query that cannot be compared. */
  search(bucket: string, query: Float32Array, k: number): readonly Neighbour[];
  /** Every stored row was added: drops what saved indexes hold beyond them, and starts building where needed. */
  loaded(): { readonly damaged: number };
  /** Resolves when nothing is being built. */
  settle(): Promise<void>;
  /** Writes the graphs that changed. */
  save(): void;
  /** Gives up what is being built; whoever waits for it is released. */
  stop(): void;
}

type Shelf =
  | { readonly kind: 'scan'; readonly scan: ScanIndex }
  /** The scan serves, and takes all changes, until the graph has caught up. */
  | { readonly kind: 'building'; readonly scan: ScanIndex; readonly graph: HnswIndex; readonly todo: number[] }
  /** Read from disk: points the store has not confirmed are dropped when loading ends. */
  | { readonly kind: 'restoring'; readonly graph: HnswIndex; readonly unconfirmed: Set<number> }
  | { readonly kind: 'graph'; readonly graph: HnswIndex };

/** `hnsw` undefined, or no `folder`: everything works, only slower at scale or after a restart. */
export function openShelves(of: {
  readonly dims: number;
  readonly modelId: string;
  readonly hnsw: HnswGraph | undefined;
  readonly folder: string | undefined;
}): Shelves {
  const { dims, hnsw } = of;
  const files =
    hnsw && of.folder !== undefined ? filesIn(of.folder, { dims, modelId: of.modelId, Graph: hnsw }) : undefined;
  const shelves = new Map<string, Shelf>();
  const unsaved = new Map<string, number>();
  let damaged = 0;
  let isLoaded = false;
  let building = 0;
  let stopped = false;
  let whenBuilt: (() => void)[] = [];

  const open = (bucket: string): Shelf => {
    const saved = isLoaded ? undefined : files?.read(bucket);
    if (saved?.kind === 'damaged') damaged++;
    return saved?.kind === 'read'
      ? { kind: 'restoring', graph: saved.index, unconfirmed: new Set(saved.index.labels()) }
      : { kind: 'scan', scan: new ScanIndex(dims) };
  };
  const changed = (bucket: string) => unsaved.set(bucket, (unsaved.get(bucket) ?? 0) + 1);

  const promote = (bucket: string, scan: ScanIndex) => {
    if (!hnsw || !isLoaded || scan.size <= scanLimit) return;
    const graph = HnswIndex.create(hnsw, dims);
    shelves.set(bucket, { kind: 'building', scan, graph, todo: [...scan.labels()] });
    building++;
    buildOn(bucket);
  };
  const buildOn = (bucket: string) => {
    const shelf = shelves.get(bucket);
    if (shelf?.kind !== 'building' || stopped) return;
    for (const label of shelf.todo.splice(-buildSlice)) {
      const vector = shelf.scan.vector(label);
      if (vector) shelf.graph.add(label, vector);
    }
    if (shelf.todo.length > 0) {
      setImmediate(buildOn, bucket);
      return;
    }
    shelves.set(bucket, { kind: 'graph', graph: shelf.graph });
    write(bucket, shelf.graph);
    building--;
    if (building === 0) release();
  };
  const release = () => {
    for (const tell of whenBuilt) tell();
    whenBuilt = [];
  };
  const write = (bucket: string, graph: HnswIndex) => {
    unsaved.delete(bucket);
    try {
      files?.write(bucket, graph);
    } catch {
      // A full or read-only disk costs a rebuild at the next start, nothing more.
      changed(bucket);
    }
  };

  return {
    holds: bucket => shelves.has(bucket),
    add(bucket, label, vector) {
      let shelf = shelves.get(bucket);
      if (!shelf) shelves.set(bucket, (shelf = open(bucket)));
      try {
        switch (shelf.kind) {
          case 'scan':
            shelf.scan.add(label, vector);
            promote(bucket, shelf.scan);
            break;
          case 'building':
            shelf.scan.add(label, vector);
            shelf.todo.push(label);
            break;
          case 'restoring':
            if (shelf.unconfirmed.delete(label) && same(shelf.graph.vector(label), vector)) break;
            shelf.graph.add(label, vector);
            changed(bucket);
            break;
          case 'graph':
            shelf.graph.add(label, vector);
            changed(bucket);
            if ((unsaved.get(bucket) ?? 0) > shelf.graph.size * staleShare) write(bucket, shelf.graph);
        }
      } catch (error) {
        if (!(error instanceof BadVectorError)) throw error;
      }
    },
    remove(bucket, label) {
      const shelf = shelves.get(bucket);
      if (!shelf) return;
      if (shelf.kind === 'scan' || shelf.kind === 'building') shelf.scan.remove(label);
      if (shelf.kind !== 'scan' && shelf.graph.remove(label)) changed(bucket);
      const left = shelf.kind === 'scan' ? shelf.scan.size : shelf.kind === 'graph' ? shelf.graph.size : Infinity;
      if (left > 0) return;
      shelves.delete(bucket);
      unsaved.delete(bucket);
    },
    vector(bucket, label) {
      const shelf = shelves.get(bucket);
      if (!shelf) return undefined;
      return (shelf.kind === 'scan' || shelf.kind === 'building' ? shelf.scan : shelf.graph).vector(label);
    },
    search(bucket, query, k) {
      const shelf = shelves.get(bucket);
      if (!shelf) return [];
      try {
        return (shelf.kind === 'scan' || shelf.kind === 'building' ? shelf.scan : shelf.graph).search(query, k);
      } catch (error) {
        if (error instanceof BadVectorError) return [];
        throw error;
      }
    },
    loaded() {
      isLoaded = true;
      const saved = new Set<string>();
      for (const [bucket, shelf] of shelves) {
        if (shelf.kind === 'scan') promote(bucket, shelf.scan);
        if (shelf.kind !== 'restoring') continue;
        for (const label of shelf.unconfirmed) shelf.graph.remove(label);
        if (shelf.unconfirmed.size > 0) changed(bucket);
        shelves.set(bucket, { kind: 'graph', graph: shelf.graph });
        saved.add(bucket);
      }
      files?.sweep(saved);
      return { damaged };
    },
    settle: () => (building === 0 || stopped ? Promise.resolve() : new Promise(resolve => whenBuilt.push(resolve))),
    save() {
      for (const bucket of [...unsaved.keys()]) {
        const shelf = shelves.get(bucket);
        if (shelf?.kind === 'graph') write(bucket, shelf.graph);
      }
    },
    stop() {
      stopped = true;
      release();
    },
  };
}

/** Undefined when the folder cannot be used: nothing is saved then, and everything is built again at each start. */
function filesIn(...where: Parameters<typeof indexFolder>): IndexFolder | undefined {
  try {
    return indexFolder(...where);
  } catch {
    return undefined;
  }
}

function same(a: Float32Array | undefined, b: Float32Array): boolean {
  return a?.length === b.length && a.every((value, i) => value === b[i]);
}

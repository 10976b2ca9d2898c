import type { VectorSource } from '../../../src/proxy/cache/vector-source.js';

/** A store of vectors in memory, as the worker sees the real one. */
export interface MemorySource extends VectorSource {
  /** Vectors that were read from it. */
  readonly reads: number;
  /** Another one stands for a database that was emptied. */
  id: string;
  /** Thrown by the next reads of vectors. */
  fault: Error | undefined;
  put(bucket: string, label: number, vector: Float32Array): void;
  drop(bucket: string, label: number): void;
}

export function memorySource(): MemorySource {
  const shelves = new Map<string, Map<number, Float32Array>>();
  const inOrder = (bucket: string) => [...(shelves.get(bucket) ?? [])].sort(([a], [b]) => a - b);
  let reads = 0;
  const source: MemorySource = {
    id: 'store',
    fault: undefined,
    get reads() {
      return reads;
    },
    put(bucket, label, vector) {
      const shelf = shelves.get(bucket) ?? new Map<number, Float32Array>();
      shelves.set(bucket, shelf.set(label, vector));
    },
    drop: (bucket, label) => void shelves.get(bucket)?.delete(label),
    storeId: () => source.id,
    upto: () => 0,
    unread: () => [],
    countUnread: () => 0,
    holds: bucket => (shelves.get(bucket)?.size ?? 0) > 0,
    isBig: (bucket, limit) => (shelves.get(bucket)?.size ?? 0) > limit,
    big: limit => [...shelves].flatMap(([bucket, { size }]) => (size > limit ? [bucket] : [])),
    labels: bucket => Uint32Array.from(inOrder(bucket).map(([label]) => label)),
    vectors(bucket, after, limit) {
      if (source.fault !== undefined) throw source.fault;
      const rows = inOrder(bucket).filter(([label]) => label > after);
      reads += Math.min(rows.length, limit);
      return rows.slice(0, limit).map(([label, vector]) => ({ label, vector }));
    },
    vector(label) {
      reads++;
      return [...shelves.values()].map(shelf => shelf.get(label)).find(vector => vector !== undefined);
    },
  };
  return source;
}

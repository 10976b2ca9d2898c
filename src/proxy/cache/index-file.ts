import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HnswIndex, type HnswGraph } from './index-hnsw.js';

/** What a saved index must agree with before it is read. */
interface IndexStamp {
  readonly space: 'ip';
  readonly dims: number;
  readonly modelId: string;
  /** The store whose labels it has. */
  readonly storeId: string;
  readonly count: number;
  /** Of the graph, then of the labels. */
  readonly sha256: string;
}

/** What came of reading a saved index. Whatever is not `read` is rebuilt from the store. */
type ReadIndex =
  | {
      readonly kind: 'read';
      readonly index: HnswIndex;
      /** What it held when it was written, in order. */
      readonly labels: Uint32Array;
    }
  /** Made of another store or by another model: simply out of date. */
  | { readonly kind: 'foreign' }
  /** The bytes are not the ones that were written. */
  | { readonly kind: 'damaged' };

/**
 * Saved copies of the big indexes of one model, three files per partition. They only save the time of building again: the
 * vectors in the store are the truth, and a copy that is missing, foreign or damaged costs nothing but that time.
 *
 * A label always stands for the same words, and the same words give the same vector; so a copy with the right bytes, of
 * the right store and model, needs no vector compared: only labels that came or went since it was written matter.
 */
export interface IndexFolder {
  /** Partitions that have a copy. */
  buckets(): readonly string[];
  read(bucket: string): ReadIndex;
  write(bucket: string, index: HnswIndex): void;
  remove(bucket: string): void;
}

/** `folder` is made when it is missing, and what an interrupted write left is swept away. Throws when it cannot be. */
export function indexFolder(
  folder: string,
  of: { readonly dims: number; readonly modelId: string; readonly storeId: string; readonly Graph: HnswGraph },
): IndexFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });
  const dataFile = (bucket: string) => join(folder, `${bucket}.hnsw`);
  const labelFile = (bucket: string) => join(folder, `${bucket}.labels`);
  const stampFile = (bucket: string) => join(folder, `${bucket}.json`);
  const sumOf = (data: string, labels: string) => {
    const hash = createHash('sha256');
    for (const file of [data, labels]) readThrough(file, bytes => void hash.update(bytes));
    return hash.digest('hex');
  };
  return {
    buckets: () => readdirSync(folder).flatMap(name => /^([0-9a-f]+)\.json$/.exec(name)?.[1] ?? []),
    read(bucket) {
      const stamp = readStamp(stampFile(bucket));
      if (stamp === 'damaged') return { kind: 'damaged' };
      if (stamp.modelId !== of.modelId || stamp.dims !== of.dims || stamp.storeId !== of.storeId) {
        return { kind: 'foreign' };
      }
      try {
        // The addon checks nothing, and damaged bytes may end the process: the sum comes first.
        if (sumOf(dataFile(bucket), labelFile(bucket)) !== stamp.sha256) return { kind: 'damaged' };
        const labels = new Uint32Array(Uint8Array.from(readFileSync(labelFile(bucket))).buffer);
        if (labels.length !== stamp.count) return { kind: 'damaged' };
        return { kind: 'read', labels, index: HnswIndex.read(of.Graph, of.dims, dataFile(bucket), labels) };
      } catch {
        return { kind: 'damaged' };
      }
    },
    write(bucket, index) {
      const [data, labels] = [`${dataFile(bucket)}.tmp`, `${labelFile(bucket)}.tmp`];
      rmSync(data, { force: true });
      writeFileSync(data, '', { mode: 0o600 });
      index.write(data);
      writeFileSync(labels, new Uint8Array(Uint32Array.from(index.labels()).buffer), { mode: 0o600 });
      const stamp: IndexStamp = {
        space: 'ip',
        dims: of.dims,
        modelId: of.modelId,
        storeId: of.storeId,
        count: index.size,
        sha256: sumOf(data, labels),
      };
      // The stamp goes last: a crash in between leaves one that does not match, never one that lies.
      moveIntoPlace(data, dataFile(bucket));
      moveIntoPlace(labels, labelFile(bucket));
      const side = `${stampFile(bucket)}.tmp`;
      writeFileSync(side, JSON.stringify(stamp), { mode: 0o600 });
      moveIntoPlace(side, stampFile(bucket));
    },
    remove(bucket) {
      for (const file of [stampFile(bucket), dataFile(bucket), labelFile(bucket)]) rmSync(file, { force: true });
    },
  };
}

function readStamp(file: string): IndexStamp | 'damaged' {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<IndexStamp> | null;
    return value?.space === 'ip' && typeof value.sha256 === 'string' ? (value as IndexStamp) : 'damaged';
  } catch {
    return 'damaged';
  }
}

/** Piece by piece: an index of a million entries is larger than one buffer should be. */
function readThrough(file: string, take: (bytes: Uint8Array) => void): void {
  const piece = Buffer.allocUnsafe(1 << 20);
  const handle = openSync(file, 'r');
  try {
    for (;;) {
      const length = readSync(handle, piece);
      if (length === 0) return;
      take(piece.subarray(0, length));
    }
  } finally {
    closeSync(handle);
  }
}

function moveIntoPlace(from: string, to: string): void {
  const handle = openSync(from, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(from, to);
}

import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
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
  /** In the names of the files that belong to this stamp. */
  readonly generation: number;
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
 * Saved copies of the big indexes of one model, three files per partition: graph, labels, and a stamp that names the two.
 * They only save the time of building again: the vectors in the store are the truth, and a copy that is missing, foreign or
 * damaged costs nothing but that time. A new copy lies beside the old one until its stamp has taken the place of the old
 * stamp, so a crash at any instant leaves one of them whole.
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
  const stampFile = (bucket: string) => join(folder, `${bucket}.json`);
  const filesOf = (bucket: string, generation: number) =>
    ['hnsw', 'labels'].map(end => join(folder, `${bucket}.${generation}.${end}`)) as [string, string];
  const buckets = () => readdirSync(folder).flatMap(name => /^([0-9a-f]+)\.json$/.exec(name)?.[1] ?? []);
  const stampOf = (bucket: string) => readStamp(stampFile(bucket));
  const sweep = () => {
    const kept = new Set<string>();
    for (const bucket of buckets()) {
      const stamp = stampOf(bucket);
      kept.add(stampFile(bucket));
      if (stamp !== 'damaged') for (const file of filesOf(bucket, stamp.generation)) kept.add(file);
    }
    for (const name of readdirSync(folder))
      if (!kept.has(join(folder, name))) rmSync(join(folder, name), { force: true });
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweep();
  return {
    buckets,
    read(bucket) {
      const stamp = stampOf(bucket);
      if (stamp === 'damaged') return { kind: 'damaged' };
      if (stamp.modelId !== of.modelId || stamp.dims !== of.dims || stamp.storeId !== of.storeId) {
        return { kind: 'foreign' };
      }
      try {
        const [data, labelFile] = filesOf(bucket, stamp.generation);
        // The addon checks nothing, and damaged bytes may end the process: the sum comes first.
        if (sumOf(data, labelFile) !== stamp.sha256) return { kind: 'damaged' };
        const labels = new Uint32Array(Uint8Array.from(readFileSync(labelFile)).buffer);
        if (labels.length !== stamp.count) return { kind: 'damaged' };
        return { kind: 'read', labels, index: HnswIndex.read(of.Graph, of.dims, data, labels) };
      } catch {
        return { kind: 'damaged' };
      }
    },
    write(bucket, index) {
      const before = existsSync(stampFile(bucket)) ? stampOf(bucket) : 'damaged';
      const generation = before === 'damaged' ? 1 : before.generation + 1;
      const [data, labels] = filesOf(bucket, generation);
      writeFileSync(data, '', { mode: 0o600 });
      index.write(data);
      writeFileSync(labels, new Uint8Array(Uint32Array.from(index.labels()).buffer), { mode: 0o600 });
      const stamp: IndexStamp = {
        space: 'ip',
        dims: of.dims,
        modelId: of.modelId,
        storeId: of.storeId,
        count: index.size,
        generation,
        sha256: sumOf(data, labels),
      };
      const draft = `${stampFile(bucket)}.tmp`;
      writeFileSync(draft, JSON.stringify(stamp), { mode: 0o600 });
      for (const file of [data, labels, draft]) flush(file);
      renameSync(draft, stampFile(bucket));
      flushFolder(folder);
      if (before !== 'damaged') for (const file of filesOf(bucket, before.generation)) rmSync(file, { force: true });
    },
    remove(bucket) {
      rmSync(stampFile(bucket), { force: true });
      sweep();
    },
  };
}

/** Undefined when the folder cannot be used: nothing is saved then, and everything is built again at each start. */
export function tryIndexFolder(...where: Parameters<typeof indexFolder>): IndexFolder | undefined {
  try {
    return indexFolder(...where);
  } catch {
    return undefined;
  }
}

function readStamp(file: string): IndexStamp | 'damaged' {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<IndexStamp> | null;
    const isStamp = value?.space === 'ip' && typeof value.sha256 === 'string' && Number.isSafeInteger(value.generation);
    return isStamp ? (value as IndexStamp) : 'damaged';
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

function sumOf(...files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) readThrough(file, bytes => void hash.update(bytes));
  return hash.digest('hex');
}

/** Waits until it is on the disk. */
function flush(file: string, flags = 'r+'): void {
  const handle = openSync(file, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** That a name stands for another file now. Windows has no such thing and needs none. */
function flushFolder(folder: string): void {
  try {
    flush(folder, 'r');
  } catch {
    // As above.
  }
}

import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
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
  readonly count: number;
  readonly sha256: string;
}

/** What came of reading a saved index. Whatever is not `read` is rebuilt from the store. */
type ReadIndex =
  | { readonly kind: 'read'; readonly index: HnswIndex }
  | { readonly kind: 'none' }
  /** Made by another model: simply out of date. */
  | { readonly kind: 'other-model' }
  /** The bytes are not the ones that were written. */
  | { readonly kind: 'damaged' };

/**
 * Saved copies of the big indexes, one pair of files per partition. They only save the time of building again: the
 * vectors in the store are the truth, and a copy that is missing, foreign or damaged costs nothing but that time.
 */
export interface IndexFolder {
  read(bucket: string): ReadIndex;
  write(bucket: string, index: HnswIndex): void;
  /** Removes the copies of partitions that are not in `keep`, and what an interrupted write left. */
  sweep(keep: ReadonlySet<string>): void;
}

/** `folder` is made when it is missing. Throws when it cannot be. */
export function indexFolder(
  folder: string,
  of: { readonly dims: number; readonly modelId: string; readonly Graph: HnswGraph },
): IndexFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dataFile = (bucket: string) => join(folder, `${bucket}.hnsw`);
  const stampFile = (bucket: string) => join(folder, `${bucket}.json`);
  return {
    read(bucket) {
      const stamp = readStamp(stampFile(bucket));
      if (stamp === undefined) return { kind: 'none' };
      if (stamp === 'damaged') return { kind: 'damaged' };
      if (stamp.modelId !== of.modelId || stamp.dims !== of.dims) return { kind: 'other-model' };
      try {
        // The addon checks nothing, and damaged bytes may end the process: the sum comes first.
        if (sha256(dataFile(bucket)) !== stamp.sha256) return { kind: 'damaged' };
        const index = HnswIndex.read(of.Graph, of.dims, dataFile(bucket));
        return index.size === stamp.count ? { kind: 'read', index } : { kind: 'damaged' };
      } catch {
        return { kind: 'damaged' };
      }
    },
    write(bucket, index) {
      // The data goes first: a crash in between leaves a stamp that does not match, never one that lies.
      const data = `${dataFile(bucket)}.tmp`;
      rmSync(data, { force: true });
      writeFileSync(data, '', { mode: 0o600 });
      index.write(data);
      const stamp: IndexStamp = {
        space: 'ip',
        dims: of.dims,
        modelId: of.modelId,
        count: index.size,
        sha256: sha256(data),
      };
      moveIntoPlace(data, dataFile(bucket));
      const side = `${stampFile(bucket)}.tmp`;
      writeFileSync(side, JSON.stringify(stamp), { mode: 0o600 });
      moveIntoPlace(side, stampFile(bucket));
    },
    sweep(keep) {
      for (const name of readdirSync(folder)) {
        const ours = /^([0-9a-f]+)\.(?:hnsw|json)(\.tmp)?$/.exec(name);
        if (ours && (ours[2] !== undefined || !keep.has(ours[1] ?? ''))) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function readStamp(file: string): IndexStamp | undefined | 'damaged' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const value = JSON.parse(text) as Partial<IndexStamp> | null;
    return value?.space === 'ip' && typeof value.sha256 === 'string' ? (value as IndexStamp) : 'damaged';
  } catch {
    return 'damaged';
  }
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
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

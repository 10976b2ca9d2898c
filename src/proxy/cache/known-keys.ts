import type { Entry } from './entry.js';

/**
 * Which keys the database may hold. Most requests were never asked before, and asking the database that takes longer
 * than all else in the search. Never denies a key that is there; about one in a thousand others seems to be there too.
 */
export interface KnownKeys {
  mayHold(key: string): boolean;
  add(entry: Pick<Entry, 'exactKey' | 'loose'>): void;
  close(): void;
}

/** What an entry may be looked up by: SHA-256, hex, each. */
export interface KeyRow {
  readonly label: number;
  readonly exactKey: string;
  readonly gate: string | undefined;
  readonly bucket: string | undefined;
}

/** Behind the moment in which a proxy that leaves writes its last entries. */
const fillAfterMs = 3_000;
const batchRows = 1_000;
const pauseMs = 10;
/** Another process with the same data folder lays in entries too. It puts its writes off itself. */
const recheckMs = 1_000;

/**
 * Says yes to everything until it has read the keys of all entries, in small batches beside the requests. `keysAfter`
 * gives the rows above a label, the lowest first; labels only grow.
 */
export function openKnownKeys(of: {
  readonly keysAfter: (label: number, limit: number) => readonly KeyRow[];
  readonly nowMs: () => number;
}): KnownKeys {
  const filter = new BloomFilter();
  let lastLabel = 0;
  let isFilled = false;
  let readMs = 0;
  let timer: NodeJS.Timeout | undefined;

  const readBatch = () => {
    const rows = of.keysAfter(lastLabel, batchRows);
    for (const { exactKey, gate, bucket } of rows) filter.add(exactKey, gate, bucket);
    lastLabel = rows.at(-1)?.label ?? lastLabel;
    isFilled = rows.length < batchRows;
    readMs = of.nowMs();
  };
  const fillIn = (waitMs: number) => {
    timer = setTimeout(() => {
      try {
        readBatch();
        timer = undefined;
        if (!isFilled) fillIn(pauseMs);
      } catch {
        // Whoever looks something up is told what is wrong with the database.
        fillIn(fillAfterMs);
      }
    }, waitMs).unref();
  };

  return {
    mayHold(key) {
      if (isFilled && Math.abs(of.nowMs() - readMs) >= recheckMs) readBatch();
      if (isFilled) return filter.has(key);
      if (timer === undefined) fillIn(lastLabel === 0 ? fillAfterMs : pauseMs);
      return true;
    },
    add: ({ exactKey, loose }) => filter.add(exactKey, loose?.gate, loose?.bucket),
    close: () => clearTimeout(timer),
  };
}

/** 2^23 bits: for three keys of each of 100,000 entries, 0.1 % false positives. More entries only make it less useful. */
class BloomFilter {
  readonly #words = new Uint32Array(2 ** 18);

  add(...keys: readonly (string | undefined)[]): void {
    for (const key of keys) {
      if (key === undefined) continue;
      for (const bit of bitsOf(key)) this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  has(key: string): boolean {
    return bitsOf(key).every(bit => ((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0);
  }
}

/** Three bits for a key; its hex digits are as good as chance. */
function bitsOf(key: string): readonly number[] {
  return [0, 8, 16].map(at => parseInt(key.slice(at, at + 8), 16) & 0x7f_ffff);
}

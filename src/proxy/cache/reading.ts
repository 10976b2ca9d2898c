import type { Model } from './model.js';
import type { Shelves } from './shelves.js';
import type { UnreadRow, VectorSource } from './vector-source.js';
import { shelfOf, type MadeVectors } from './vectors.js';

/** Texts embedded before waiting questions get their turn. */
const embedSlice = 8;
/** Slices that may wait for the main thread, which writes them and must not drown in them. */
const maxUnderWay = 8;

/** How far the model has read the entries. */
export interface ReadingProgress {
  readonly done: number;
  /** `done`, and what was left when somebody asked first. */
  readonly all: number;
}

/** What became of a slice that was sent to be written. */
export interface WrittenSlice {
  readonly upto: number;
  /** Labels of entries that had gone; undefined when nothing could be written. */
  readonly gone: readonly number[] | undefined;
}

/** Embeds the entries that the model has not read, in order of labels, and makes them searchable. Lives in the worker. */
export interface Reading {
  /** Resolves when all that is stored by now is searchable, and written if it can be. Rejects when the store fails. */
  toTheEnd(): Promise<void>;
  progress(): ReadingProgress;
  written(slice: WrittenSlice): void;
  /** This entry went; it may be in the middle of being read. */
  removed(label: number): void;
  stop(): void;
}

export function openReading(of: {
  readonly source: VectorSource;
  readonly shelves: Shelves;
  readonly model: Pick<Model, 'embed' | 'dims'>;
  readonly nextTurn: () => Promise<void>;
  readonly send: (made: MadeVectors) => void;
}): Reading {
  const { source, shelves, model } = of;
  let upto = source.upto();
  let done = 0;
  let all: number | undefined;
  let tail: Promise<void> = Promise.resolve();
  let stopped = false;
  /** Labels that are being embedded and have not gone meanwhile. */
  const current = new Set<number>();
  /** Slices that are not written yet, by the label they go up to. */
  const underWay = new Map<number, readonly UnreadRow[]>();
  let waiting: (() => void)[] = [];

  const toEnd = async () => {
    while (!stopped) {
      const rows = source.unread(upto, embedSlice);
      const last = rows.at(-1);
      if (last === undefined) break;
      await read(rows, last.label);
      upto = last.label;
      await fewerThan(maxUnderWay);
      await of.nextTurn();
    }
    await fewerThan(1);
  };
  /** Waits until the main thread has written the others. */
  const fewerThan = async (slices: number) => {
    while (underWay.size >= slices && !stopped) await new Promise<void>(resolve => waiting.push(resolve));
  };
  const release = () => {
    for (const tell of waiting) tell();
    waiting = [];
  };

  const read = async (rows: readonly UnreadRow[], last: number) => {
    for (const { label } of rows) current.add(label);
    const vectors = await embedEach(rows);
    const made = rows.flatMap((row, i) => {
      const vector = vectors[i];
      return current.has(row.label) && vector?.length === model.dims ? [{ row, vector }] : [];
    });
    current.clear();
    done += rows.length;
    const packed = new Float32Array(made.length * model.dims);
    for (const [i, { row, vector }] of made.entries()) {
      packed.set(vector, i * model.dims);
      shelves.add(row.bucket, row.label, vector);
    }
    const sent = made.map(({ row }) => row);
    underWay.set(last, sent);
    const labels = sent.map(({ label }) => label);
    of.send({ upto: last, labels, shelves: sent.map(({ bucket }) => shelfOf(bucket)), packed });
  };
  /** One text that the model cannot take must not keep its neighbours from being read. */
  const embedEach = async (rows: readonly UnreadRow[]): Promise<readonly (Float32Array | undefined)[]> => {
    try {
      return await model.embed(rows.map(({ text }) => text));
    } catch {
      const alone = ({ text }: UnreadRow) => model.embed([text]).then(([vector]) => vector);
      const settled = await Promise.allSettled(rows.map(alone));
      return settled.map(one => (one.status === 'fulfilled' ? one.value : undefined));
    }
  };

  return {
    toTheEnd() {
      tail = tail.then(toEnd, toEnd);
      return tail;
    },
    progress() {
      all ??= done + source.countUnread(upto);
      return { done, all: Math.max(done, all) };
    },
    written({ upto: slice, gone = [] }) {
      const went = new Set(gone);
      for (const { bucket, label } of underWay.get(slice) ?? []) if (went.has(label)) shelves.remove(bucket, label);
      underWay.delete(slice);
      release();
    },
    removed: label => void current.delete(label),
    stop() {
      stopped = true;
      release();
    },
  };
}

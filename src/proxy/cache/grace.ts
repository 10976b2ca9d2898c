// A new answer has no hits to show yet, and one that is worth little would be the first to go. So the newest ones have
// their time, as in the window of W-TinyLFU (Einziger, Friedman, Manes, 2017): they are left alone until newer ones have
// filled a tenth of the cache. After that they stand by their worth. Whatever comes in, nine tenths are never touched by
// answers that have not proved anything.

/** Part of the cache that new answers may fill. */
const graceShare = 0.1;
/** Where the limit was lowered, many have had their time at once; nobody shall wait for all of them. */
const mostAtOnce = 16;

/** The newest entries, oldest first. */
export interface Grace {
  /** Takes in a new entry; returns those whose time is over because of it, itself where it is too large. */
  admit(entry: Sized): readonly string[];
  has(id: string): boolean;
  drop(id: string): void;
}

interface Sized {
  readonly id: string;
  readonly bytes: number;
}

export function openGrace(maxBytes: () => number, before: readonly Sized[] = []): Grace {
  const newest = new Map(before.map(({ id, bytes }) => [id, bytes]));
  let total = before.reduce((sum, { bytes }) => sum + bytes, 0);
  const drop = (id: string) => {
    total -= newest.get(id) ?? 0;
    newest.delete(id);
  };
  return {
    admit({ id, bytes }) {
      const mostBytes = graceShare * maxBytes();
      if (bytes > mostBytes) return [id];
      newest.set(id, bytes);
      total += bytes;
      const over: string[] = [];
      for (const [oldest] of newest) {
        if (total <= mostBytes || over.length >= mostAtOnce) break;
        drop(oldest);
        over.push(oldest);
      }
      return over;
    },
    has: id => newest.has(id),
    drop,
  };
}

import { openGrace } from '../../src/proxy/cache/grace.js';
import { gracePriority, priorityOf, raisedFloor } from '../../src/proxy/cache/worth.js';
import { Heap } from './heap.js';
import type { Asked } from './streams.js';

/**
 * `value`: never aged. `value-aged`: GreedyDual-Size with frequency as published. `shipped`: with a floor that follows more
 * slowly, and the grace of new entries; these parts are the cache's own.
 */
export const policies = ['lru', 'value', 'value-aged', 'shipped'] as const;
export type Policy = (typeof policies)[number];

export interface Played {
  /** Share of the requests that were served. */
  readonly hitRate: number;
  /** Share of what all requests cost that was saved. */
  readonly savedShare: number;
}

interface Kept extends Asked {
  hits: number;
  usedAt: number;
  priority: number;
}

/** Asks everything in turn of a cache of so many bytes. */
export function play(stream: readonly Asked[], maxBytes: number, policy: Policy): Played {
  const kept = new Map<string, Kept>();
  const queue = new Heap<Kept>();
  const grace = openGrace(() => maxBytes);
  let [bytes, floor, hits, saved, cost] = [0, 0, 0, 0, 0];

  const place = (entry: Kept, priority: number) => {
    entry.priority = priority;
    if (priority < gracePriority) queue.push(entry, priority);
  };
  const own = (entry: Kept) => (policy === 'lru' ? entry.usedAt : priorityOf(entry, policy === 'value' ? 0 : floor));
  stream.forEach((asked, at) => {
    cost += asked.worth;
    const found = kept.get(asked.id);
    if (found !== undefined) {
      hits += 1;
      saved += found.worth;
      found.hits += 1;
      found.usedAt = at;
      if (found.priority < gracePriority) place(found, own(found));
      return;
    }
    const entry: Kept = { ...asked, hits: 0, usedAt: at, priority: gracePriority };
    kept.set(entry.id, entry);
    bytes += entry.bytes;
    const over = policy === 'shipped' ? grace.admit(entry) : [entry.id];
    for (const id of over) {
      const settled = kept.get(id);
      if (settled !== undefined) place(settled, own(settled));
    }
    while (bytes > maxBytes) {
      const least = queue.pop();
      if (least === undefined) break;
      const { key, value } = least;
      if (kept.get(value.id) !== value || value.priority !== key) continue;
      kept.delete(value.id);
      bytes -= value.bytes;
      floor =
        policy === 'value-aged'
          ? Math.max(floor, key)
          : raisedFloor(floor, { priority: key, bytes: value.bytes }, maxBytes);
    }
  });
  return { hitRate: hits / stream.length, savedShare: saved / cost };
}

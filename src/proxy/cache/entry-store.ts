import { LRUCache } from 'lru-cache';
import type { CacheEntryInfo, CacheScope } from '../rooms/cache.js';
import type { SqlDriver } from '../rooms/store.js';
import { openEntries } from './entries.js';
import type { Entry } from './entry.js';
import type { Gone, LooseRow } from './entry-rows.js';
import { openGrace } from './grace.js';
import { openKnownKeys } from './known-keys.js';
import { prepareSchema } from './schema.js';
import type { IndexPlace } from './worker-words.js';
import { gracePriority, raisedFloor, worthOf, type CostOf } from './worth.js';

/** Answers kept ready in memory. The rest is one indexed read away. */
const hotBytes = 32 * 1024 * 1024;
/** New answers go to disk together: one transaction costs as much as many inserts, and memory serves them meanwhile. */
const putDelayMs = 50;
/** Use counts wait this long before they are written, so that a hit costs no write of its own. */
const touchDelayMs = 1_000;
const sweepEveryMs = 60_000;
/** Entries that are over go so many at a time, because prompts wait meanwhile. */
const sweepSlice = 250;

/**
 * Entries in memory and on disk as one thing. Reads may throw what the driver throws. Writes are put off until the
 * request that caused them is answered, go to disk together, and never throw: `trouble` says when they failed.
 */
export interface EntryStore {
  exact(key: string): Entry | undefined;
  gate(gate: string): Entry | undefined;
  /** False when no entry at all lies in the bucket. */
  mayHold(bucket: string): boolean;
  byLabel(label: number, bucket: string): Entry | undefined;
  /** Takes the place of the entry with the same exact key. */
  put(entry: Entry): void;
  /** Counts a hit. */
  touch(entry: Entry): void;
  /** Entries that may serve other wordings, newest first, from below a label. */
  looseBefore(label: number, limit: number): readonly LooseRow[];
  /** Another number whenever entries have come or gone. */
  version(): number;
  list(limit: number): readonly CacheEntryInfo[];
  show(id: string): (CacheEntryInfo & { readonly reply: string }) | undefined;
  /** Kept, and not over. */
  has(id: string): boolean;
  remove(id: string): boolean;
  /** Removes what was answered to a request and to its content, by the beginnings of their keys. */
  removeRequest(promptKey: string | null, contentKey: string | null): number;
  /** The ids of what went. */
  clear(scope: CacheScope): readonly string[];
  totals(): { readonly entries: number; readonly bytes: number };
  /** Writes what waits. */
  flush(): void;
  trouble(): string | undefined;
  close(): void;
}

/** Who wants to know what became of searchable entries. */
interface EntryWatcher {
  grown(): void;
  removed(places: readonly IndexPlace[]): void;
  /** All of them went. */
  cleared(): void;
}

export function openEntryStore(of: {
  readonly driver: SqlDriver;
  readonly maxBytes: () => number;
  readonly nowMs: () => number;
  readonly watcher: EntryWatcher;
  readonly costOf: CostOf;
}): EntryStore {
  const { driver, nowMs, watcher } = of;
  const table = openEntries(driver);
  const known = openKnownKeys({ keysAfter: table.keysAfter, nowMs });
  const hot = new LRUCache<string, Entry>({ maxSize: hotBytes, sizeCalculation: entry => entry.bytes });
  const pending = new Map<string, Entry>();
  const touches = new Map<string, { hits: number; usedMs: number }>();
  let totals = { entries: 0, bytes: 0 };
  let floor = 0;
  let grace = openGrace(of.maxBytes);
  let version = 0;
  let trouble: string | undefined;
  let flushSoon: NodeJS.Timeout | undefined;
  let touchTimer: NodeJS.Timeout | undefined;
  let lastSweepMs = -Infinity;

  const guard = (work: () => void) => {
    try {
      work();
      trouble = undefined;
    } catch (error) {
      trouble = `The cache cannot be written (${error instanceof Error ? error.message : String(error)}).`;
    }
  };
  /** Runs changes as one transaction, then brings memory and index in line with what went. */
  const change = (
    work: () => readonly Gone[],
    added: readonly Entry[] = [],
    tell: (places: readonly IndexPlace[]) => void = watcher.removed,
  ): readonly Gone[] => {
    const gone = driver.transaction(work);
    if (gone.length > 0 || added.length > 0) version += 1;
    totals = {
      entries: totals.entries + added.length - gone.length,
      bytes: totals.bytes + sum(added) - sum(gone),
    };
    for (const { id, exactKey } of gone) {
      grace.drop(id);
      if (hot.peek(exactKey)?.id === id) hot.delete(exactKey);
    }
    const places = gone.flatMap(({ place }) => place ?? []);
    if (places.length > 0) tell(places);
    if (added.some(entry => entry.loose)) watcher.grown();
    return gone;
  };

  const flush = () => {
    clearTimeout(flushSoon);
    clearTimeout(touchTimer);
    flushSoon = touchTimer = undefined;
    const added = [...pending.values()];
    const used = [...touches];
    pending.clear();
    touches.clear();
    const sweeping = nowMs() - lastSweepMs >= sweepEveryMs;
    if (added.length === 0 && used.length === 0 && !sweeping) return;
    let swept = 0;
    guard(() =>
      change(() => {
        const gone = sweeping ? [...table.removeExpired(nowMs(), sweepSlice)] : [];
        swept = gone.length;
        for (const entry of added) {
          gone.push(...table.removeKey(entry.exactKey));
          table.insert(entry, worthOf(entry.reply, of.costOf), gracePriority);
          for (const id of grace.admit(entry)) table.endGrace(id, floor);
        }
        for (const [id, { hits, usedMs }] of used) table.touch(id, hits, usedMs, floor);
        const excess = totals.bytes + sum(added) - sum(gone) - of.maxBytes();
        if (excess <= 0) return gone;
        const least = table.removeLeast(excess);
        floor = least.ranks.reduce((now, rank) => raisedFloor(now, rank, of.maxBytes()), floor);
        table.keepFloor(floor);
        return [...gone, ...least.gone];
      }, added),
    );
    if (swept === sweepSlice) flushSoon ??= setTimeout(flush, putDelayMs).unref();
    else if (sweeping) lastSweepMs = nowMs();
  };
  const warmed = (entry: Entry | undefined) => {
    if (entry) hot.set(entry.exactKey, entry);
    return entry;
  };

  guard(() => {
    prepareSchema(driver);
    totals = table.totals();
    floor = table.floor();
    grace = openGrace(of.maxBytes, table.inGrace());
  });
  return {
    exact: key => hot.get(key) ?? pending.get(key) ?? (known.mayHold(key) ? warmed(table.byExactKey(key)) : undefined),
    gate: gate =>
      known.mayHold(gate)
        ? ([...pending.values()].findLast(({ loose }) => loose?.gate === gate) ?? warmed(table.byGate(gate)))
        : undefined,
    mayHold: bucket => known.mayHold(bucket),
    byLabel: (label, bucket) => warmed(table.byLabel(label, bucket)),
    put(entry) {
      if (entry.bytes > of.maxBytes()) return;
      hot.set(entry.exactKey, entry);
      known.add(entry);
      pending.set(entry.exactKey, entry);
      flushSoon ??= setTimeout(flush, putDelayMs).unref();
    },
    touch({ id }) {
      touches.set(id, { hits: (touches.get(id)?.hits ?? 0) + 1, usedMs: nowMs() });
      touchTimer ??= setTimeout(flush, touchDelayMs).unref();
    },
    looseBefore(label, limit) {
      flush();
      return table.looseBefore(label, limit);
    },
    version() {
      flush();
      return version;
    },
    list(limit) {
      flush();
      return table.list(limit);
    },
    show(id) {
      flush();
      const info = table.info(id);
      const body = table.body(id);
      return info && body && { ...info, reply: body.toString('utf8') };
    },
    has(id) {
      const held = [...pending.values()].find(entry => entry.id === id);
      return nowMs() < (held?.expiresMs ?? table.expiresMs(id) ?? -Infinity);
    },
    remove(id) {
      flush();
      return change(() => table.removeId(id)).length > 0;
    },
    removeRequest(promptKey, contentKey) {
      flush();
      return change(() => [
        ...(promptKey === null ? [] : table.removeFrom('exact_key', promptKey)),
        ...(contentKey === null ? [] : table.removeFrom('gate', contentKey)),
      ]).length;
    },
    clear(scope) {
      flush();
      for (const entry of [...hot.values()]) if (isWithin(entry, scope)) hot.delete(entry.exactKey);
      const everything = scope.workspace === undefined && scope.namespace === undefined;
      const tell = everything ? watcher.cleared : watcher.removed;
      const gone = change(() => table.removeAll(scope), [], tell);
      // Deleted rows would stay readable in the file's free pages; with everything gone, writing it anew is cheap.
      if (everything) guard(() => driver.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'));
      return gone.map(({ id }) => id);
    },
    totals: () => ({ entries: totals.entries + pending.size, bytes: totals.bytes + sum([...pending.values()]) }),
    flush,
    trouble: () => trouble,
    close() {
      known.close();
      flush();
    },
  };
}

function isWithin({ tie, ...entry }: Entry, { workspace, namespace }: CacheScope): boolean {
  const isThere = workspace === undefined || entry.workspace === workspace || tie?.folder === workspace;
  return isThere && (namespace === undefined || entry.namespace === namespace);
}

function sum(sized: readonly { readonly bytes: number }[]): number {
  return sized.reduce((total, { bytes }) => total + bytes, 0);
}

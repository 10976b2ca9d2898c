import type { CacheEntryInfo, CacheScope } from '../rooms/cache.js';
import type { SqlDriver } from '../rooms/store.js';
import type { Entry } from './entry.js';
import {
  columns,
  goneColumns,
  infoColumns,
  keyColumns,
  looseColumns,
  toEntry,
  toGone,
  toInfo,
  toKeyRow,
  toLooseRow,
  type Gone,
  type LooseRow,
} from './entry-rows.js';
import type { KeyRow } from './known-keys.js';
import { gracePriority, priorityOf } from './worth.js';

/** The table of entries. Every method throws what the driver throws. */
interface Entries {
  byExactKey(key: string): Entry | undefined;
  /** The newest entry of a content key. */
  byGate(gate: string): Entry | undefined;
  byLabel(label: number, bucket: string): Entry | undefined;
  info(id: string): CacheEntryInfo | undefined;
  body(id: string): Buffer | undefined;
  expiresMs(id: string): number | undefined;
  looseBefore(label: number, limit: number): readonly LooseRow[];
  /** From above a label, the lowest first. */
  keysAfter(label: number, limit: number): readonly KeyRow[];
  /** Newest first. */
  list(limit: number): readonly CacheEntryInfo[];
  totals(): { readonly entries: number; readonly bytes: number };
  /** `worth` in micro-dollars; see worth.ts for it, for `priority` and for `floor`. */
  insert(entry: Entry, worth: number, priority: number): void;
  touch(id: string, hits: number, usedMs: number, floor: number): void;
  /** Its grace is over: from now on it stands by its worth. */
  endGrace(id: string, floor: number): void;
  /** The entries that have their grace, oldest first. */
  inGrace(): readonly { readonly id: string; readonly bytes: number }[];
  removeKey(exactKey: string): readonly Gone[];
  /** Every key that begins so; keys are lower-case hex. */
  removeFrom(column: 'exact_key' | 'gate', start: string): readonly Gone[];
  removeId(id: string): readonly Gone[];
  /** The first ones, so many at most. */
  removeExpired(nowMs: number, limit: number): readonly Gone[];
  /** Those of the lowest priority, among equals the least recently used, until `bytes` are free; those in grace last. */
  removeLeast(bytes: number): {
    readonly gone: readonly Gone[];
    readonly ranks: readonly { readonly priority: number; readonly bytes: number }[];
  };
  floor(): number;
  keepFloor(floor: number): void;
  removeAll(scope: CacheScope): readonly Gone[];
}

/** Entries looked at in one go while making room. */
const evictBatch = 64;

export function openEntries(driver: SqlDriver): Entries {
  const take = (where: string, params: readonly (string | number)[]): readonly Gone[] => {
    const gone = driver.all(`SELECT ${goneColumns} FROM cache_entries ${where}`, params).map(toGone);
    if (gone.length === 0) return gone;
    driver.run(`DELETE FROM cache_vectors WHERE label IN (SELECT label FROM cache_entries ${where})`, params);
    driver.run(`DELETE FROM cache_entries ${where}`, params);
    return gone;
  };
  const one = (where: string, params: readonly (string | number)[]) => {
    const row = driver.get(`SELECT ${columns} FROM cache_entries WHERE ${where}`, params);
    return row && toEntry(row);
  };
  return {
    byExactKey: key => one('exact_key = ?', [key]),
    byGate: gate => one('gate = ? ORDER BY label DESC LIMIT 1', [gate]),
    byLabel: (label, bucket) => one('label = ? AND bucket = ?', [label, bucket]),
    info(id) {
      const row = driver.get(`SELECT ${infoColumns} FROM cache_entries WHERE id = ?`, [id]);
      return row && toInfo(row);
    },
    body(id) {
      const body = driver.get('SELECT body FROM cache_entries WHERE id = ?', [id])?.['body'];
      return Buffer.isBuffer(body) ? body : undefined;
    },
    expiresMs(id) {
      const row = driver.get('SELECT expires_ms FROM cache_entries WHERE id = ?', [id]);
      return row && Number(row['expires_ms']);
    },
    looseBefore: (label, limit) =>
      driver
        .all(
          `SELECT ${looseColumns} FROM cache_entries
           WHERE label < ? AND bucket IS NOT NULL AND text IS NOT NULL ORDER BY label DESC LIMIT ?`,
          [label, limit],
        )
        .map(toLooseRow),
    keysAfter: (label, limit) =>
      driver
        .all(`SELECT ${keyColumns} FROM cache_entries WHERE label > ? ORDER BY label LIMIT ?`, [label, limit])
        .map(toKeyRow),
    list: limit =>
      driver.all(`SELECT ${infoColumns} FROM cache_entries ORDER BY label DESC LIMIT ?`, [limit]).map(toInfo),
    totals() {
      const row = driver.get('SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes FROM cache_entries');
      return { entries: Number(row?.['entries'] ?? 0), bytes: Number(row?.['bytes'] ?? 0) };
    },
    insert(entry, worth, priority) {
      const { reply, loose, tie } = entry;
      const values = {
        id: entry.id,
        exact_key: entry.exactKey,
        bucket: loose?.bucket ?? null,
        gate: loose?.gate ?? null,
        text: loose?.text ?? null,
        workspace: entry.workspace,
        namespace: entry.namespace,
        folder: tie?.folder ?? null,
        tie: tie === undefined ? null : JSON.stringify(tie),
        model: entry.model,
        content_class: entry.contentClass,
        created_ms: entry.createdMs,
        expires_ms: entry.expiresMs,
        used_ms: entry.createdMs,
        hits: 0,
        bytes: entry.bytes,
        worth,
        priority,
        dialect: reply.dialect,
        form: reply.form,
        usage: JSON.stringify(reply.usage),
        model_served: reply.modelServed,
        provider_served: reply.providerServed,
        body: reply.body,
      };
      const names = Object.keys(values);
      driver.run(
        `INSERT INTO cache_entries (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        Object.values(values),
      );
    },
    touch(id, hits, usedMs, floor) {
      const row = driver.get('SELECT worth, hits, bytes, priority FROM cache_entries WHERE id = ?', [id]);
      if (row === undefined) return;
      const all = Number(row['hits']) + hits;
      const isInGrace = Number(row['priority']) === gracePriority;
      const own = priorityOf({ worth: Number(row['worth']), hits: all, bytes: Number(row['bytes']) }, floor);
      const priority = isInGrace ? gracePriority : own;
      driver.run('UPDATE cache_entries SET hits = ?, used_ms = max(used_ms, ?), priority = ? WHERE id = ?', [
        all,
        usedMs,
        priority,
        id,
      ]);
    },
    endGrace(id, floor) {
      const row = driver.get('SELECT worth, hits, bytes FROM cache_entries WHERE id = ?', [id]);
      if (row === undefined) return;
      const [worth, hits, bytes] = [row['worth'], row['hits'], row['bytes']].map(Number) as [number, number, number];
      driver.run('UPDATE cache_entries SET priority = ? WHERE id = ?', [priorityOf({ worth, hits, bytes }, floor), id]);
    },
    inGrace: () =>
      driver
        .all('SELECT id, bytes FROM cache_entries WHERE priority >= ? ORDER BY label', [gracePriority])
        .map(row => ({ id: String(row['id']), bytes: Number(row['bytes']) })),
    removeKey: key => take('WHERE exact_key = ?', [key]),
    removeFrom: (column, start) => take(`WHERE ${column} >= ? AND ${column} < ?`, [start, `${start}g`]),
    removeId: id => take('WHERE id = ?', [id]),
    removeExpired: (nowMs, limit) =>
      take(
        'WHERE label IN (SELECT label FROM cache_entries WHERE expires_ms <= ? ORDER BY expires_ms, label LIMIT ?)',
        [nowMs, limit],
      ),
    removeLeast(bytes) {
      const gone: Gone[] = [];
      const ranks: { readonly priority: number; readonly bytes: number }[] = [];
      for (let freed = 0; freed < bytes;) {
        const batch = driver.all(
          'SELECT id, bytes, priority FROM cache_entries ORDER BY priority, used_ms, label LIMIT ?',
          [evictBatch],
        );
        if (batch.length === 0) break;
        for (const row of batch) {
          if (freed >= bytes) break;
          gone.push(...take('WHERE id = ?', [String(row['id'])]));
          const rank = { priority: Number(row['priority']), bytes: Number(row['bytes']) };
          freed += rank.bytes;
          ranks.push(rank);
        }
      }
      return { gone, ranks };
    },
    floor: () => Number(driver.get('SELECT floor FROM cache_floor')?.['floor'] ?? 0),
    keepFloor: floor => void driver.run('UPDATE cache_floor SET floor = ?', [floor]),
    removeAll({ workspace, namespace }) {
      const conditions = [
        ...(workspace === undefined ? [] : [{ sql: '(workspace = ? OR folder = ?)', params: [workspace, workspace] }]),
        ...(namespace === undefined ? [] : [{ sql: 'namespace = ?', params: [namespace] }]),
      ];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
      return take(
        where,
        conditions.flatMap(({ params }) => params),
      );
    },
  };
}

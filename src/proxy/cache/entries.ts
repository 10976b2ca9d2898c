import { contentClasses, type ContentClass } from '../../protocol/content-classes.js';
import type { CacheEntryInfo, SqlDriver, SqlRow } from '../rooms.js';
import type { DialectName, StoredReply, Usage } from '../wire.js';
import type { Entry, LooseEntry } from './entry.js';
import type { KeyRow } from './known-keys.js';
import type { IndexPlace } from './worker-words.js';
import { priorityOf } from './worth.js';

/** An entry that went, and where the index has it. */
export interface Gone {
  readonly id: string;
  readonly exactKey: string;
  readonly bytes: number;
  readonly place: IndexPlace | undefined;
}

/** What of an entry can be compared with other wordings. */
export interface LooseRow {
  readonly label: number;
  readonly id: string;
  readonly bucket: string;
  readonly text: string;
  readonly gate: string | undefined;
  readonly createdMs: number;
  readonly expiresMs: number;
}

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
  /** `worth` in micro-dollars; see worth.ts for it and for `floor`. */
  insert(entry: Entry, worth: number, floor: number): void;
  touch(id: string, hits: number, usedMs: number, floor: number): void;
  removeKey(exactKey: string): readonly Gone[];
  /** Every key that begins so; keys are lower-case hex. */
  removeFrom(column: 'exact_key' | 'gate', start: string): readonly Gone[];
  removeId(id: string): readonly Gone[];
  removeExpired(nowMs: number): readonly Gone[];
  /** Those of the lowest priority, among equals the least recently used, until `bytes` are free. */
  removeLeast(bytes: number): { readonly gone: readonly Gone[]; readonly lastPriority: number };
  /** 0 without entries. */
  lowestPriority(): number;
  /** Everything, or everything of a workspace. */
  removeAll(workspace: string | undefined): readonly Gone[];
}

const columns = `label, id, exact_key, bucket, gate, text, workspace, model, content_class, created_ms, expires_ms, bytes, dialect,
  form, usage, model_served, provider_served, body`;
const infoColumns =
  'id, created_ms, expires_ms, bytes, hits, content_class, model, workspace, substr(text, 1, 160) AS text';
/** Entries looked at in one go while making room. */
const evictBatch = 64;

export function openEntries(driver: SqlDriver): Entries {
  const take = (where: string, params: readonly (string | number)[]): readonly Gone[] => {
    const gone = driver
      .all(`SELECT label, id, exact_key, bytes, bucket FROM cache_entries ${where}`, params)
      .map(toGone);
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
    body: id => blob(driver.get('SELECT body FROM cache_entries WHERE id = ?', [id])?.['body']),
    expiresMs(id) {
      const row = driver.get('SELECT expires_ms FROM cache_entries WHERE id = ?', [id]);
      return row && Number(row['expires_ms']);
    },
    looseBefore: (label, limit) =>
      driver
        .all(
          `SELECT label, id, bucket, text, gate, created_ms, expires_ms FROM cache_entries
           WHERE label < ? AND bucket IS NOT NULL AND text IS NOT NULL ORDER BY label DESC LIMIT ?`,
          [label, limit],
        )
        .map(toLooseRow),
    keysAfter: (label, limit) =>
      driver
        .all('SELECT label, exact_key, bucket, gate FROM cache_entries WHERE label > ? ORDER BY label LIMIT ?', [
          label,
          limit,
        ])
        .map(toKeyRow),
    list: limit =>
      driver.all(`SELECT ${infoColumns} FROM cache_entries ORDER BY label DESC LIMIT ?`, [limit]).map(toInfo),
    totals() {
      const row = driver.get('SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes FROM cache_entries');
      return { entries: Number(row?.['entries'] ?? 0), bytes: Number(row?.['bytes'] ?? 0) };
    },
    insert(entry, worth, floor) {
      const { reply, loose } = entry;
      driver.run(
        `INSERT INTO cache_entries (id, exact_key, bucket, gate, text, workspace, model, content_class, created_ms,
           expires_ms, used_ms, hits, bytes, worth, priority, dialect, form, usage, model_served, provider_served, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          entry.id,
          entry.exactKey,
          loose?.bucket ?? null,
          loose?.gate ?? null,
          loose?.text ?? null,
          entry.workspace,
          entry.model,
          entry.contentClass,
          entry.createdMs,
          entry.expiresMs,
          entry.createdMs,
          entry.bytes,
          worth,
          priorityOf({ worth, hits: 0, bytes: entry.bytes }, floor),
          reply.dialect,
          reply.form,
          JSON.stringify(reply.usage),
          reply.modelServed,
          reply.providerServed,
          reply.body,
        ],
      );
    },
    touch(id, hits, usedMs, floor) {
      const row = driver.get('SELECT worth, hits, bytes FROM cache_entries WHERE id = ?', [id]);
      if (row === undefined) return;
      const all = Number(row['hits']) + hits;
      const priority = priorityOf({ worth: Number(row['worth']), hits: all, bytes: Number(row['bytes']) }, floor);
      driver.run('UPDATE cache_entries SET hits = ?, used_ms = max(used_ms, ?), priority = ? WHERE id = ?', [
        all,
        usedMs,
        priority,
        id,
      ]);
    },
    removeKey: key => take('WHERE exact_key = ?', [key]),
    removeFrom: (column, start) => take(`WHERE ${column} >= ? AND ${column} < ?`, [start, `${start}g`]),
    removeId: id => take('WHERE id = ?', [id]),
    removeExpired: nowMs => take('WHERE expires_ms <= ?', [nowMs]),
    removeLeast(bytes) {
      const gone: Gone[] = [];
      let lastPriority = -Infinity;
      for (let freed = 0; freed < bytes;) {
        const batch = driver.all(
          'SELECT id, bytes, priority FROM cache_entries ORDER BY priority, used_ms, label LIMIT ?',
          [evictBatch],
        );
        if (batch.length === 0) break;
        for (const row of batch) {
          if (freed >= bytes) break;
          gone.push(...take('WHERE id = ?', [String(row['id'])]));
          freed += Number(row['bytes']);
          lastPriority = Number(row['priority']);
        }
      }
      return { gone, lastPriority };
    },
    lowestPriority: () => Number(driver.get('SELECT min(priority) AS lowest FROM cache_entries')?.['lowest'] ?? 0),
    removeAll: workspace => (workspace === undefined ? take('', []) : take('WHERE workspace = ?', [workspace])),
  };
}

function toEntry(row: SqlRow): Entry {
  const text = row['text'];
  const loose: LooseEntry | undefined =
    row['bucket'] === null || text === null
      ? undefined
      : {
          bucket: word(row, 'bucket'),
          text: word(row, 'text'),
          gate: row['gate'] === null ? undefined : word(row, 'gate'),
        };
  return {
    id: word(row, 'id'),
    exactKey: word(row, 'exact_key'),
    workspace: word(row, 'workspace'),
    model: word(row, 'model'),
    contentClass: classOf(row),
    createdMs: Number(row['created_ms']),
    expiresMs: Number(row['expires_ms']),
    bytes: Number(row['bytes']),
    reply: toReply(row),
    loose,
  };
}

function toLooseRow(row: SqlRow): LooseRow {
  return {
    label: Number(row['label']),
    id: word(row, 'id'),
    bucket: word(row, 'bucket'),
    text: word(row, 'text'),
    gate: row['gate'] === null ? undefined : word(row, 'gate'),
    createdMs: Number(row['created_ms']),
    expiresMs: Number(row['expires_ms']),
  };
}

function toKeyRow(row: SqlRow): KeyRow {
  const given = (name: string) => (row[name] === null ? undefined : word(row, name));
  return {
    label: Number(row['label']),
    exactKey: word(row, 'exact_key'),
    bucket: given('bucket'),
    gate: given('gate'),
  };
}

function toReply(row: SqlRow): StoredReply {
  const body = blob(row['body']);
  if (!body) throw new TypeError('A cached body is not a blob.');
  return {
    dialect: word(row, 'dialect') as DialectName,
    form: row['form'] === 'stream' ? 'stream' : 'whole',
    body,
    usage: JSON.parse(word(row, 'usage')) as Usage,
    modelServed: word(row, 'model_served'),
    providerServed: word(row, 'provider_served'),
  };
}

function toInfo(row: SqlRow): CacheEntryInfo {
  const text = row['text'] === null ? '' : word(row, 'text').replace(/\s+/g, ' ').trim();
  return {
    id: word(row, 'id'),
    createdMs: Number(row['created_ms']),
    expiresMs: Number(row['expires_ms']),
    bytes: Number(row['bytes']),
    hits: Number(row['hits']),
    contentClass: classOf(row),
    model: word(row, 'model'),
    workspace: word(row, 'workspace'),
    preview: text.length > 80 ? `${text.slice(0, 79)}…` : text,
  };
}

function toGone(row: SqlRow): Gone {
  return {
    id: word(row, 'id'),
    exactKey: word(row, 'exact_key'),
    bytes: Number(row['bytes']),
    place: row['bucket'] === null ? undefined : { label: Number(row['label']), bucket: word(row, 'bucket') },
  };
}

/** A class that this version does not know is none. */
function classOf(row: SqlRow): ContentClass {
  return contentClasses.find(name => name === row['content_class']) ?? 'other';
}

/** A damaged page can come back as any type. */
function word(row: SqlRow, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new TypeError(`The cached column '${name}' is not text.`);
  return value;
}

function blob(value: SqlRow[string] | undefined): Buffer | undefined {
  return Buffer.isBuffer(value) ? value : undefined;
}

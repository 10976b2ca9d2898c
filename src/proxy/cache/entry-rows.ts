import { contentClasses, type ContentClass } from '../../protocol/content-classes.js';
import type { CacheEntryInfo } from '../rooms/cache.js';
import type { SqlRow } from '../rooms/store.js';
import type { DialectName, StoredReply, Usage } from '../wire.js';
import type { Entry, LooseEntry } from './entry.js';
import type { KeyRow } from './known-keys.js';
import type { IndexPlace } from './worker-words.js';
import type { Tie } from './workspace/workspaces.js';

// How rows of the table of entries are read. Each throws a TypeError for a row that a damaged page gave.

export const columns = `label, id, exact_key, bucket, gate, text, workspace, namespace, tie, model, content_class,
  created_ms, expires_ms, bytes, dialect, form, usage, model_served, provider_served, body`;
export const infoColumns = `id, created_ms, expires_ms, bytes, hits, content_class, model, workspace, namespace, tie,
  substr(text, 1, 160) AS text`;
export const looseColumns = 'label, id, bucket, text, gate, content_class, created_ms, expires_ms';
export const keyColumns = 'label, exact_key, bucket, gate';
export const goneColumns = 'label, id, exact_key, bytes, bucket';

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
  readonly contentClass: ContentClass;
  readonly createdMs: number;
  readonly expiresMs: number;
}

export function toEntry(row: SqlRow): Entry {
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
    namespace: word(row, 'namespace'),
    tie: tieOf(row),
    model: word(row, 'model'),
    contentClass: classOf(row),
    createdMs: Number(row['created_ms']),
    expiresMs: Number(row['expires_ms']),
    bytes: Number(row['bytes']),
    reply: toReply(row),
    loose,
  };
}

export function toLooseRow(row: SqlRow): LooseRow {
  return {
    label: Number(row['label']),
    id: word(row, 'id'),
    bucket: word(row, 'bucket'),
    text: word(row, 'text'),
    gate: row['gate'] === null ? undefined : word(row, 'gate'),
    contentClass: classOf(row),
    createdMs: Number(row['created_ms']),
    expiresMs: Number(row['expires_ms']),
  };
}

export function toKeyRow(row: SqlRow): KeyRow {
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

export function toInfo(row: SqlRow): CacheEntryInfo {
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
    namespace: word(row, 'namespace'),
    tiedTo: tiedTo(tieOf(row)),
    preview: text.length > 80 ? `${text.slice(0, 79)}…` : text,
  };
}

export function toGone(row: SqlRow): Gone {
  return {
    id: word(row, 'id'),
    exactKey: word(row, 'exact_key'),
    bytes: Number(row['bytes']),
    place: row['bucket'] === null ? undefined : { label: Number(row['label']), bucket: word(row, 'bucket') },
  };
}

function tieOf(row: SqlRow): Tie | undefined {
  return row['tie'] === null ? undefined : (JSON.parse(word(row, 'tie')) as Tie);
}

function tiedTo(tie: Tie | undefined): readonly string[] {
  if (tie === undefined) return [];
  return [...(tie.git === null || tie.folder === null ? [] : [tie.folder]), ...tie.files.map(([path]) => path)];
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

import type { SqlDriver } from '../rooms/store.js';
import { shelfOf } from './vectors.js';

/** A searchable entry that a model has not read yet. */
export interface UnreadRow {
  readonly label: number;
  readonly bucket: string;
  readonly text: string;
}

export interface StoredVector {
  readonly label: number;
  readonly vector: Float32Array;
}

/** What a model's indexes are made from, read by the worker itself. Methods throw what the driver throws. */
export interface VectorSource {
  /** Changes when the database was emptied and labels began anew. */
  storeId(): string;
  /** Every searchable entry up to this label was read by the model; 0 before it began. */
  upto(): number;
  /** Searchable entries beyond a label, in order. */
  unread(after: number, limit: number): readonly UnreadRow[];
  countUnread(after: number): number;
  holds(bucket: string): boolean;
  /** The partition has more vectors than this. */
  isBig(bucket: string, limit: number): boolean;
  /** All such partitions. */
  big(limit: number): readonly string[];
  /** All labels of a partition, in order. */
  labels(bucket: string): Uint32Array;
  /** Vectors of a partition beyond a label, in order. */
  vectors(bucket: string, after: number, limit: number): readonly StoredVector[];
  vector(label: number): Float32Array | undefined;
}

/** Labels read at a time, as one text: a row for each would cost more than everything else at start. */
const labelSlice = 50_000;

export function openVectorSource(
  driver: SqlDriver,
  model: { readonly id: string; readonly dims: number },
): VectorSource {
  const number = '(SELECT number FROM cache_models WHERE id = ?)';
  return {
    storeId: () => String(driver.get('SELECT id FROM cache_identity')?.['id'] ?? ''),
    upto: () => Number(driver.get('SELECT upto FROM cache_models WHERE id = ?', [model.id])?.['upto'] ?? 0),
    unread: (after, limit) =>
      driver
        .all(
          `SELECT label, bucket, text FROM cache_entries
           WHERE label > ? AND text IS NOT NULL AND bucket IS NOT NULL ORDER BY label LIMIT ?`,
          [after, limit],
        )
        .map(row => ({ label: Number(row['label']), bucket: String(row['bucket']), text: String(row['text']) })),
    countUnread: after =>
      Number(
        driver.get(
          'SELECT count(*) AS rows FROM cache_entries WHERE label > ? AND text IS NOT NULL AND bucket IS NOT NULL',
          [after],
        )?.['rows'],
      ),
    holds: bucket =>
      driver.get(`SELECT 1 AS one FROM cache_vectors WHERE model = ${number} AND shelf = ? LIMIT 1`, [
        model.id,
        shelfOf(bucket),
      ]) !== undefined,
    isBig: (bucket, limit) =>
      Number(
        driver.get(
          `SELECT count(*) AS rows FROM (
             SELECT 1 FROM cache_vectors WHERE model = ${number} AND shelf = ? LIMIT ?)`,
          [model.id, shelfOf(bucket), limit + 1],
        )?.['rows'],
      ) > limit,
    big: limit =>
      driver
        .all(
          `SELECT e.bucket AS bucket FROM cache_entries e JOIN (
             SELECT max(label) AS label FROM cache_vectors WHERE model = ${number}
             GROUP BY shelf HAVING count(*) > ?) v ON v.label = e.label`,
          [model.id, limit],
        )
        .map(row => String(row['bucket'])),
    labels(bucket) {
      const slices: Uint32Array[] = [];
      for (let after = -1; ;) {
        const row = driver.get(
          `SELECT group_concat(label) AS labels, max(label) AS last, count(*) AS rows FROM (
             SELECT label FROM cache_vectors WHERE model = ${number} AND shelf = ? AND label > ?
             ORDER BY label LIMIT ${labelSlice})`,
          [model.id, shelfOf(bucket), after],
        );
        if (row === undefined || Number(row['rows']) === 0) return joined(slices);
        after = Number(row['last']);
        // The rows come in order, though SQL does not say in which order they are put together.
        slices.push(Uint32Array.from(String(row['labels']).split(','), Number).sort());
      }
    },
    vectors: (bucket, after, limit) =>
      driver
        .all(
          `SELECT label, vector FROM cache_vectors WHERE model = ${number} AND shelf = ? AND label > ?
           ORDER BY label LIMIT ?`,
          [model.id, shelfOf(bucket), after, limit],
        )
        .flatMap(row => {
          const vector = fromBlob(row['vector'], model.dims);
          return vector === undefined ? [] : [{ label: Number(row['label']), vector }];
        }),
    vector: label =>
      fromBlob(
        driver.get(`SELECT vector FROM cache_vectors WHERE label = ? AND model = ${number}`, [label, model.id])?.[
          'vector'
        ],
        model.dims,
      ),
  };
}

/** Float32, little-endian, as every platform of ours has it in memory. */
function fromBlob(value: unknown, dims: number): Float32Array | undefined {
  if (!Buffer.isBuffer(value) || value.byteLength !== dims * 4) return undefined;
  // Copied, because a blob may begin at any byte and floats may not.
  return new Float32Array(Uint8Array.from(value).buffer);
}

function joined(slices: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(slices.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const slice of slices) {
    all.set(slice, at);
    at += slice.length;
  }
  return all;
}

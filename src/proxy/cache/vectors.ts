import type { SqlDriver } from '../rooms.js';
import type { IndexRow } from './worker-words.js';

/** The table of vectors: the truth that every index is made from. Methods throw what the driver throws. */
export interface Vectors {
  /**
   * Searchable entries beyond a label, in order: with their vector where this model made one, else with their text.
   */
  after(label: number, limit: number): readonly IndexRow[];
  /** False when the entry went in the meantime; nothing is kept then. */
  save(label: number, vector: Float32Array): boolean;
  /** Forgets the vectors of every other model. */
  dropOthers(): void;
}

export function openVectors(driver: SqlDriver, modelId: string, dims: number): Vectors {
  return {
    after: (label, limit) =>
      driver
        .all(
          `SELECT e.label AS label, e.bucket AS bucket, e.text AS text, v.vector AS vector
           FROM cache_entries e LEFT JOIN cache_vectors v ON v.label = e.label AND v.model = ?
           WHERE e.label > ? AND e.text IS NOT NULL AND e.bucket IS NOT NULL ORDER BY e.label LIMIT ?`,
          [modelId, label, limit],
        )
        .map(row => {
          const vector = fromBlob(row['vector'], dims);
          return {
            label: Number(row['label']),
            bucket: String(row['bucket']),
            content: vector ? { vector } : { text: String(row['text']) },
          };
        }),
    save: (label, vector) =>
      driver.run(
        `INSERT OR REPLACE INTO cache_vectors (label, model, vector)
         SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM cache_entries WHERE label = ?)`,
        [label, modelId, toBlob(vector), label],
      ).changes > 0,
    dropOthers: () => void driver.run('DELETE FROM cache_vectors WHERE model <> ?', [modelId]),
  };
}

/** Float32, little-endian, as every platform of ours has it in memory. */
function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

function fromBlob(value: unknown, dims: number): Float32Array | undefined {
  if (!Buffer.isBuffer(value) || value.byteLength !== dims * 4) return undefined;
  // Copied, because a blob may begin at any byte and floats may not.
  return new Float32Array(Uint8Array.from(value).buffer);
}

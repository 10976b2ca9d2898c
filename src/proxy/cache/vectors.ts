import type { SqlDriver } from '../rooms/store.js';

/** Vectors that were just made, in the order of their labels. */
export interface MadeVectors {
  /** Everything searchable up to this label was read, also what the model could not take. */
  readonly upto: number;
  readonly labels: readonly number[];
  readonly shelves: readonly number[];
  /** One after another, as float32. */
  readonly packed: Float32Array<ArrayBuffer>;
}

/**
 * The vectors of one model as the main thread writes them: it alone changes the database. They are the truth that every
 * index is made from. Methods throw what the driver throws.
 */
export interface Vectors {
  /** Returns the labels of entries that went in the meantime, of which nothing is kept. */
  save(made: MadeVectors): readonly number[];
}

/**
 * `name` is what the catalogue calls the model, `modelId` its bytes. One name has one id: vectors of an earlier version
 * are given up.
 */
export function openVectors(
  driver: SqlDriver,
  model: { readonly id: string; readonly name: string; readonly dims: number },
): Vectors {
  const number = numberOf(driver, model);
  return {
    save: ({ upto, labels, shelves, packed }) =>
      driver.transaction(() => {
        const gone: number[] = [];
        for (const [i, label] of labels.entries()) {
          const bytes = Buffer.from(packed.buffer, packed.byteOffset + i * model.dims * 4, model.dims * 4);
          const { changes } = driver.run(
            `INSERT OR REPLACE INTO cache_vectors (label, model, shelf, vector)
             SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM cache_entries WHERE label = ?)`,
            [label, number, shelves[i] ?? 0, bytes, label],
          );
          if (changes === 0) gone.push(label);
        }
        driver.run('UPDATE cache_models SET upto = max(upto, ?) WHERE number = ?', [upto, number]);
        return gone;
      }),
  };
}

/** Drops a share of the vectors of models that are not in `keep`; true while there are more. */
export function dropVectors(driver: SqlDriver, keep: readonly string[], limit: number): boolean {
  const other = driver.all('SELECT number, id FROM cache_models').find(row => !keep.includes(String(row['id'])))?.[
    'number'
  ];
  if (other === undefined) return false;
  const { changes } = driver.run(
    'DELETE FROM cache_vectors WHERE rowid IN (SELECT rowid FROM cache_vectors WHERE model = ? LIMIT ?)',
    [Number(other), limit],
  );
  if (changes === 0) driver.run('DELETE FROM cache_models WHERE number = ?', [Number(other)]);
  return true;
}

/** Ids of the models that have vectors, with their names. */
export function knownModels(driver: SqlDriver): readonly { readonly id: string; readonly name: string }[] {
  return driver
    .all('SELECT id, name FROM cache_models')
    .map(row => ({ id: String(row['id']), name: String(row['name']) }));
}

function numberOf(driver: SqlDriver, { id, name }: { readonly id: string; readonly name: string }): number {
  return driver.transaction(() => {
    driver.run('INSERT OR IGNORE INTO cache_models (id, name, upto) VALUES (?, ?, 0)', [id, name]);
    driver.run('UPDATE cache_models SET name = ? WHERE id = ?', [name, id]);
    return Number(driver.get('SELECT number FROM cache_models WHERE id = ?', [id])?.['number']);
  });
}

/** A partition's number: two that share one, by a chance of 2^-48, are told apart when an entry is read. */
export function shelfOf(bucket: string): number {
  return Number.parseInt(bucket.slice(0, 12), 16);
}

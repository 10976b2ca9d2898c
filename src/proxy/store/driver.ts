import type { SqlDriver, SqlRow } from '../rooms/store.js';
import { bindable } from './bind.js';
import type { RawDatabase, RawStatement } from './engine.js';
import { explain } from './errors.js';

/** Statements kept prepared. The SQL of this product is a fixed set far below it; the bound is for surprises. */
const maxStatements = 256;

/**
 * The guarded driver over any engine: checks what is bound, keeps statements prepared, and gives rows of plain values.
 * Throws {@link StoreError} for faults of the file, {@link BindError} for values, and the engine's error for bad SQL.
 */
export function makeDriver(engine: string, database: RawDatabase, file: string, isReader = false): SqlDriver {
  const statements = new Map<string, RawStatement>();
  let open = true;
  let depth = 0;

  const guarded = <T>(work: () => T): T => {
    // libsql goes on writing through statements of a closed database.
    if (!open) throw new Error(`The database ${file} is closed.`);
    try {
      return work();
    } catch (error) {
      throw explain(error, file);
    }
  };
  const prepared = (sql: string): RawStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= maxStatements) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const exec = (sql: string) => guarded(() => database.exec(sql));

  return {
    engine,
    exec,
    run: (sql, params = []) => guarded(() => ({ changes: prepared(sql).run(bindable(params)).changes })),
    get: (sql, params = []) =>
      guarded(() => {
        const row = prepared(sql).get(bindable(params));
        return row === undefined ? undefined : toRow(row);
      }),
    all: (sql, params = []) => guarded(() => prepared(sql).all(bindable(params)).map(toRow)),
    transaction<T>(work: () => T): T {
      // An inner transaction is part of the outer one, which fails as a whole.
      if (depth === 0) exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        if (depth === 1) exec('COMMIT');
        return result;
      } catch (error) {
        if (depth === 1) rollBack(database);
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close() {
      if (!open) return;
      open = false;
      statements.clear();
      if (isReader) database.close();
      else closeClean(database);
    },
  };
}

/** Some errors (a full disk, for one) have rolled back already, and a second time is an error of its own. */
function rollBack(database: RawDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // What made the transaction fail is what the caller must hear.
  }
}

/** Empties the write-ahead log, so that the next start can tell a clean end from a crash. */
function closeClean(database: RawDatabase): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Another program is reading, or the file is gone: the log is then folded in by whoever opens it next.
  }
  database.close();
}

/** libsql adds a `_metadata` column of its own, and gives blobs as Buffer or as ArrayBuffer depending on the call. */
function toRow(raw: object): SqlRow {
  const row: Record<string, number | string | null | Buffer> = {};
  for (const [name, value] of Object.entries(raw as Record<string, unknown>)) {
    if (name !== '_metadata') row[name] = toValue(value);
  }
  return row;
}

function toValue(value: unknown): number | string | null | Buffer {
  if (typeof value === 'number' || typeof value === 'string' || value === null) return value;
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (typeof value === 'bigint') return Number(value);
  throw new TypeError(`An engine gave a column of type ${typeof value}.`);
}

import { createRequire } from 'node:module';
import type Libsql from 'libsql';
import type { RawDatabase, RawStatement, SqlEngine } from './engine.js';

/**
 * libsql, or undefined where its binary cannot be loaded. It is asked for at run time, because a platform without a
 * binary must be no crash at start-up.
 *
 * Every call binds one array: a lone buffer or object as the argument ends the whole process from inside the addon.
 */
export function loadLibsql(): SqlEngine | undefined {
  let Database: typeof Libsql;
  try {
    Database = createRequire(import.meta.url)('libsql') as typeof Libsql;
  } catch {
    // Not installed, or no binary for this platform: the next engine is tried, and its absence is what is reported.
    return undefined;
  }
  return { name: 'libsql', open: file => openDatabase(new Database(file)) };
}

function openDatabase(database: Libsql.Database): RawDatabase {
  return {
    exec: sql => void database.exec(sql),
    prepare: sql => toStatement(database.prepare(sql)),
    close: () => void database.close(),
  };
}

function toStatement(statement: Libsql.Statement): RawStatement {
  return {
    run: params => ({ changes: statement.run(params).changes }),
    get: params => statement.get(params) as object | undefined,
    all: params => statement.all(params) as object[],
  };
}

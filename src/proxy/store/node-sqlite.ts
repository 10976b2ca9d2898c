import { createRequire } from 'node:module';
import type { BoundValue, RawDatabase, SqlEngine } from './engine.js';

/** The part of `node:sqlite` that is used; the types of Node 20 do not know the module. */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string) => NodeDatabase;
}
interface NodeDatabase {
  exec(sql: string): void;
  prepare(sql: string): NodeStatement;
  close(): void;
}
interface NodeStatement {
  run(...params: readonly BoundValue[]): { readonly changes: number | bigint };
  get(...params: readonly BoundValue[]): object | undefined;
  all(...params: readonly BoundValue[]): object[];
}

/** The engine inside Node 22.13 and newer; undefined in older ones. */
export function loadNodeSqlite(): SqlEngine | undefined {
  let sqlite: NodeSqlite;
  try {
    sqlite = createRequire(import.meta.url)('node:sqlite') as NodeSqlite;
  } catch {
    // This Node has none, which loadEngine reports when it was the last one to try.
    return undefined;
  }
  return { name: 'node:sqlite', open: file => openDatabase(new sqlite.DatabaseSync(file)) };
}

function openDatabase(database: NodeDatabase): RawDatabase {
  return {
    exec: sql => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: params => ({ changes: Number(statement.run(...params).changes) }),
        get: params => statement.get(...params),
        all: params => statement.all(...params),
      };
    },
    close: () => database.close(),
  };
}

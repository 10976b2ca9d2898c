import type { SqlValue } from '../rooms/store.js';
import { StoreError } from './errors.js';
import { loadLibsql } from './libsql.js';
import { loadNodeSqlite } from './node-sqlite.js';

/** What every engine takes once a value has passed the guard. */
export type BoundValue = Exclude<SqlValue, boolean>;

export interface RawStatement {
  run(params: readonly BoundValue[]): { readonly changes: number };
  get(params: readonly BoundValue[]): object | undefined;
  all(params: readonly BoundValue[]): readonly object[];
}

/** One open file as an engine gives it: unguarded, so only the driver may hold it. */
export interface RawDatabase {
  exec(sql: string): void;
  prepare(sql: string): RawStatement;
  close(): void;
}

export interface SqlEngine {
  readonly name: string;
  /** Throws the engine's own error. */
  open(file: string): RawDatabase;
}

/** Gives the engine, or undefined where it is not installed or has no binary for this platform. */
export type EngineLoader = () => SqlEngine | undefined;

/** In the order they are tried. libsql runs on every supported Node; the built-in one only from 22.13 up. */
export const engineLoaders: readonly EngineLoader[] = [loadLibsql, loadNodeSqlite];

/** The first engine that loads. Throws {@link StoreError} `no-engine` when none does. */
export function loadEngine(loaders: readonly EngineLoader[] = engineLoaders): SqlEngine {
  for (const load of loaders) {
    const engine = load();
    if (engine !== undefined) return engine;
  }
  throw new StoreError('no-engine', 'sqlite');
}

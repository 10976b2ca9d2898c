import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StoredRow } from './columns.js';

/**
 * Rows on their way into the database. One write to an append-only file takes microseconds and survives a killed
 * process, a database transaction takes a hundred times that; so a row is safe here at once and the database gets many
 * rows together a moment later.
 */
export interface Journal {
  /** The row survives the process when this returns. Throws what the file system throws. */
  append(row: StoredRow): void;
  /** Every row so far is in the database. */
  clear(): void;
  close(): void;
}

/** Begins a journal beside the database; each process has its own, because several may share a data folder. */
export function openJournal(database: string): Journal {
  const file = `${database}${suffix}${process.pid}`;
  let descriptor: number | undefined;
  let empty = true;
  return {
    append(row) {
      descriptor ??= openSync(file, 'a', 0o600);
      writeSync(descriptor, `${JSON.stringify(row)}\n`);
      empty = false;
    },
    clear() {
      if (descriptor === undefined || empty) return;
      ftruncateSync(descriptor);
      empty = true;
    },
    close() {
      if (descriptor === undefined) return;
      closeSync(descriptor);
      descriptor = undefined;
      if (empty) rmSync(file, { force: true });
    },
  };
}

/** What a process left behind that was killed before the database had its rows. */
export interface LeftBehind {
  readonly rows: readonly StoredRow[];
  /** Call when the rows are in the database. */
  remove(): void;
}

/** Finds the journals of processes that are no more. Lines that make no sense were cut by a full disk; they are left out. */
export function findLeftBehind(database: string): LeftBehind {
  const folder = dirname(database);
  const start = `${basename(database)}${suffix}`;
  const files = (existsSync(folder) ? readdirSync(folder) : [])
    .filter(name => name.startsWith(start) && !isAlive(Number(name.slice(start.length))))
    .map(name => join(folder, name));
  return {
    rows: files.flatMap(file => readFileSync(file, 'utf8').split('\n').flatMap(readRow)),
    remove: () => files.forEach(file => rmSync(file, { force: true })),
  };
}

const suffix = '.journal-';

function readRow(line: string): readonly StoredRow[] {
  if (line === '') return [];
  try {
    const row = JSON.parse(line) as Partial<StoredRow>;
    return typeof row.id === 'string' && typeof row.atMs === 'number' ? [row as StoredRow] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** A number that was given to another program since also counts as alive; its journal then waits for a later start. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

import { basename } from 'node:path';
import type { SqlDriver } from '../rooms/store.js';
import { makeDriver } from './driver.js';
import { loadEngine, type SqlEngine } from './engine.js';
import { StoreError, explain } from './errors.js';
import { endedUncleanly, identityOf, prepareFile, setAside, sizeOf } from './file.js';
import { migrate } from './migrate.js';

export interface OpenSqlOptions {
  /** Numbered SQL steps that bring the file up to date; see {@link migrate}. Without them the schema is left alone. */
  readonly steps?: readonly string[];
  /** Reads the whole file for damage, whatever its size and however it was closed. */
  readonly check?: boolean;
  /** How long a call waits for another program's lock, in milliseconds. It blocks the thread; 2,000 by default. */
  readonly busyMs?: number;
  /** The first engine that loads, unless one is given. */
  readonly engine?: SqlEngine;
}

export interface OpenedSql {
  readonly driver: SqlDriver;
  /** One sentence when a damaged file was set aside and a new one begun. */
  readonly recovered: string | undefined;
  /** The file was removed or replaced since: what is written now is lost with it. Costs about 3 microseconds. */
  gone(): boolean;
}

/** Above this size a crash is no reason to read the whole file at start: WAL survives crashes, and it takes seconds. */
const maxCheckedBytes = 32 * 1024 * 1024;

/**
 * Opens a database file, made for its owner only when it is missing, with a write-ahead log. A damaged file is renamed
 * to `<file>.damaged-<time it was last written>` and a new one begun. Throws {@link StoreError}.
 */
export function openSql(file: string, options: OpenSqlOptions = {}): OpenedSql {
  const engine = options.engine ?? loadEngine();
  try {
    return opened(file, openOnce(engine, file, options), undefined);
  } catch (error) {
    if (!(error instanceof StoreError && error.reason === 'damaged')) throw error;
  }
  const aside = moveAside(file);
  const recovered = `The database ${basename(file)} was damaged: it was kept as ${basename(aside)} and a new one was begun.`;
  return opened(file, openOnce(engine, file, options), recovered);
}

/**
 * A second way into a database that this process has open already, for another thread: it reads beside the writer and
 * changes nothing. Throws {@link StoreError}.
 */
export function openReader(file: string): SqlDriver {
  try {
    const engine = loadEngine();
    const driver = makeDriver(engine.name, engine.open(file), file, true);
    driver.exec(`PRAGMA busy_timeout = ${readerBusyMs}; PRAGMA query_only = 1`);
    return driver;
  } catch (error) {
    throw explain(error, file);
  }
}

/** Readers wait for nobody while the log is there; only its making and its end take a lock, for a moment. */
const readerBusyMs = 2_000;

function opened(file: string, driver: SqlDriver, recovered: string | undefined): OpenedSql {
  const identity = identityOf(file);
  return { driver, recovered, gone: () => identityOf(file) !== identity };
}

function openOnce(engine: SqlEngine, file: string, options: OpenSqlOptions): SqlDriver {
  let driver: SqlDriver | undefined;
  try {
    prepareFile(file);
    const doubtful = options.check === true || (endedUncleanly(file) && sizeOf(file) <= maxCheckedBytes);
    driver = makeDriver(engine.name, engine.open(file), file);
    driver.exec(`PRAGMA busy_timeout = ${options.busyMs ?? 2_000}`);
    // NORMAL loses nothing when the process dies; only a power cut may take the last moments.
    driver.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    if (doubtful) requireSound(driver, file);
    if (options.steps !== undefined) migrate(driver, options.steps, file);
    return driver;
  } catch (error) {
    driver?.close();
    throw explain(error, file);
  }
}

function requireSound(driver: SqlDriver, file: string): void {
  const finding = driver.get('PRAGMA quick_check(1)');
  if (Object.values(finding ?? {})[0] !== 'ok') throw new StoreError('damaged', file);
}

function moveAside(file: string): string {
  try {
    return setAside(file);
  } catch (error) {
    throw explain(error, file);
  }
}

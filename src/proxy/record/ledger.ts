import type { Clock } from '../prompt.js';
import { UnreadableError } from '../rooms/record.js';
import type { Verdict } from '../past.js';
import type { SqlDriver } from '../rooms/store.js';
import { findLeftBehind, openJournal } from './journal.js';
import type { Journal } from './journal.js';
import {
  fromSql,
  insertRow,
  ledgerSteps,
  markRow,
  noteRow,
  selectFirst,
  selectNewest,
  selectPage,
  selectRecent,
  selectRow,
  toParams,
} from './columns.js';
import type { StoredRow } from './columns.js';
import { countedIn } from './sums.js';

/** A database file as the store opens it. */
export interface LedgerFile {
  readonly driver: SqlDriver;
  readonly recovered: string | undefined;
  gone(): boolean;
}
/** Opens a database file; the store's `openSql` is one. Throws when it cannot. */
export type OpenFile = (
  file: string,
  options: { readonly steps: readonly string[]; readonly check: boolean; readonly busyMs: number },
) => LedgerFile;

export interface LedgerParts {
  readonly file: string;
  readonly openSql: OpenFile;
  readonly clock: Clock;
  /** Rows that may wait in memory while the file cannot be written; the oldest go first. 10,000 by default. */
  readonly maxWaiting?: number;
}

/** The file of rows. Nothing here throws: what cannot be written waits, what cannot be read is not there. */
export interface Ledger {
  /** The row survives the process when this returns, or waits in memory and {@link trouble} says so. */
  add(row: StoredRow): void;
  row(id: string): StoredRow | undefined;
  /** False when there is no such row or it cannot be written. */
  mark(id: string, verdict: Verdict): boolean;
  /** Newest first. */
  rows(limit: number): readonly StoredRow[];
  /** Likewise, without counts of tokens. */
  recent(limit: number): readonly StoredRow[];
  /** Oldest first. Reading on throws {@link UnreadableError} when the file cannot be read. */
  pages(sinceMs: number): Iterable<readonly StoredRow[]>;
  /** Reads by SQL; `fallback` when the file cannot be read. */
  read<T>(work: (driver: SqlDriver) => T, fallback: T): T;
  /** Writes by SQL beside the rows. What cannot be written is left out. */
  change(work: (driver: SqlDriver) => void): void;
  trouble(): string | undefined;
  /** What happened to a damaged file, in one sentence. */
  recovered(): string | undefined;
  close(): void;
}

/** A lock holds up the whole process while it is waited for, so the ledger waits only this long. */
const busyMs = 100;
/** Between two tries at a file that cannot be written. */
const retryMs = 1_000;
/** Rows in the journal go to the database this long after the first of them. Reading does not wait for it. */
const gatherMs = 100;
/** Who takes over from a process that was killed this instant may be so quick that it still looks alive. */
const adoptAgainMs = 3_000;
/** So many rows do not wait for the time to pass. */
const gatherRows = 500;
/** Reading so many takes a millisecond or two. */
const pageRows = 100;

export function openLedger(parts: LedgerParts): Ledger {
  return new FileLedger(parts);
}

class FileLedger implements Ledger {
  private opened: LedgerFile | undefined;
  private waiting: StoredRow[] = [];
  private dropped = 0;
  private fault: string | undefined;
  private repaired: string | undefined;
  /** The next opening reads the whole file for damage. */
  private suspect = false;
  private retryTick = 0;
  private timer: NodeJS.Timeout | undefined;
  private gathering: NodeJS.Timeout | undefined;
  private readonly adopting: NodeJS.Timeout;
  private readonly maxWaiting: number;
  private readonly journal: Journal;

  constructor(private readonly parts: LedgerParts) {
    this.maxWaiting = parts.maxWaiting ?? 10_000;
    this.journal = openJournal(parts.file);
    this.attempt(() => this.file());
    if (this.opened !== undefined) this.attempt(() => this.adopt());
    this.adopting = setTimeout(() => this.attempt(() => this.adopt()), adoptAgainMs).unref();
  }

  add(row: StoredRow): void {
    this.waiting.push(row);
    if (this.waiting.length > this.maxWaiting) {
      this.waiting.shift();
      this.dropped += 1;
    }
    const calm = this.fault === undefined && this.waiting.length < gatherRows && this.noted(row);
    if (calm) this.gathering ??= setTimeout(() => this.flush(), gatherMs).unref();
    else this.flush();
  }

  row(id: string): StoredRow | undefined {
    this.flush();
    const waiting = this.waiting.find(row => row.id === id);
    return waiting ?? this.read(driver => firstRow(driver, id), undefined);
  }

  mark(id: string, verdict: Verdict): boolean {
    this.flush();
    const at = this.waiting.findIndex(row => row.id === id);
    const waiting = this.waiting[at];
    const mayMark = waiting !== undefined && (isSaid(verdict) || mayGiveWay(waiting.verdict));
    if (mayMark) this.waiting[at] = { ...waiting, verdict };
    const sql = isSaid(verdict) ? markRow : noteRow;
    const written = () => this.file().driver.run(sql, [verdict, id]).changes > 0;
    return waiting !== undefined || this.attempt(written) === true;
  }

  rows(limit: number): readonly StoredRow[] {
    return this.newest(limit, selectNewest, () => true);
  }

  recent(limit: number): readonly StoredRow[] {
    return this.newest(limit, selectRecent, ({ dialect }) => dialect !== 'anthropic-count-tokens');
  }

  *pages(sinceMs: number): Iterable<readonly StoredRow[]> {
    const first = this.readOrThrow(driver => driver.get(selectFirst, [sinceMs])?.['seq'] ?? null);
    for (let next = first; next !== null;) {
      const from = Number(next);
      const page = this.readOrThrow(driver => driver.all(selectPage, [from, sinceMs, pageRows]));
      if (page.length > 0) yield page.map(fromSql);
      next = page.length < pageRows ? null : Number(page.at(-1)?.['seq']) + 1;
    }
    const waiting = this.waiting.filter(({ atMs }) => atMs >= sinceMs);
    if (waiting.length > 0) yield waiting;
  }

  read<T>(work: (driver: SqlDriver) => T, fallback: T): T {
    this.flush();
    const result = this.attempt(() => ({ value: work(this.file().driver) }));
    // Damage shows when a bad page is first read; by then a new file can answer.
    const found = result ?? (this.suspect ? this.attempt(() => ({ value: work(this.file().driver) })) : undefined);
    if (found === undefined) return fallback;
    if (this.waiting.length === 0) this.fault = undefined;
    return found.value;
  }

  change(work: (driver: SqlDriver) => void): void {
    // A file that just failed is not waited for again.
    if (this.fault === undefined) this.attempt(() => work(this.file().driver));
  }

  trouble(): string | undefined {
    if (this.fault === undefined) return undefined;
    const waiting = this.waiting.length === 1 ? '1 request waits' : `${this.waiting.length} requests wait`;
    const lost = this.dropped === 0 ? '' : `, ${this.dropped} older ones were given up`;
    return `${this.fault} Meanwhile ${waiting} in memory to be recorded${lost}.`;
  }

  recovered(): string | undefined {
    return this.repaired;
  }

  close(): void {
    this.retryTick = 0;
    this.flush();
    clearTimeout(this.timer);
    clearTimeout(this.adopting);
    this.journal.close();
    this.opened?.driver.close();
    this.opened = undefined;
  }

  private newest(limit: number, sql: string, wanted: (row: StoredRow) => boolean): readonly StoredRow[] {
    this.flush();
    const waiting = this.waiting.filter(wanted).toReversed().slice(0, limit);
    const rest = this.read(driver => driver.all(sql, [limit - waiting.length]).map(fromSql), []);
    return [...waiting, ...rest];
  }

  private readOrThrow<T>(work: (driver: SqlDriver) => T): T {
    const found = this.read<{ readonly value: T } | undefined>(driver => ({ value: work(driver) }), undefined);
    if (found === undefined) throw new UnreadableError(this.trouble() ?? 'The ledger cannot be read.');
    return found.value;
  }

  private noted(row: StoredRow): boolean {
    try {
      this.journal.append(row);
      return true;
    } catch {
      // A full disk or a folder that went away: the database says it better, and the row waits in memory meanwhile.
      return false;
    }
  }

  /** Takes over what processes left behind that were killed. */
  private adopt(): void {
    const left = findLeftBehind(this.parts.file);
    if (left.rows.length > 0) this.write(left.rows);
    left.remove();
  }

  private write(rows: readonly StoredRow[]): void {
    const { driver } = this.file();
    countedIn(driver, () => {
      for (const row of rows) driver.run(insertRow, toParams(row));
    });
  }

  private flush(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    if (this.waiting.length === 0) return;
    if (this.fault !== undefined && this.parts.clock.tickMs() < this.retryTick) return;
    this.attempt(() => {
      this.write(this.waiting);
      this.waiting = [];
      this.fault = undefined;
      this.journal.clear();
    });
  }

  /** The file, opened anew when it was not or when someone removed it. */
  private file(): LedgerFile {
    if (this.opened?.gone() === true) this.reset();
    if (this.opened === undefined) {
      const { file, openSql } = this.parts;
      this.opened = openSql(file, { steps: ledgerSteps, check: this.suspect, busyMs });
      this.suspect = false;
      this.repaired = this.opened.recovered ?? this.repaired;
    }
    return this.opened;
  }

  private attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
      const reason = reasonOf(error);
      this.suspect = reason === 'damaged';
      // A lock passes; after anything else the connection is not to be trusted.
      if (reason !== 'locked') this.reset();
      this.retryTick = this.parts.clock.tickMs() + retryMs;
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.retryTick = 0;
        this.flush();
      }, retryMs).unref();
      return undefined;
    }
  }

  private reset(): void {
    const { opened } = this;
    this.opened = undefined;
    try {
      opened?.driver.close();
    } catch {
      // It was given up for a reason that is already told.
    }
  }
}

function firstRow(driver: SqlDriver, id: string): StoredRow | undefined {
  const stored = driver.get(selectRow, [id]);
  return stored && fromSql(stored);
}

/** The store's errors carry a reason; the class itself belongs to the store. */
function reasonOf(error: unknown): unknown {
  return error instanceof Error && 'reason' in error ? error.reason : undefined;
}

/** A user said it, and that stands above all that was only seen. */
function isSaid(verdict: Verdict): boolean {
  return !['said-no', 'regenerated', 'asked-again'].includes(verdict) && !verdict.startsWith('shadow-');
}

/** What came of a comparison gives way to what people did. */
function mayGiveWay(verdict: Verdict | null): boolean {
  return verdict === null || verdict.startsWith('shadow-');
}

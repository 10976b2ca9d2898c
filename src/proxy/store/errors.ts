/** Why a database cannot be used. */
export type StoreReason = 'unwritable' | 'locked' | 'damaged' | 'full' | 'newer' | 'no-engine';

/** A database that cannot be used; the message is one sentence that says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly reason: StoreReason,
    /** The database file, or the engine's name where no file is concerned. */
    readonly subject: string,
    options?: ErrorOptions,
  ) {
    super(sentences[reason](subject), options);
  }
}

/** A value that no engine can hold was about to be bound. A fault of the caller, never of the file. */
export class BindError extends Error {
  override readonly name = 'BindError';
  readonly reason = 'bad-value';
}

/** The same error as a {@link StoreError} when it tells of the file, and as it came when it tells of the SQL. */
export function explain(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const reason = reasonOf(error);
  return reason === undefined ? error : new StoreError(reason, file, { cause: error });
}

const sentences: Readonly<Record<StoreReason, (subject: string) => string>> = {
  unwritable: file =>
    `The database ${file} cannot be written: make it and its folder writable, or choose another folder with --data-dir.`,
  locked: file => `The database ${file} is locked by another program: close that program, or wait until it is done.`,
  damaged: file => `The database ${file} is damaged: move it away and start again, and a new one is begun.`,
  full: file => `The disk has no room left for the database ${file}: free some space.`,
  newer: file =>
    `The database ${file} was written by a newer version of Tuppence: update Tuppence, or choose another folder with --data-dir.`,
  'no-engine': () =>
    `No SQLite engine could be loaded: install Tuppence again, or run it on Node 22.13 or newer, which brings one.`,
};

/** Primary result codes of SQLite (sqlite.org/rescode.html), and the codes of the file system. */
const reasons: Readonly<Record<string, StoreReason>> = {
  3: 'unwritable', // PERM
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  8: 'unwritable', // READONLY
  10: 'unwritable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'unwritable', // CANTOPEN
  26: 'damaged', // NOTADB
  EACCES: 'unwritable',
  EPERM: 'unwritable',
  EROFS: 'unwritable',
  ENOTDIR: 'unwritable',
  EISDIR: 'unwritable',
  EEXIST: 'unwritable',
  ENOENT: 'unwritable',
  ENOSPC: 'full',
};

function reasonOf(error: unknown): StoreReason | undefined {
  if (!(error instanceof Error)) return undefined;
  const { rawCode, errcode, code } = error as { rawCode?: unknown; errcode?: unknown; code?: unknown };
  if (typeof rawCode === 'number') return reasons[rawCode & 0xff];
  if (typeof errcode === 'number') return reasons[errcode & 0xff];
  // libsql tells the result code of a failed open only at the end of its message.
  const told = /^ConnectionFailed\(.*: (\d+)"?\)$/.exec(error.message)?.[1];
  if (told !== undefined) return reasons[Number(told) & 0xff];
  return typeof code === 'string' ? reasons[code] : undefined;
}

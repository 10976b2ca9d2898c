import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { usualDataFolder } from '../protocol/data-folder.js';

/** The data folder cannot be used; the sentence says what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  constructor(
    readonly reason: 'unwritable' | 'bad-token',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The usual place of this user's data. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  return usualDataFolder({ platform: process.platform, home: homedir(), env });
}

/** Makes the folder, for its owner only. Throws {@link DataFolderError}. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new DataFolderError(
      'unwritable',
      `The data folder ${folder} cannot be written: make it writable, or choose another with --data-dir.`,
      { cause },
    );
  }
}

/** Reads the token, or makes one of 256 random bits at first start, readable by its owner only. */
export function readToken(folder: string): string {
  const file = join(folder, 'token');
  if (!existsSync(file)) makeToken(file);
  if (process.platform !== 'win32') chmodSync(file, 0o600);
  return checkToken(readFileSync(file, 'utf8').trim(), `The file ${file}`);
}

/** Several windows may start at the same moment: the first one's token holds, and nobody reads half of it. */
function makeToken(file: string): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `tup-${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    // Some file systems have no links; there the draft is moved into place.
    if (!existsSync(file)) renameSync(draft, file);
    else if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Throws {@link DataFolderError} for a token that could be guessed. `source` begins the sentence. */
export function checkToken(token: string, source: string): string {
  if (/^[\x21-\x7e]{16,512}$/.test(token)) return token;
  throw new DataFolderError(
    'bad-token',
    `${source} holds no usable token: it must have 16 to 512 visible characters. Remove the file to have a new one made.`,
  );
}

/** Which process serves this folder, for commands run beside it. */
export interface RunningNote {
  readonly port: number;
  readonly pid: number;
}

/**
 * A folder may be deleted under a proxy that runs. Clients still know its token, so it comes back, and so does the note;
 * a token that somebody put in its place is left alone. Returns how to stop.
 */
export function keepNotes(folder: string, token: string, note: RunningNote): () => void {
  const look = () => {
    if (existsSync(join(folder, 'token'))) return;
    try {
      prepareFolder(folder);
      writeFileSync(join(folder, 'token'), `${token}\n`, { mode: 0o600, flag: 'wx' });
      writeRunning(folder, note);
    } catch {
      // The folder cannot be made again just now, or somebody else was faster.
    }
  };
  const timer = setInterval(look, keepEveryMs).unref();
  return () => clearInterval(timer);
}
const keepEveryMs = 2_000;

export function writeRunning(folder: string, note: RunningNote): void {
  writeFileSync(join(folder, 'proxy.json'), JSON.stringify(note), { mode: 0o600 });
}

export function clearRunning(folder: string): void {
  if (readRunning(folder)?.pid === process.pid) rmSync(join(folder, 'proxy.json'), { force: true });
}

export function readRunning(folder: string): RunningNote | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(join(folder, 'proxy.json'), 'utf8'));
    if (typeof note !== 'object' || note === null || !('port' in note) || !('pid' in note)) return undefined;
    return typeof note.port === 'number' && typeof note.pid === 'number'
      ? { port: note.port, pid: note.pid }
      : undefined;
  } catch {
    // No proxy has run here, or it was killed while it wrote the note: either way none can be named.
    return undefined;
  }
}

import { joined, shown } from './place.js';
import type { Place } from './place.js';

/** What is needed of a file system; `node:fs/promises` is one. */
export interface FileSystem {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  writeFile(path: string, text: string, options: { readonly mode: number; readonly flag: 'wx' }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  stat(path: string): Promise<{ readonly mode: number; readonly size: number; isFile(): boolean }>;
  lstat(path: string): Promise<{ isSymbolicLink(): boolean }>;
  realpath(path: string): Promise<string>;
  mkdir(path: string, options: { readonly recursive: true; readonly mode: number }): Promise<string | undefined>;
  readdir(path: string): Promise<string[]>;
  rmdir(path: string): Promise<void>;
  rm(path: string, options: { readonly force: boolean }): Promise<void>;
}

/** A file that cannot be used. The message is one or two sentences for the user: what, why, and what to do. */
export class FileError extends Error {
  override readonly name = 'FileError';
  constructor(
    readonly reason:
      'unreadable' | 'unwritable' | 'not-a-file' | 'not-text' | 'too-large' | 'dangling' | 'broken' | 'unchangeable',
    readonly path: string,
    message: string,
    /** Where in the text it breaks; counted from 1. */
    readonly at?: { readonly line: number; readonly column: number },
  ) {
    super(message);
  }
}

export interface FoundFile {
  /** Behind all links. */
  readonly real: string;
  readonly text: string;
  readonly mode: number;
}

/** No assistant's configuration is near this; what is larger is something else. */
const maxBytes = 4 * 1024 * 1024;

/** The text of a file; undefined when there is none. Throws {@link FileError}. */
export async function readText(fs: FileSystem, place: Place, path: string): Promise<FoundFile | undefined> {
  const name = shown(place, path);
  try {
    const real = await fs.realpath(path);
    const { mode, size, ...entry } = await statOf(fs, real);
    if (!entry.isFile) {
      throw new FileError(
        'not-a-file',
        path,
        `${name} is a folder, where a file is expected: move it away and try again.`,
      );
    }
    if (size > maxBytes) {
      throw new FileError(
        'too-large',
        path,
        `${name} has ${Math.round(size / 1_048_576)} MB, which no settings file has; it is left alone.`,
      );
    }
    const text = await fs.readFile(real, 'utf8');
    // What is not UTF-8 comes out of decoding as U+FFFD, and would be destroyed by writing it back.
    if (text.includes('\uFFFD') || text.includes('\u0000')) {
      throw new FileError('not-text', path, `${name} is not UTF-8 text; save it as UTF-8 and try again.`);
    }
    return { real, text, mode: mode & 0o777 };
  } catch (error) {
    if (error instanceof FileError) throw error;
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
      if (await isDangling(fs, path)) {
        throw new FileError(
          'dangling',
          path,
          `${name} is a link to a file that is not there: repair or remove the link.`,
        );
      }
      return undefined;
    }
    throw new FileError(
      'unreadable',
      path,
      `${name} cannot be read (${codeOf(error) ?? String(error)}): check its permissions.`,
    );
  }
}

async function statOf(
  fs: FileSystem,
  real: string,
): Promise<{ readonly mode: number; readonly size: number; readonly isFile: boolean }> {
  const found = await fs.stat(real);
  return { mode: found.mode, size: found.size, isFile: found.isFile() };
}

async function isDangling(fs: FileSystem, path: string): Promise<boolean> {
  try {
    return (await fs.lstat(path)).isSymbolicLink();
  } catch {
    // Nothing there at all.
    return false;
  }
}

export async function exists(fs: FileSystem, path: string): Promise<boolean> {
  try {
    await fs.stat(path);
    return true;
  } catch {
    // Not there, or not to be seen: either way it cannot be used.
    return false;
  }
}

/**
 * Puts a text in the place of a file, whole or not at all, and makes its folders. Answers with the topmost folder that
 * was made. `real` is where it lies, links followed. Throws {@link FileError}.
 */
export async function writeText(
  fs: FileSystem,
  place: Place,
  real: string,
  text: string,
  mode: number,
): Promise<string | undefined> {
  const folder = parentOf(real);
  const draft = `${real}.tuppence-new`;
  try {
    const made = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    // Left behind by a process that was killed.
    await fs.rm(draft, { force: true });
    await fs.writeFile(draft, text, { mode, flag: 'wx' });
    // The mode given to a new file is cut by the umask.
    await fs.chmod(draft, mode);
    await fs.rename(draft, real);
    return made;
  } catch (error) {
    await fs.rm(draft, { force: true }).catch(() => undefined);
    throw unwritable(place, real, error);
  }
}

/** Takes a file away, and with it the folders that were made for it where nothing else is in them. */
export async function removeFile(fs: FileSystem, place: Place, real: string, topmost?: string): Promise<void> {
  try {
    await fs.rm(real, { force: true });
    if (topmost === undefined) return;
    for (let folder = parentOf(real); folder.startsWith(topmost); folder = parentOf(folder)) {
      if ((await fs.readdir(folder)).length > 0) return;
      await fs.rmdir(folder);
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw unwritable(place, real, error);
  }
}

export function unwritable(place: Place, path: string, error: unknown): FileError {
  const name = shown(place, path);
  const code = codeOf(error);
  const why = { EACCES: 'no permission', EPERM: 'no permission', EROFS: 'it is read-only', ENOSPC: 'the disk is full' }[
    code ?? ''
  ];
  return new FileError(
    'unwritable',
    path,
    `${name} cannot be written (${why ?? code ?? String(error)}), so it is as it was. Make it writable, or add the lines shown by hand.`,
  );
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
}

export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A folder of Tuppence's own for receipts and backups, for the user only. */
export function receiptFolder(place: Place): string {
  return joined(place, place.dataFolder, 'connections');
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the file and its folder when they are missing, readable by their owner only. Throws file system errors. */
export function prepareFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // An existing file is never opened here: closing it would drop the locks this process holds on it.
  if (existsSync(file)) {
    chmodOwn(file);
    return;
  }
  // A log without its database would be replayed into the new one.
  rmSync(`${file}-wal`, { force: true });
  rmSync(`${file}-shm`, { force: true });
  closeSync(openSync(file, 'a', 0o600));
}

/** A write-ahead log with something in it: a crash, or another program that has the file open. */
export function endedUncleanly(file: string): boolean {
  return sizeOf(`${file}-wal`) > 0;
}

/** Bytes; 0 for a file that does not exist. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Changes when the path comes to mean another file; undefined when there is none. */
export function identityOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

/**
 * Renames a damaged database and its log, so that nothing is lost, and returns the new name. The time in it is when the
 * file was last written. Throws file system errors.
 */
export function setAside(file: string): string {
  const stamp = statSync(file)
    .mtime.toISOString()
    .replace(/[-:]|\.\d+Z$/g, '');
  let aside = `${file}.damaged-${stamp}`;
  for (let n = 2; existsSync(aside); n++) aside = `${file}.damaged-${stamp}-${n}`;
  renameSync(file, aside);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
  return aside;
}

/** Windows has no such bits, and a file of another owner may still be usable. */
function chmodOwn(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // If it cannot be written either, opening it says so.
  }
}

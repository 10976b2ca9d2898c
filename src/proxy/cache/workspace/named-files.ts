import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { stamp } from './git-folder.js';

/** A larger file is told by its size and times alone. */
const maxHashedBytes = 1024 * 1024;

/** A pipe that took the file's place in the meantime must not hold up anybody. Windows has no such flag, and no need. */
const notWaiting = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** Absolute paths of the files that are named; without a folder, only those that are absolute already. */
export function placeFiles(folder: string | undefined, files: readonly string[]): readonly string[] {
  const homeless = files.filter(file => !file.startsWith('~'));
  if (folder === undefined) return homeless.filter(file => isAbsolute(file));
  return homeless.map(file => resolve(folder, file));
}

/** A file as it is now: equal only while its content is. `none` when there is no such file. Never rejects. */
export async function fileState(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return 'none';
    if (found.size > maxHashedBytes) return await stamp(path);
    const file = await open(path, notWaiting);
    try {
      return createHash('sha256')
        .update(await file.readFile())
        .digest('hex');
    } finally {
      await file.close();
    }
  } catch {
    return 'none';
  }
}

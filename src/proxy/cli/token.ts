import { dataFolderOf } from './data-dir.js';
import { prepareFolder, readToken } from '../data-folder.js';

/** `tuppence token`: prints the token, making one where none exists yet. */
export function tokenCommand(args: readonly string[]): Promise<number> {
  const { folder } = dataFolderOf(args, {});
  prepareFolder(folder);
  process.stdout.write(`${readToken(folder)}\n`);
  return Promise.resolve(0);
}

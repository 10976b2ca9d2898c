import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { defaultDataFolder } from '../data-folder.js';

/** What a command was given, and the data folder it is about. Throws what parseArgs throws for flags it does not know. */
export function dataFolderOf(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { readonly folder: string; readonly values: Readonly<Record<string, unknown>>; readonly words: readonly string[] } {
  const { env } = process;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...options, 'data-dir': { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const given = values['data-dir'];
  const folder = typeof given === 'string' ? given : (env['TUPPENCE_DATA_DIR'] ?? defaultDataFolder(env));
  return { folder, values, words: positionals };
}

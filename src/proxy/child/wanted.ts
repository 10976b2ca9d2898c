import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadSettingError } from '../../protocol/settings.js';
import { DataFolderError, defaultDataFolder, prepareFolder, readRunning, readToken } from '../data-folder.js';
import { openSettings } from '../settings-file.js';

/** Where this window's proxy is to be found, by what lies on disk at this moment. */
export interface Wanted {
  readonly token: string;
  /** Null: the settings cannot be read. */
  readonly port: number | null;
  /** Another free port does as well. */
  readonly anyPort: boolean;
  /** Why the settings cannot be read, in one sentence. */
  readonly trouble: string | undefined;
}

/** The data folder as an absolute path; the command line's own choice unless the editor names one. */
export function dataFolderOf(given: string | null, env: Readonly<Record<string, string | undefined>>): string {
  const chosen = env['TUPPENCE_DATA_DIR'];
  return resolve(given ?? (chosen === undefined || chosen === '' ? defaultDataFolder(env) : chosen));
}

/** The port that the settings name; undefined when they cannot be read or are gone, or when any will do. */
export function namedPort(folder: string): number | undefined {
  if (!existsSync(join(folder, 'settings.json'))) return undefined;
  try {
    const file = openSettings(folder);
    const { port } = file.current();
    file.close();
    return port === 0 ? undefined : port;
  } catch {
    // What runs goes on where it is.
    return undefined;
  }
}

/**
 * Makes the data folder where it is missing and reads it; `adopt` may change the settings before. A settings file that cannot be used leaves the port of the
 * proxy that runs, if one does. Throws errors whose message is for the user.
 */
export function readWanted(folder: string, adopt: () => void): Wanted {
  try {
    prepareFolder(folder);
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    throw new DataFolderError(
      'unwritable',
      `The data folder ${folder} cannot be written: make it writable, or choose another in the settings.`,
      { cause: error.cause },
    );
  }
  const token = readToken(folder);
  const running = readRunning(folder)?.port;
  try {
    adopt();
    const file = openSettings(folder);
    const { port } = file.current();
    file.close();
    // Windows find each other at the port that the last proxy had.
    return { token, port: port === 0 ? (running ?? 0) : port, anyPort: port === 0, trouble: undefined };
  } catch (error) {
    if (!(error instanceof BadSettingError)) throw error;
    return {
      token,
      port: running ?? null,
      anyPort: false,
      trouble: `${error.message} Correct it in ${join(folder, 'settings.json')}.`,
    };
  }
}

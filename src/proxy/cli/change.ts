import { prepareFolder } from '../data-folder.js';
import { openSettings } from '../settings-file.js';
import { askRunning } from './ask.js';
import { UsageError } from './failure.js';

/**
 * Changes settings by a patch: live in a running proxy, else in the settings file. Resolves with whether one runs.
 * Rejects with one sentence when a value cannot be used.
 */
export async function changeSettings(folder: string, patch: unknown): Promise<{ readonly live: boolean }> {
  prepareFolder(folder);
  const running = await askRunning(folder, 'PATCH', '/settings', patch);
  if (running === undefined) {
    const file = openSettings(folder);
    file.change(patch);
    file.close();
  } else if (running.status !== 200) {
    throw new UsageError((running.value as { readonly error: { readonly message: string } }).error.message);
  }
  return { live: running !== undefined };
}

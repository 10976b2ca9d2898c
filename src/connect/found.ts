import type { Account, Assistant } from './assistant.js';
import { exists, FileError, readText } from './disk.js';
import type { Workbench } from './plan.js';

/** Whether somebody uses this assistant on this machine. */
export async function isUsed(
  { fs, place }: Workbench,
  assistant: { readonly traces: (at: Workbench['place']) => readonly string[]; readonly extensions: readonly string[] },
  installed: (extension: string) => boolean,
): Promise<boolean> {
  if (assistant.extensions.some(installed)) return true;
  for (const path of assistant.traces(place)) if (await exists(fs, path)) return true;
  return false;
}

/** Whose account an assistant should go on with; undefined where there is no choice. */
export async function suggestedAccount({ fs, place }: Workbench, assistant: Assistant): Promise<Account | undefined> {
  if (assistant.how !== 'files') return undefined;
  return assistant.suggestAccount?.(place, async path => {
    try {
      return (await readText(fs, place, path))?.text;
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  });
}

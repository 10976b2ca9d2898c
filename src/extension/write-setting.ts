import { ConfigurationTarget, workspace } from 'vscode';
import type { Desk } from './desk.js';
import type { SettingsTree } from './settings.js';

/**
 * Writes a setting of the user and hands it to the proxy, even when the editor's value was the same before: the command
 * line may have changed the proxy's since. `undefined` takes both back to the default. Rejects when the proxy cannot be
 * asked; the setting is kept then, and the proxy gets it at its start.
 */
export async function writeSetting({ proxy }: Desk, key: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('tuppence').update(key, value, ConfigurationTarget.Global);
  await proxy.api('PATCH /settings', { body: treeOf(key.split('.'), value ?? null) });
}

function treeOf([first, ...rest]: readonly string[], value: unknown): SettingsTree {
  return first === undefined ? {} : { [first]: rest.length === 0 ? value : treeOf(rest, value) };
}

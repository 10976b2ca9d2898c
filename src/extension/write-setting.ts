import { ConfigurationTarget, workspace } from 'vscode';
import type { Desk } from './desk.js';
import { isUp } from './link.js';
import type { SettingsTree } from './settings.js';

/**
 * Writes a setting of the user and hands it to the proxy, even when the editor's value was the same before: the command
 * line may have changed the proxy's since. `undefined` takes both back to the default. Returns whether it holds already;
 * otherwise it will when the proxy starts.
 */
export async function writeSetting({ proxy }: Desk, key: string, value: unknown): Promise<boolean> {
  await workspace.getConfiguration('tuppence').update(key, value, ConfigurationTarget.Global);
  if (!isUp(proxy.link())) return false;
  await proxy.api('PATCH /settings', { body: treeOf(key.split('.'), value ?? null) });
  return true;
}

function treeOf([first, ...rest]: readonly string[], value: unknown): SettingsTree {
  return first === undefined ? {} : { [first]: rest.length === 0 ? value : treeOf(rest, value) };
}

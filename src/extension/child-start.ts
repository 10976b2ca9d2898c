import { workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { ChildStart } from '../protocol/control.js';
import { keyedProviders } from '../protocol/providers.js';
import { currentSettings, keepRunningWish, lastTold } from './follow-settings.js';
import type { KeyStore } from './secrets.js';
import { startPatch } from './settings.js';

/** Everything that the proxy's process is told when it starts, as of this moment. */
export async function readChildStart(context: ExtensionContext, keys: KeyStore): Promise<ChildStart> {
  const settings = currentSettings();
  const { version } = context.extension.packageJSON as { readonly version: string };
  return {
    version,
    dataFolder: settings.window.dataFolder === '' ? null : settings.window.dataFolder,
    keys: await keys.read(providerNames()),
    settings: startPatch(lastTold(context.globalState), settings.proxy),
    keepRunning: keepRunningWish(settings),
  };
}

/** Providers that can have a key: the built-in ones and the user's own. */
export function providerNames(): readonly string[] {
  const own = workspace.getConfiguration('tuppence').inspect<object>('providers')?.globalValue;
  const names = typeof own === 'object' ? Object.keys(own) : [];
  return [...new Set([...keyedProviders.map(({ name }) => name), ...names])];
}

import type { ExtensionContext } from 'vscode';
import type { ChildStart } from '../protocol/control.js';
import { currentSettings, keepRunningWish, lastTold } from './follow-settings.js';
import { providerNames } from './provider-names.js';
import type { KeyStore } from './secrets.js';
import { startPatch } from './settings-patch.js';

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

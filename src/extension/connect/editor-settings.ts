import { ConfigurationTarget, window, workspace } from 'vscode';
import type { EditorSetting } from '../../connect/assistant.js';

/** Offers settings of the editor that go with an assistant, where the editor knows them and the user has set nothing. */
export async function offerSettings(settings: readonly EditorSetting[]): Promise<void> {
  for (const { key, value, offer } of settings) {
    const found = workspace.getConfiguration().inspect<string>(key);
    if (found?.defaultValue === undefined || found.globalValue !== undefined) continue;
    const yes = await window.showInformationMessage(`${offer} Set '${key}' to '${value}'?`, 'Set', 'Not Now');
    if (yes === 'Set') await workspace.getConfiguration().update(key, value, ConfigurationTarget.Global);
  }
}

/** Takes back those that still have our value. */
export async function withdrawSettings(settings: readonly EditorSetting[]): Promise<void> {
  for (const { key, value } of settings) {
    if (workspace.getConfiguration().inspect<string>(key)?.globalValue !== value) continue;
    await workspace.getConfiguration().update(key, undefined, ConfigurationTarget.Global);
  }
}

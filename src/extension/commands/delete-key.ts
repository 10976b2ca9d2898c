import { window } from 'vscode';
import type { Command } from '../desk.js';
import { pick } from '../pick.js';
import { providerLabel, providerNames } from '../provider-names.js';

export const deleteKeyCommand: Command = {
  id: 'tuppence.deleteKey',
  run: async ({ keys }) => {
    const stored = Object.keys(await keys.read(providerNames()));
    if (stored.length === 0) {
      void window.showInformationMessage('No key is stored in this editor.');
      return;
    }
    const provider = await pick({
      title: 'Delete Provider Key',
      placeholder: 'Whose key goes?',
      rows: stored.map(name => ({ label: providerLabel(name), value: name })),
    });
    if (provider === undefined) return;
    await keys.forget(provider);
    void window.showInformationMessage(
      `The key of ${providerLabel(provider)} is deleted here, and the proxy forgets it. It stays valid at the provider.`,
    );
  },
};

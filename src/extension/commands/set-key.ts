import { InputBoxValidationSeverity, window } from 'vscode';
import { doubtAboutKey, keyedProviders } from '../../protocol/providers.js';
import type { Command, Desk } from '../desk.js';
import { isUp } from '../link.js';
import { pick } from '../pick.js';
import { providerLabel, providerNames } from '../provider-names.js';
import type { Row } from '../rows.js';
import { writeSetting } from '../write-setting.js';

export const setKeyCommand: Command = {
  id: 'tuppence.setKey',
  run: async desk => {
    const provider = await pick({ title: 'Set Provider Key', placeholder: 'Whose key?', rows: providerRows(desk) });
    if (provider === undefined) return;
    const key = await askForKey(provider);
    if (key === undefined) return;
    await desk.keys.save(provider, key);
    await sayStored(desk, provider);
  },
};

async function providerRows({ keys }: Desk): Promise<readonly Row<string>[]> {
  const stored = await keys.read(providerNames());
  return providerNames().map(name => ({
    label: providerLabel(name),
    ...(stored[name] === undefined ? {} : { description: 'has a key; a new one replaces it' }),
    value: name,
  }));
}

async function askForKey(provider: string): Promise<string | undefined> {
  const keysUrl = keyedProviders.find(({ name }) => name === provider)?.keysUrl;
  const text = await window.showInputBox({
    title: `Key of ${providerLabel(provider)}`,
    prompt: `${keysUrl === undefined ? '' : `Keys are made at ${keysUrl}. `}It is kept in the secret storage of the editor, never in a file.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: typed => {
      const doubt = typed === '' ? undefined : doubtAboutKey(typed, provider);
      if (doubt === undefined) return undefined;
      const { Error: refused, Warning: doubtful } = InputBoxValidationSeverity;
      return { message: doubt.message, severity: doubt.kind === 'refused' ? refused : doubtful };
    },
  });
  const key = text?.trim();
  return key === '' ? undefined : key;
}

/** Says where the key is, and offers the provider for requests that name none when the present one has no key. */
async function sayStored(desk: Desk, provider: string): Promise<void> {
  const kept = `The key of ${providerLabel(provider)} is in the secret storage of the editor now. The proxy holds it in memory only.`;
  const settings = isUp(desk.proxy.link()) ? await desk.proxy.api('GET /settings', {}) : undefined;
  const standard = settings?.defaultProvider ?? provider;
  const keyed = await desk.keys.read([standard]);
  const demo = desk.proxy.snapshot()?.proxy.demo === true;
  if (standard === provider || keyed[standard] !== undefined || !demo) {
    void window.showInformationMessage(kept);
    return;
  }
  const chosen = await window.showInformationMessage(
    `${kept} Requests that name no provider still go to ${providerLabel(standard)}, which has no key. Should they go to ${providerLabel(provider)}?`,
    `Use ${providerLabel(provider)}`,
    'Not Now',
  );
  if (chosen?.startsWith('Use') === true) await writeSetting(desk, 'defaultProvider', provider);
}

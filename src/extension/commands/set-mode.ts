import { commands, window } from 'vscode';
import type { Mode } from '../../protocol/settings.js';
import { pausedForGood } from '../../protocol/pause.js';
import { modeOf } from '../../protocol/settings.js';
import type { Command, Desk } from '../desk.js';
import { pick } from '../pick.js';
import { writeSetting } from '../write-setting.js';

const modes: readonly { readonly mode: Mode; readonly label: string; readonly meaning: string }[] = [
  { mode: 'off', label: 'Off', meaning: 'Every prompt passes untouched and is only counted.' },
  {
    mode: 'observe',
    label: 'Observe',
    meaning: 'Repeats come from the cache; routing is decided and counted, but changes nothing.',
  },
  { mode: 'on', label: 'On', meaning: 'Repeats come from the cache, and routing acts.' },
];

export const setModeCommand: Command = {
  id: 'tuppence.setMode',
  run: async desk => {
    const settings = desk.proxy.api('GET /settings', {});
    const chosen = await pick({
      title: 'What may Tuppence do?',
      placeholder: 'It holds for all windows and all connected assistants',
      rows: settings.then(now =>
        modes.map(({ mode, label, meaning }) => {
          const current = mode === modeOf(now, Date.now());
          return { label, detail: meaning, value: mode, current, ...(current ? { description: '(current)' } : {}) };
        }),
      ),
    });
    if (chosen === undefined) return;
    await setMode(desk, chosen);
    const { tiers } = (await settings).routing;
    if (chosen === 'on' && Object.keys(tiers).length === 0) await offerTiers();
    else void window.showInformationMessage(modes.find(({ mode }) => mode === chosen)?.meaning ?? chosen);
  },
};

async function setMode(desk: Desk, mode: Mode): Promise<void> {
  if (mode !== 'off') await writeSetting(desk, 'routing.mode', mode);
  await desk.proxy.api('PATCH /settings', { body: { pausedUntilMs: mode === 'off' ? pausedForGood : null } });
}

async function offerTiers(): Promise<void> {
  const map = await window.showInformationMessage(
    'Routing is on, but it has no models to choose from yet: say which of yours is cheap, standard and strong.',
    'Map Model Tiers',
  );
  if (map !== undefined) await commands.executeCommand('tuppence.mapTiers');
}

import { window } from 'vscode';
import { tierNames } from '../../protocol/settings.js';
import type { Settings, TierName } from '../../protocol/settings.js';
import type { Command, Desk } from '../desk.js';
import { pick } from '../pick.js';
import { modelRows } from '../rows.js';
import { writeSetting } from '../write-setting.js';

type Tiers = Settings['routing']['tiers'];

/** One tier after the other, until the user is done. */
export const mapTiersCommand: Command = {
  id: 'tuppence.mapTiers',
  run: async desk => {
    let changed = false;
    for (;;) {
      const { routing } = await desk.proxy.api('GET /settings', {});
      const tier = await pickTier(routing.tiers);
      if (tier === undefined || tier === 'done') {
        if (changed) void window.showInformationMessage(summary(routing));
        return;
      }
      const model = await pickModel(desk, tier, routing.tiers[tier]);
      if (model === undefined) continue;
      await writeTier(desk, routing.tiers, tier, model === '' ? undefined : model);
      changed = true;
    }
  },
};

function pickTier(tiers: Tiers): Promise<TierName | 'done' | undefined> {
  const rows = tierNames.map(name => ({
    label: label[name],
    description: tiers[name] ?? 'no model',
    detail: meaning[name],
    value: name,
  }));
  return pick<TierName | 'done'>({
    title: 'Map Model Tiers',
    placeholder: 'Which tier?',
    rows: [...rows, { label: '$(check) Done', value: 'done' }],
  });
}

const label: Readonly<Record<TierName, string>> = {
  local: 'Local',
  cheap: 'Cheap',
  standard: 'Standard',
  strong: 'Strong',
};
const meaning: Readonly<Record<TierName, string>> = {
  local: 'On your own machine, for narrow jobs: sentiment, extraction, classification, translation',
  cheap: 'For titles, commit messages and short questions',
  standard: 'For ordinary questions',
  strong: 'For hard questions; savings are measured against what was asked for',
};

function pickModel(desk: Desk, tier: TierName, mapped: string | undefined): Promise<string | undefined> {
  const none = { label: '$(circle-slash) No model', description: 'the tier is skipped', value: '' };
  return pick<string>({
    title: `Model of the ${tier} tier`,
    placeholder: 'Choose one, or type provider:model',
    rows: desk.proxy.api('GET /models', {}).then(({ models }) => {
      const rows = modelRows(models, mapped);
      return mapped === undefined ? rows : [...rows, none];
    }),
    typed: text => (/\s/.test(text) ? undefined : { label: text, description: 'as typed', value: text }),
  });
}

/** The whole table is written: the editor's setting is one value. */
async function writeTier(desk: Desk, tiers: Tiers, tier: TierName, model: string | undefined): Promise<void> {
  const { [tier]: _old, ...others } = tiers;
  await writeSetting(desk, 'routing.tiers', model === undefined ? others : { ...others, [tier]: model });
  if (model === undefined) await desk.proxy.api('PATCH /settings', { body: { routing: { tiers: { [tier]: null } } } });
}

function summary({ tiers, mode }: Settings['routing']): string {
  const mapped = tierNames.flatMap(name => (tiers[name] === undefined ? [] : [`${name} is ${tiers[name]}`]));
  const models = mapped.length === 0 ? 'No tier has a model now' : `Now ${mapped.join(', ')}`;
  return `${models}.${mode === 'on' ? '' : ' Routing only counts what it would save until you set the mode to On.'}`;
}

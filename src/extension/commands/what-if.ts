import { window } from 'vscode';
import { tierNames, type Settings, type TierName } from '../../protocol/settings.js';
import { wishWords } from '../../protocol/what-if-words.js';
import type { WhatIfWish } from '../../protocol/what-if.js';
import type { Command, Desk } from '../desk.js';
import { pick } from '../pick.js';
import { modelRows, typedSimilarity } from '../rows.js';
import { openWhatIf } from '../what-if-document.js';
import { typedPrice, typedShare } from '../what-if.js';
import { writeSetting } from '../write-setting.js';

/** Something that could be different. */
type Kind = 'share' | 'floor' | 'thresholds' | 'tier' | 'price' | 'similarity';

export const whatIfCommand: Command = {
  id: 'tuppence.whatIf',
  run: async desk => {
    // Nobody is asked what nobody could answer afterwards.
    await desk.proxy.api('GET /settings', {});
    const kind = await pick<Kind>({
      title: 'What If...',
      placeholder: 'Your last 30 days are played through again; nothing is changed',
      rows: kinds,
    });
    const wish = kind === undefined ? undefined : await askWish(desk, kind);
    if (wish === undefined) return;
    await openWhatIf(desk, wish);
    await offer(desk, wish);
  },
};

const kinds = [
  { label: 'A Share of Strong Requests', detail: 'such as 30 % to the strong tier', value: 'share' },
  { label: 'A Floor of Quality', detail: 'such as 95 % of what the strong tier is expected to gain', value: 'floor' },
  { label: 'Other Thresholds', detail: 'which scores are cheap and which are strong', value: 'thresholds' },
  { label: 'Another Model for a Tier', value: 'tier' },
  { label: 'Another Price for a Model', value: 'price' },
  { label: 'Another Similarity of the Cache', value: 'similarity' },
] as const;

/** Undefined when the user leaves. */
function askWish(desk: Desk, kind: Kind): Promise<WhatIfWish | undefined> {
  switch (kind) {
    case 'share':
      return askShare('Which share of the requests shall be strong?', '30 %', strongShare => ({ strongShare }));
    case 'floor':
      return askShare('Which share of the expected gain shall be kept?', '95 %', qualityFloor => ({ qualityFloor }));
    case 'thresholds':
      return askThresholds(desk);
    case 'tier':
      return askTier(desk);
    case 'price':
      return askPrice(desk);
    case 'similarity':
      return askText('From which similarity shall answers be shared?', '0.85', 'A number from 0.5 to 1.', text => {
        const similarity = typedSimilarity(text);
        return similarity === undefined ? undefined : { similarity };
      });
  }
}

function askShare(
  title: string,
  value: string,
  wishOf: (share: number) => WhatIfWish,
): Promise<WhatIfWish | undefined> {
  return askText(title, value, 'A share, such as 30 % or 0.3.', text => {
    const share = typedShare(text);
    return share === undefined ? undefined : wishOf(share);
  });
}

async function askThresholds(desk: Desk): Promise<WhatIfWish | undefined> {
  const { routing } = await desk.proxy.api('GET /settings', {});
  return askText(
    'Cheap below, strong from',
    `${routing.cheapBelow}, ${routing.strongFrom}`,
    'Two numbers from 0 to 1, the smaller one first.',
    text => {
      const [cheapBelow, strongFrom, more] = text.split(/[;, ]+/).map(typedShare);
      if (cheapBelow === undefined || strongFrom === undefined || more !== undefined) return undefined;
      return cheapBelow > strongFrom ? undefined : { cheapBelow, strongFrom };
    },
  );
}

async function askTier(desk: Desk): Promise<WhatIfWish | undefined> {
  const { routing } = await desk.proxy.api('GET /settings', {});
  const tier = await pick<TierName>({
    title: 'Another Model for a Tier',
    placeholder: 'Which tier?',
    rows: tierNames.map(name => ({ label: name, description: routing.tiers[name] ?? 'no model', value: name })),
  });
  if (tier === undefined) return undefined;
  const model = await pickModel(desk, routing.tiers[tier]);
  return model === undefined ? undefined : { tiers: { [tier]: model } };
}

async function askPrice(desk: Desk): Promise<WhatIfWish | undefined> {
  const model = await pickModel(desk, undefined);
  if (model === undefined) return undefined;
  return askText(
    `What shall ${model} cost, in dollars per million tokens?`,
    '0.10, 0.40',
    'Input and output, such as 0.10, 0.40.',
    text => {
      const price = typedPrice(text);
      return price === undefined ? undefined : { prices: { [model]: price } };
    },
  );
}

function pickModel(desk: Desk, mapped: string | undefined): Promise<string | undefined> {
  return pick<string>({
    title: 'Which model?',
    placeholder: 'Choose one, or type provider:model',
    rows: desk.proxy.api('GET /models', {}).then(({ models }) => modelRows(models, mapped)),
    typed: text => (/\s/.test(text) ? undefined : { label: text, description: 'as typed', value: text }),
  });
}

async function askText(
  title: string,
  value: string,
  prompt: string,
  read: (text: string) => WhatIfWish | undefined,
): Promise<WhatIfWish | undefined> {
  const validateInput = (text: string) => (read(text) === undefined ? prompt : undefined);
  const text = await window.showInputBox({ title, prompt, value, validateInput });
  return text === undefined ? undefined : read(text);
}

/** What was tried can be kept; a price that somebody only imagines cannot. */
async function offer(desk: Desk, wish: WhatIfWish): Promise<void> {
  const writes = writesOf(wish, await desk.proxy.api('GET /settings', {}));
  if (writes.length === 0) return;
  const chosen = await window.showInformationMessage(`What if ${wishWords(wish)}?`, 'Use It');
  if (chosen === undefined) return;
  for (const [key, value] of writes) await writeSetting(desk, key, value);
  void window.showInformationMessage('The settings are as you tried them.');
}

/** Settings to write, in an order in which no threshold is ever above the other. */
function writesOf(wish: WhatIfWish, { routing }: Settings): readonly (readonly [key: string, value: unknown])[] {
  const { strongShare, qualityFloor, cheapBelow, strongFrom, tiers, similarity } = wish;
  const goal = [strongShare, qualityFloor, cheapBelow].some(value => value !== undefined);
  const thresholds = [
    ['routing.cheapBelow', cheapBelow],
    ['routing.strongFrom', strongFrom],
  ] as const;
  const isCrossing = cheapBelow !== undefined && cheapBelow > routing.strongFrom;
  return [
    ...(isCrossing ? thresholds.toReversed() : thresholds).filter(([, value]) => value !== undefined),
    // What stands in for the thresholds goes where something else is wished.
    ...(goal
      ? ([
          ['routing.strongShare', strongShare],
          ['routing.qualityFloor', qualityFloor],
        ] as const)
      : []),
    ...(tiers === undefined ? [] : ([['routing.tiers', { ...routing.tiers, ...tiers }]] as const)),
    ...(similarity === undefined ? [] : ([['cache.similarity', similarity]] as const)),
  ];
}

import { abilitiesOf, chooseModels } from '../../connect/models.js';
import type { ModelOffer } from '../../protocol/api.js';
import { tierNames } from '../../protocol/settings.js';
import type { TierName } from '../../protocol/settings.js';
import type { ProxyFacts } from '../../protocol/snapshot.js';

/** A model as the editor's chat lists it. */
export interface OfferedModel {
  readonly id: string;
  readonly name: string;
  /** Real name of the model that answers, by which others tell what it can do. */
  readonly family: string;
  readonly detail: string;
  readonly tooltip: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly images: boolean;
  /** What the proxy is asked with. */
  readonly model: string;
  readonly route: TierName | undefined;
}

/** The name that leaves the choice to the proxy. */
const autoModel = 'tuppence-auto';
/** For titles, commit messages and the like; always there, so that a setting can name it. */
const smallId = 'tuppence-cheap';

/** With tiers: Auto and one model per tier. Without: models of the default provider by their own names. */
export function offeredModels(
  facts: Pick<ProxyFacts, 'tiers' | 'providers' | 'demo'>,
  offers: readonly ModelOffer[],
): readonly OfferedModel[] {
  const chosen = chooseModels({ providers: facts.providers, offers, tiers: facts.tiers });
  const mapped = tierNames.flatMap(tier => {
    const model = facts.tiers[tier];
    return model === undefined ? [] : [tierModel(tier, model, offers)];
  });
  const named =
    mapped.length > 0
      ? [autoOf(mapped)]
      : chosen.chat.map(model => plain(model, `Tuppence ${model}`, model, facts, offers));
  const small = mapped.some(({ id }) => id === smallId)
    ? []
    : [plain(smallId, 'Tuppence Cheap', chosen.smallChat, facts, offers)];
  return [...named, ...mapped, ...small];
}

function tierModel(tier: TierName, mapped: string, offers: readonly ModelOffer[]): OfferedModel {
  const offer = offers.find(candidate => candidate.tier === mapped || candidate.model === mapped);
  const model = offer?.model ?? mapped.slice(mapped.indexOf(':') + 1);
  return {
    id: `tuppence-${tier}`,
    name: `Tuppence ${label[tier]}`,
    family: model,
    detail: shortPrice(offer),
    tooltip: `${model} through Tuppence, as your ${tier} tier: ${priceText(offer)}.`,
    ...limitsOf([model]),
    model: autoModel,
    route: tier,
  };
}

const label: Readonly<Record<TierName, string>> = {
  local: 'Local',
  cheap: 'Cheap',
  standard: 'Standard',
  strong: 'Strong',
};

function autoOf(mapped: readonly OfferedModel[]): OfferedModel {
  const families = mapped.map(({ family }) => family);
  return {
    id: autoModel,
    name: 'Tuppence Auto',
    family: families.at(-1) ?? autoModel,
    detail: 'the cheapest tier that will do',
    tooltip: `Tuppence chooses for each question the cheapest of your tiers that will do. ${mapped.map(({ tooltip }) => tooltip).join(' ')}`,
    ...limitsOf(families),
    model: autoModel,
    route: undefined,
  };
}

function plain(
  id: string,
  name: string,
  model: string,
  { demo, providers }: Pick<ProxyFacts, 'demo' | 'providers'>,
  offers: readonly ModelOffer[],
): OfferedModel {
  const offer = offers.find(candidate => candidate.model === model && candidate.provider === providers[0]);
  return {
    id,
    name,
    family: model,
    detail: demo ? `simulated, ${shortPrice(offer)}` : shortPrice(offer),
    tooltip: demo
      ? `No provider key is set, so a simulated provider answers as ${model}: ${priceText(offer)}.`
      : `${model} through Tuppence: ${priceText(offer)}.`,
    ...limitsOf([model]),
    model,
    route: undefined,
  };
}

function limitsOf(models: readonly string[]): Pick<OfferedModel, 'inputTokens' | 'outputTokens' | 'images'> {
  const all = models.map(abilitiesOf);
  return {
    inputTokens: Math.min(...all.map(({ inputTokens }) => inputTokens)),
    outputTokens: Math.min(...all.map(({ outputTokens }) => outputTokens)),
    images: all.every(({ images }) => images),
  };
}

function priceText(offer: ModelOffer | undefined): string {
  return shortPrice(offer).replace(/ per M$/, ' per million tokens');
}

/** The list has room for a few words only. */
function shortPrice(offer: ModelOffer | undefined): string {
  if (offer === undefined || offer.inputUsdPerMTok === null || offer.outputUsdPerMTok === null) return unknownPrice;
  return `${usd(offer.inputUsdPerMTok)} in, ${usd(offer.outputUsdPerMTok)} out per M`;
}

const unknownPrice = 'price unknown';

/** At least two digits behind the point where there are any: `$0.40`, `$0.075`, `$10`. */
function usd(amount: number): string {
  return Number.isInteger(amount) || /\.\d{2,}$/.test(String(amount)) ? `$${amount}` : `$${amount.toFixed(2)}`;
}

import type { ModelOffer } from '../protocol/api.js';

/** Real models by the names that their providers know: clients look up limits and abilities by name. */
export interface Models {
  /** For clients that speak OpenAI's languages; the first is the main one. */
  readonly chat: readonly string[];
  /** For clients that speak Anthropic's. */
  readonly messages: readonly string[];
  /** The cheap ones for titles and other side tasks. */
  readonly smallChat: string;
  readonly smallMessages: string;
}

/** What can be had when nobody has been asked: names that have been in use for long. */
export const usualModels: Models = {
  chat: ['gpt-5', 'gpt-5-mini', 'gpt-4.1'],
  messages: ['claude-sonnet-4-5', 'claude-opus-4-5'],
  smallChat: 'gpt-5-nano',
  smallMessages: 'claude-haiku-4-5',
};

/** How much a model takes and gives, in tokens, and whether it sees images. */
export interface Abilities {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly images: boolean;
}

/**
 * Round figures by family, from the providers' model pages as of 2026. A model nobody knows gets the smallest window
 * that is still usual: too small costs a summary too many, too large costs a refused request.
 */
export function abilitiesOf(model: string): Abilities {
  const name = model.slice(model.lastIndexOf('/') + 1);
  return (
    families.find(([pattern]) => pattern.test(name))?.[1] ?? {
      inputTokens: 112_000,
      outputTokens: 16_000,
      images: false,
    }
  );
}

const families: readonly (readonly [RegExp, Abilities])[] = [
  [/^claude-3/, { inputTokens: 192_000, outputTokens: 8_000, images: true }],
  [/^claude-/, { inputTokens: 168_000, outputTokens: 32_000, images: true }],
  [/^gpt-4\.1/, { inputTokens: 1_014_000, outputTokens: 32_000, images: true }],
  [/^gpt-4o/, { inputTokens: 111_000, outputTokens: 16_000, images: true }],
  [/^(?:gpt-[5-9]|codex-)/, { inputTokens: 272_000, outputTokens: 128_000, images: true }],
  [/^o[1-9]/, { inputTokens: 100_000, outputTokens: 100_000, images: true }],
  [/^gemini-/, { inputTokens: 983_000, outputTokens: 65_000, images: true }],
];

/** What a proxy can reach. */
export interface Reach {
  /** Names of the providers that can answer, the default one first; empty when nobody could be asked. */
  readonly providers: readonly string[];
  readonly offers: readonly ModelOffer[];
  /** The user's own mapping (`provider:model`), which knows best: standard or strong is the main model, cheap the small one. */
  readonly tiers: Readonly<Record<string, string | undefined>>;
}

/**
 * Chooses models that the proxy can serve: requests in OpenAI's languages go to the default provider, those in
 * Anthropic's to Anthropic, if it has a key.
 */
export function chooseModels({ providers, offers, tiers }: Reach): Models {
  const [first] = providers;
  if (first === undefined) return usualModels;
  const chat = offers.filter(({ provider, model }) => provider === first && talks(model));
  const messages = offers.filter(({ provider, model }) => provider === 'anthropic' && talks(model));
  return {
    chat: main(chat, tiers, usualModels.chat),
    messages: providers.includes('anthropic') ? main(messages, tiers, usualModels.messages) : [],
    smallChat: small(chat, tiers) ?? usualModels.smallChat,
    smallMessages: small(messages, tiers) ?? usualModels.smallMessages,
  };
}

/** Providers also list models that draw, listen, embed or judge. */
function talks(model: string): boolean {
  return !/embed|whisper|tts|audio|realtime|transcri|image|dall-e|moderation|sora|search|babbage|davinci|instruct/i.test(
    model,
  );
}

/** As many as a list can show at a glance. */
const mostListed = 8;
/** Above this, US dollars per million tokens of output, a model is for those who ask for it by name. */
const dearUsd = 40;

function main(
  offers: readonly ModelOffer[],
  tiers: Readonly<Record<string, string | undefined>>,
  usual: readonly string[],
): readonly string[] {
  if (offers.length === 0) return usual;
  const mapped = [tiers['standard'], tiers['strong'], tiers['cheap']].flatMap(tier => named(offers, tier) ?? []);
  const names = new Set(offers.map(({ model }) => model));
  const newest = offers
    .filter(({ outputUsdPerMTok }) => (outputUsdPerMTok ?? 0) <= dearUsd)
    // Providers list every dated edition beside the name that leads to the latest.
    .filter(({ model }) => !names.has(undated(model)) || undated(model) === model)
    .toSorted((a, b) => generation(b) - generation(a) || (b.outputUsdPerMTok ?? 0) - (a.outputUsdPerMTok ?? 0))
    .map(({ model }) => model);
  return [...new Set([...mapped, ...newest, ...(newest.length === 0 ? names : [])])].slice(0, mostListed);
}

/** The first number of a name, such as 5.1; models without one come last. */
function generation({ model }: ModelOffer): number {
  const name = undated(model).slice(model.lastIndexOf('/') + 1);
  return Number(/\d{1,2}(?:[.-]\d{1,2}(?!\d))?/.exec(name)?.[0].replace('-', '.') ?? 0);
}

function undated(model: string): string {
  return model.replace(/-(?:20\d{2}-?\d{2}-?\d{2}|\d{4})$/, '');
}

/** The cheapest of those that are made for small things, or else the cheapest. What costs nothing is often rationed. */
function small(offers: readonly ModelOffer[], tiers: Readonly<Record<string, string | undefined>>): string | undefined {
  const priced = offers.filter(offer => price(offer) > 0).toSorted((a, b) => price(a) - price(b));
  const made = priced.find(({ model }) => /nano|mini|haiku|flash|lite|small/.test(model));
  return named(offers, tiers['cheap']) ?? (made ?? priced[0])?.model;
}

/** Side tasks read a lot and say little. */
function price({ inputUsdPerMTok, outputUsdPerMTok }: ModelOffer): number {
  return 4 * (inputUsdPerMTok ?? 0) + (outputUsdPerMTok ?? 0);
}

function named(offers: readonly ModelOffer[], tier: string | undefined): string | undefined {
  return offers.find(offer => offer.tier === tier || offer.model === tier)?.model;
}

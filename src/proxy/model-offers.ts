import type { ModelOffer, ModelOffers } from '../protocol/api.js';
import type { Settings } from '../protocol/settings.js';
import type { Keyring } from './keyring.js';
import type { Clock } from './prompt.js';
import type { OpenRecord } from './record/record.js';
import type { Provider } from './rooms/provider.js';

interface OfferParts {
  readonly keyring: Pick<Keyring, 'usable' | 'provider' | 'key'>;
  readonly settings: () => Settings;
  readonly record: Pick<OpenRecord, 'listPrice'>;
  /** The names of the models a provider lists; rejects with an error whose message is a sentence for the user. */
  readonly names: (ask: {
    readonly provider: Provider;
    readonly key: string | undefined;
    readonly timeoutMs: number;
  }) => Promise<readonly string[]>;
  readonly clock: Pick<Clock, 'tickMs'>;
}

/** Somebody waits in front of a list. */
const timeoutMs = 5_000;
/** Providers add models now and then, not by the minute. */
const keepMs = 10 * 60_000;
/** Answers on this machine if it is there; nobody is told when it is not. */
const local = 'ollama';

/**
 * The models that can be mapped to a tier, cheapest first. All usable providers are asked at once; one that does not
 * answer is left out, and `troubles` says so.
 */
export function makeOffers({ keyring, settings, record, names, clock }: OfferParts): () => Promise<ModelOffers> {
  const kept = new Map<string, { readonly untilTick: number; readonly names: readonly string[] }>();

  const listed = async (provider: Provider): Promise<readonly string[]> => {
    const key = keyring.key(provider);
    // Another key may open other models. It is compared in memory and goes nowhere.
    const name = JSON.stringify([provider.name, provider.url, key]);
    const known = kept.get(name);
    if (known !== undefined && known.untilTick > clock.tickMs()) return known.names;
    const found = await names({ provider, key, timeoutMs });
    if (kept.size >= maxKept) kept.clear();
    kept.set(name, { untilTick: clock.tickMs() + keepMs, names: found });
    return found;
  };
  return async () => {
    const asked = [...new Set([...keyring.usable(), ...Object.keys(settings().providers), local])]
      .map(name => keyring.provider(name))
      .filter(provider => provider !== undefined)
      .filter(provider => provider.auth === 'none' || keyring.key(provider) !== undefined);
    const answers = await Promise.allSettled(asked.map(listed));
    const models: ModelOffer[] = [];
    const troubles: string[] = [];
    for (const [at, provider] of asked.entries()) {
      const answer = answers[at];
      if (answer?.status === 'fulfilled') {
        const names = new Set(answer.value.filter(isForText));
        models.push(...[...names].map(model => offerOf(provider, model, record)));
      } else if (provider.name !== local || settings().providers[local] !== undefined) {
        troubles.push(answer?.reason instanceof Error ? answer.reason.message : String(answer?.reason));
      }
    }
    return { models: models.sort(byPrice), troubles };
  };
}

const maxKept = 64;

function offerOf(provider: Provider, model: string, record: Pick<OpenRecord, 'listPrice'>): ModelOffer {
  // The demo plays the part of the default provider, whose models are written without a name in front.
  const tier = provider.demo === true ? model : `${provider.name}:${model}`;
  return { tier, provider: provider.name, model, ...record.listPrice(provider.name, model) };
}

/** Lists hold everything a provider sells. What is surely no model for conversations is left out; the rest is offered. */
function isForText(model: string): boolean {
  return !/(?:^|[-_./:])(?:embed|embedding|embeddings|whisper|tts|dall-e|moderation|omni-moderation|transcribe|realtime|sora|rerank|imagen|veo|image)(?:$|[-_./:\d])/i.test(
    model,
  );
}

/** By what a million tokens in and a million out cost together; unknown prices last. */
function byPrice(a: ModelOffer, b: ModelOffer): number {
  return sumOf(a) - sumOf(b) || (a.tier < b.tier ? -1 : 1);
}

function sumOf({ inputUsdPerMTok, outputUsdPerMTok }: ModelOffer): number {
  return inputUsdPerMTok === null || outputUsdPerMTok === null ? Number.MAX_VALUE : inputUsdPerMTok + outputUsdPerMTok;
}

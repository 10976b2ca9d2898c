import type { PriceOverride, Settings } from '../../protocol/settings.js';
import { toMicroUsd, type Catalogue, type PricedProvider } from './catalogue.js';
import type { Prices, Rate } from './cost.js';
import { feesOf } from './fees.js';

/** What a model costs at a provider at a moment; undefined when that is not known. Never throws. */
export type PriceOf = (provider: PricedProvider, model: string, atMs: number) => Prices | undefined;

/** The user's own prices first, as `provider:model` and then as `model`; what they leave out, from the catalogue. */
export function makePriceOf(settings: () => Pick<Settings, 'prices'>, catalogue: Catalogue): PriceOf {
  return (provider, model, atMs) => {
    const own = settings().prices;
    const override = ownValue(own, `${provider.name}:${model}`) ?? ownValue(own, model);
    if (override !== undefined) return fromOverride(override, provider.priceId ?? provider.name);
    try {
      return catalogue.pricesOf(provider, model, atMs);
    } catch {
      // A model name the library chokes on is a model without a known price, and the row says 'unpriced'.
      return undefined;
    }
  };
}

function ownValue(prices: Settings['prices'], key: string): PriceOverride | undefined {
  return Object.hasOwn(prices, key) ? prices[key] : undefined;
}

/** They hold for everything that is made of tokens, on whatever terms; the fees of searches are the provider's. */
function fromOverride(override: PriceOverride, providerId: string): Prices {
  const input = flat(override.inputUsdPerMTok);
  const output = flat(override.outputUsdPerMTok);
  return {
    input,
    cachedInput: flat(override.cachedInputUsdPerMTok),
    cacheWrite: flat(override.cacheWriteUsdPerMTok),
    cacheWriteHour: undefined,
    output,
    reasoning: undefined,
    audioInput: input,
    imageInput: input,
    audioOutput: output,
    imageOutput: output,
    thousandRequests: 0,
    ...feesOf(providerId),
    terms: undefined,
  };
}

function flat(usdPerMTok: number): Rate;
function flat(usdPerMTok: number | undefined): Rate | undefined;
function flat(usdPerMTok: number | undefined): Rate | undefined {
  return usdPerMTok === undefined ? undefined : { base: toMicroUsd(usdPerMTok), above: [] };
}

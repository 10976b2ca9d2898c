import { createRequire } from 'node:module';
import type * as GenaiPrices from '@pydantic/genai-prices';
import type { MicroUsd } from '../../protocol/money.js';
import type { Provider } from '../rooms.js';
import type { Prices, Rate } from './cost.js';

/** The version of `@pydantic/genai-prices` that prices come from, and the day it was published. */
export const catalogueVersion = '0.1.8';
export const catalogueDate = '2026-09-23';

/** What identifies a provider to the catalogue. */
export type PricedProvider = Pick<Provider, 'name'> & Partial<Pick<Provider, 'priceId' | 'url'>>;

export interface Catalogue {
  /** Undefined for a provider or model it does not know. `atMs` decides where prices changed or change by the hour. */
  pricesOf(provider: PricedProvider, model: string, atMs: number): Prices | undefined;
  /** Reads the price data now (about 35 ms, once) instead of at the first look-up. */
  warm(): void;
}

/** Callers choose model names, so what is remembered of them has a bound. */
const maxRemembered = 2_000;

/** The catalogue, read at its first use and then only asked once per model whose price is constant. */
export function openCatalogue(): Catalogue {
  let library: typeof GenaiPrices | undefined;
  const constant = new Map<string, Prices | undefined>();
  const load = () => (library ??= createRequire(import.meta.url)('@pydantic/genai-prices') as typeof GenaiPrices);
  return {
    warm() {
      try {
        load();
      } catch {
        // The first look-up meets the same fault, where it makes the request 'unpriced'.
      }
    },
    pricesOf(provider, model, atMs) {
      const key = JSON.stringify([provider.priceId, provider.name, provider.url, model]);
      if (constant.has(key)) return constant.get(key);
      const found = lookUp(load(), provider, model, atMs);
      if (found?.varies !== true) {
        if (constant.size >= maxRemembered) constant.clear();
        constant.set(key, found?.prices);
      }
      return found?.prices;
    },
  };
}

interface Found {
  readonly prices: Prices;
  /** The price depends on the date or the time of day. */
  readonly varies: boolean;
}

function lookUp(library: typeof GenaiPrices, provider: PricedProvider, model: string, atMs: number): Found | undefined {
  const providerId = catalogueId(library, provider);
  if (providerId === undefined) return undefined;
  // Google's OpenAI-compatible endpoint also takes names with their collection in front.
  const modelId = providerId === 'google' ? model.replace(/^models\//, '') : model;
  const found = library.calcPrice({}, modelId, { providerId, timestamp: new Date(atMs) });
  return found ? { prices: toPrices(found.model_price), varies: Array.isArray(found.model.prices) } : undefined;
}

/**
 * By the provider's price id or name, and else by its address. The library also matches parts of names, which would
 * give a local `my-openai` the prices of the real one: only a whole name counts here.
 */
function catalogueId(library: typeof GenaiPrices, provider: PricedProvider): string | undefined {
  const name = provider.priceId ?? provider.name;
  if (library.findProvider({ providerId: name })?.id === name) return name;
  return provider.url === undefined ? undefined : library.findProvider({ providerApiUrl: provider.url })?.id;
}

function toPrices(listed: GenaiPrices.ModelPrice): Prices {
  const rate = (key: string) => toRate(listed[key]);
  const thousandRequests = listed['requests_kcount'];
  return {
    input: rate('input_mtok'),
    cachedInput: rate('cache_read_mtok'),
    cacheWrite: rate('cache_write_mtok'),
    output: rate('output_mtok'),
    reasoning: rate('output_reasoning_mtok'),
    thousandRequests: typeof thousandRequests === 'number' ? toMicroUsd(thousandRequests) : 0,
  };
}

function toRate(listed: GenaiPrices.ModelPrice[string]): Rate | undefined {
  if (listed === undefined) return undefined;
  if (typeof listed === 'number') return { base: toMicroUsd(listed), above: [] };
  const above = listed.tiers.map(tier => ({ tokens: tier.start, price: toMicroUsd(tier.price) }));
  return { base: toMicroUsd(listed.base), above: above.sort((a, b) => a.tokens - b.tokens) };
}

/** Dollars to whole micro-dollars. */
export function toMicroUsd(usd: number): MicroUsd {
  return Math.round(usd * 1_000_000);
}

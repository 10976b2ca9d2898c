import type * as GenaiPrices from '@pydantic/genai-prices';
import type { MicroUsd } from '../../protocol/money.js';
import type { Provider } from '../rooms/provider.js';
import type { Prices, Rate } from './cost.js';
import { feesOf } from './fees.js';
import { catalogueDate, loadLibrary, type PriceData } from './price-data.js';
import { termsOf } from './terms.js';

/** What identifies a provider to the catalogue. */
export type PricedProvider = Pick<Provider, 'name'> & Partial<Pick<Provider, 'priceId' | 'url'>>;

export interface Catalogue {
  /** The day its prices are of, as an ISO date. */
  readonly date: string;
  /** Undefined for a provider or model it does not know. `atMs` decides where prices changed or change by the hour. */
  pricesOf(provider: PricedProvider, model: string, atMs: number): Prices | undefined;
  /** Tokens of prompt and answer together; undefined where it is not listed. */
  contextTokens(provider: PricedProvider, model: string): number | undefined;
  /** Reads the price data now (about 35 ms, once) instead of at the first look-up. */
  warm(): void;
}

/** Callers choose model names, so what is remembered of them has a bound. */
const maxRemembered = 2_000;

/**
 * The catalogue that came with the installation, or `data` in its place. It is read at its first use and then asked
 * only once per model.
 */
export function openCatalogue(data?: PriceData): Catalogue {
  const entries = new Map<string, Entry | undefined>();
  const find = (provider: PricedProvider, model: string): Entry | undefined => {
    const key = JSON.stringify([provider.priceId, provider.name, provider.url, model]);
    if (entries.has(key)) return entries.get(key);
    const entry = findEntry(provider, model, data?.providers);
    if (entries.size >= maxRemembered) entries.clear();
    entries.set(key, entry);
    return entry;
  };
  return {
    date: data?.date ?? catalogueDate,
    warm() {
      try {
        loadLibrary();
      } catch {
        // The first look-up meets the same fault, where it makes the request 'unpriced'.
      }
    },
    contextTokens(provider, model) {
      try {
        return find(provider, model)?.model.context_window;
      } catch {
        return undefined;
      }
    },
    pricesOf(provider, model, atMs) {
      const entry = find(provider, model);
      if (entry === undefined) return undefined;
      if (entry.constant !== undefined) return entry.constant;
      // Working out the price of a moment takes 0.1 ms, and a request asks for several; no price changes in a second.
      const second = Math.floor(atMs / 1_000);
      if (entry.latest?.second !== second) {
        entry.latest = { second, prices: entryPrices(entry.provider, entry.model, atMs) };
      }
      return entry.latest.prices;
    },
  };
}

/** The prices in a model's own entry, whatever names it goes by. Throws for an entry that makes no sense. */
export function entryPrices(
  provider: GenaiPrices.Provider,
  model: GenaiPrices.ModelInfo,
  atMs: number,
): Prices | undefined {
  const alone = { ...provider, models: [{ ...model, match: { equals: model.id } }] };
  const found = loadLibrary().calcPrice({}, model.id, { provider: alone, timestamp: new Date(atMs) });
  return found ? toPrices(found.model_price, provider.id, model.id) : undefined;
}

interface Entry {
  readonly provider: GenaiPrices.Provider;
  readonly model: GenaiPrices.ModelInfo;
  /** Undefined for prices that depend on the date or the time of day. */
  readonly constant: Prices | undefined;
  /** The last moment such a price was asked for. */
  latest?: { readonly second: number; readonly prices: Prices | undefined };
}

function findEntry(
  sought: PricedProvider,
  name: string,
  all: readonly GenaiPrices.Provider[] | undefined,
): Entry | undefined {
  const provider = findProvider(sought, all);
  if (provider === undefined) return undefined;
  // Google's OpenAI-compatible endpoint also takes names with their collection in front.
  const model = findModel(provider, provider.id === 'google' ? name.replace(/^models\//, '') : name, all);
  if (model === undefined) return undefined;
  return { provider, model, constant: Array.isArray(model.prices) ? undefined : entryPrices(provider, model, 0) };
}

/**
 * By the provider's price id or name, and else by its address. The library also matches parts of names, which would
 * give a local `my-openai` the prices of the real one: only a whole name counts here.
 */
function findProvider(
  { name, priceId, url }: PricedProvider,
  all: readonly GenaiPrices.Provider[] | undefined,
): GenaiPrices.Provider | undefined {
  const id = priceId ?? name;
  if (all !== undefined) {
    return (
      all.find(listed => listed.id === id) ??
      (url === undefined ? undefined : all.find(listed => new RegExp(`^(?:${listed.api_pattern})`).test(url)))
    );
  }
  const library = loadLibrary();
  const named = library.findProvider({ providerId: id });
  if (named?.id === id) return named;
  return url === undefined ? undefined : library.findProvider({ providerApiUrl: url });
}

function findModel(
  provider: GenaiPrices.Provider,
  model: string,
  all: readonly GenaiPrices.Provider[] | undefined,
): GenaiPrices.ModelInfo | undefined {
  const ask = (one: GenaiPrices.Provider) => loadLibrary().calcPrice({}, model, { provider: one })?.model;
  if (all === undefined) return ask(provider);
  // The library would look for other makers' models in the list that it came with.
  const others = (provider.fallback_model_providers ?? []).map(id => all.find(listed => listed.id === id));
  const asked = [{ ...provider, fallback_model_providers: [] }, ...others.filter(other => other !== undefined)];
  for (const one of asked) {
    const found = ask(one);
    if (found) return found;
  }
  return undefined;
}

function toPrices(listed: GenaiPrices.ModelPrice, providerId: string, modelId: string): Prices {
  const rate = (key: string) => toRate(listed[key]);
  const count = (key: string) => (typeof listed[key] === 'number' ? toMicroUsd(listed[key]) : undefined);
  const fees = feesOf(providerId);
  return {
    input: rate('input_mtok'),
    cachedInput: rate('cache_read_mtok'),
    cacheWrite: rate('cache_write_mtok'),
    cacheWriteHour: rate('cache_write_1h_mtok'),
    output: rate('output_mtok'),
    reasoning: rate('output_reasoning_mtok'),
    audioInput: rate('input_audio_mtok'),
    imageInput: rate('input_image_mtok'),
    audioOutput: rate('output_audio_mtok'),
    imageOutput: rate('output_image_mtok'),
    thousandRequests: count('requests_kcount') ?? 0,
    thousandWebSearches: count('web_searches_kcount') ?? fees.thousandWebSearches,
    thousandFileSearches: count('storage_searches_kcount') ?? fees.thousandFileSearches,
    terms: termsOf(providerId, modelId),
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

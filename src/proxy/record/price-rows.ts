import type { MicroUsd } from '../../protocol/money.js';
import { toUsd } from '../../protocol/money.js';
import { entryPrices, type Catalogue, type PricedProvider } from './catalogue.js';
import { hourRate, type Prices, type Rate } from './cost.js';
import type { PriceData } from './price-data.js';

/** One figure of a price list, in US dollars. */
export interface PriceRow {
  /** What is charged for, such as `cached input` or `web searches`. */
  readonly charge: string;
  readonly usd: number;
  /** What the price buys. */
  readonly per: 'million tokens' | 'thousand';
  /** Only for prompts of more than so many tokens; undefined for the price of all the others. */
  readonly aboveTokens: number | undefined;
}

/** What one model costs: every figure a cost can be made of. */
export interface PriceSheet {
  /** The day the list is of, as an ISO date. */
  readonly date: string;
  readonly rows: readonly PriceRow[];
  /** By what each term of service multiplies the prices of tokens, such as `flex` by 0.5. */
  readonly terms: readonly { readonly term: string; readonly factor: number }[];
}

/** What the catalogue charges for a model at a moment. Undefined for one it does not know or lists in a wrong way. */
export function priceRows(
  catalogue: Catalogue,
  provider: PricedProvider,
  model: string,
  atMs: number,
): PriceSheet | undefined {
  const prices = orUndefined(() => catalogue.pricesOf(provider, model, atMs));
  if (prices === undefined) return undefined;
  const terms = [...(prices.terms ?? [])].map(([term, { times, per }]) => ({ term, factor: times / per }));
  return { date: catalogue.date, rows: rowsOf(prices), terms };
}

/** The figures of a price list, those that follow from others included. */
export function rowsOf(prices: Prices): readonly PriceRow[] {
  return [
    ...rateRows('input', prices.input),
    ...rateRows('cached input', prices.cachedInput ?? prices.input),
    ...rateRows('cache write, 5 minutes', prices.cacheWrite ?? prices.input),
    ...rateRows('cache write, 1 hour', hourRate(prices)),
    ...rateRows('output', prices.output),
    ...rateRows('reasoning', prices.reasoning ?? prices.output),
    ...rateRows('audio input', prices.audioInput),
    ...rateRows('image input', prices.imageInput ?? prices.input),
    ...rateRows('audio output', prices.audioOutput),
    ...rateRows('image output', prices.imageOutput),
    ...feeRows('requests', prices.thousandRequests === 0 ? undefined : prices.thousandRequests),
    ...feeRows('web searches', prices.thousandWebSearches),
    ...feeRows('file searches', prices.thousandFileSearches),
  ];
}

/** One way in which two lists differ. `changed` names each figure apart; its old or new price may be missing. */
export type PriceChange =
  | { readonly kind: 'added' | 'removed'; readonly provider: string; readonly model: string }
  | {
      readonly kind: 'changed';
      readonly provider: string;
      readonly model: string;
      readonly charge: string;
      readonly per: PriceRow['per'];
      readonly aboveTokens: number | undefined;
      readonly oldUsd: number | undefined;
      readonly newUsd: number | undefined;
    };

/** How the prices of a moment differ between two lists, by provider and model. Sorted as the lists are. */
export function pricesDiff(before: PriceData, after: PriceData, atMs: number): readonly PriceChange[] {
  const [old, fresh] = [entriesOf(before, atMs), entriesOf(after, atMs)];
  const removed = [...old.values()].filter(entry => !fresh.has(entry.key)).map(entry => gone('removed', entry));
  const rest = [...fresh.values()].flatMap(entry => {
    const former = old.get(entry.key);
    return former === undefined ? [gone('added', entry)] : changesOf(former, entry);
  });
  return [...removed, ...rest];
}

interface Entry {
  readonly key: string;
  readonly provider: string;
  readonly model: string;
  readonly rows: readonly PriceRow[];
}

function entriesOf({ providers }: PriceData, atMs: number): ReadonlyMap<string, Entry> {
  const entries = providers.flatMap(provider =>
    provider.models.map((model): Entry => {
      const prices = orUndefined(() => entryPrices(provider, model, atMs));
      return {
        key: JSON.stringify([provider.id, model.id]),
        provider: provider.id,
        model: model.id,
        rows: prices === undefined ? [] : rowsOf(prices),
      };
    }),
  );
  return new Map(entries.map(entry => [entry.key, entry]));
}

/** The library throws for an entry that makes no sense, and for some names that callers may choose. */
function orUndefined(read: () => Prices | undefined): Prices | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function gone(kind: 'added' | 'removed', { provider, model }: Entry): PriceChange {
  return { kind, provider, model };
}

function changesOf(before: Entry, after: Entry): readonly PriceChange[] {
  const name = ({ charge, per, aboveTokens }: PriceRow) => JSON.stringify([charge, per, aboveTokens ?? null]);
  const [old, fresh] = [before, after].map(({ rows }) => new Map(rows.map(row => [name(row), row])));
  return [...new Map([...(old ?? []), ...(fresh ?? [])]).entries()].flatMap(([key, row]) => {
    const [oldUsd, newUsd] = [old?.get(key)?.usd, fresh?.get(key)?.usd];
    const { provider, model } = after;
    const { charge, per, aboveTokens } = row;
    return oldUsd === newUsd ? [] : [{ kind: 'changed', provider, model, charge, per, aboveTokens, oldUsd, newUsd }];
  });
}

function rateRows(charge: string, rate: Rate | undefined): readonly PriceRow[] {
  if (rate === undefined) return [];
  const row = (price: MicroUsd, aboveTokens: number | undefined): PriceRow => ({
    charge,
    usd: toUsd(price),
    per: 'million tokens',
    aboveTokens,
  });
  return [row(rate.base, undefined), ...rate.above.map(tier => row(tier.price, tier.tokens))];
}

function feeRows(charge: string, thousand: MicroUsd | undefined): readonly PriceRow[] {
  return thousand === undefined ? [] : [{ charge, usd: toUsd(thousand), per: 'thousand', aboveTokens: undefined }];
}

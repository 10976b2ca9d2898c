import type { Settings } from '../../protocol/settings.js';
import type { Clock } from '../prompt.js';
import { toUsd, type MicroUsd } from '../../protocol/money.js';
import type { EntryCost } from '../past.js';
import type { Provider } from '../rooms/provider.js';
import type { RecordRoom } from '../rooms/record.js';
import type { StoredReply } from '../wire.js';
import { openCatalogue, type PricedProvider } from './catalogue.js';
import type { StoredRow } from './columns.js';
import { costOf, type Rate } from './cost.js';
import { openLedger, type OpenFile } from './ledger.js';
import type { PriceData } from './price-data.js';
import { priceRows, type PriceSheet } from './price-rows.js';
import {
  costAs,
  costsOfEntries,
  lastScores,
  looseHits,
  scoredRows,
  scores,
  unscored,
  type Page,
  type ScorePage,
  type Unscored,
} from './past.js';
import { costOfLoss, readLoss, writeLoss } from './prefix-losses.js';
import { makePriceOf } from './prices.js';
import { receiptOf } from './receipt.js';
import { askedBefore } from './profile.js';
import { toRow, type Settled } from './settle.js';
import { emptyStats, emptySum, statsOf, sumOf } from './stats.js';
import { usageOf } from './usage.js';

export interface RecordParts {
  readonly file: string;
  /** The store's `openSql`. */
  readonly openSql: OpenFile;
  /** Read at every request. */
  readonly settings: () => Settings;
  readonly clock: Clock;
  /**
   * A provider by name, for its price id and address. Those that requests come with are known anyway; this finds the
   * ones that only a tier or a cached answer names.
   */
  readonly provider?: (name: string) => Provider | undefined;
  /** Prices that the user fetched, in place of those that came with the installation. */
  readonly priceData?: PriceData | undefined;
}

export interface OpenRecord extends RecordRoom {
  /** One sentence when a damaged ledger was set aside and a new one begun. */
  readonly recovered: string | undefined;
  settle(settlement: Settled): StoredRow;
  row(id: string): StoredRow | undefined;
  rows(limit: number): readonly StoredRow[];
  /** What the catalogue charges now for a model of a provider by its name; the user's own prices are not in it. */
  priceRows(providerName: string, model: string): PriceSheet | undefined;
  /** Requests since then whose model was a matter of their score, newest first, from before a place. */
  scored(sinceMs: number, before: number, limit: number): Page;
  /** Requests since then that were scored or are small jobs, newest first, from before a place. */
  scores(sinceMs: number, before: number, limit: number): ScorePage;
  /** The others since then, by the reason for which they have no score. */
  unscored(sinceMs: number): readonly Unscored[];
  /** The newest scores, oldest of them first. */
  lastScores(limit: number): readonly number[];
  /**
   * What a request would have cost on another model, and did cost on its own. `prices`: the user's own, in place of those
   * in the settings. Null is 'unpriced'.
   */
  costAs(
    row: StoredRow,
    named: { readonly provider: string; readonly model: string },
    prices?: Settings['prices'],
  ): MicroUsd | null;
  /** What an answer costs at the prices of now. Null is 'unpriced'. */
  costOf(answer: Pick<StoredReply, 'modelServed' | 'providerServed' | 'usage'>): MicroUsd | null;
  /** The price of ordinary input and output now, the user's own first; null where it is not known. */
  listPrice(
    providerName: string,
    model: string,
  ): { readonly inputUsdPerMTok: number | null; readonly outputUsdPerMTok: number | null };
  /** What a model costs now, the user's own prices first; undefined where input or output is not known. */
  tokenPrices(providerName: string, model: string): TokenPrices | undefined;
  /** Tokens of prompt and answer together, as the catalogue lists them. */
  contextTokens(providerName: string, model: string): number | undefined;
}

/** Micro-dollars per million tokens, for prompts of ordinary length. */
export interface TokenPrices {
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** Reading the price data takes a moment, which belongs neither to the start nor to the first prompt. */
const warmAfterMs = 500;

/** Opens the ledger's file. Never throws: a file that cannot be used is told by `trouble`. */
export function openRecord(parts: RecordParts): OpenRecord {
  const { settings } = parts;
  const catalogue = openCatalogue(parts.priceData);
  const ledger = openLedger(parts);
  const seen = new Map<string, Provider>();
  const provider = (name: string): PricedProvider => {
    const own = settings().providers[name];
    return parts.provider?.(name) ?? seen.get(name) ?? (own === undefined ? { name } : { name, url: own.url });
  };
  const pricing = { priceOf: makePriceOf(settings, catalogue), provider, settings };
  const warming = setTimeout(() => catalogue.warm(), warmAfterMs).unref();
  return {
    settle(settlement) {
      const { prompt, plan } = settlement;
      for (const met of [prompt.origin.provider, plan?.target.provider]) if (met) seen.set(met.name, met);
      const row = toRow(settlement, pricing);
      ledger.add(row);
      return row;
    },
    stats: (sinceMs, untilMs) => ledger.read(driver => statsOf(driver, sinceMs, untilMs), emptyStats(sinceMs, untilMs)),
    sum: (sinceMs, untilMs) => ledger.read(driver => sumOf(driver, sinceMs, untilMs), emptySum(sinceMs)),
    row: id => ledger.row(id),
    mark: (id, verdict) => ledger.mark(id, verdict),
    broke: (id, how) => ledger.change(driver => writeLoss(driver, id, how)),
    receipt(id) {
      const row = ledger.row(id);
      if (row === undefined) return undefined;
      const broke = ledger.read(driver => readLoss(driver, id), undefined);
      const prices = pricing.priceOf(provider(row.providerServed), row.modelServed, row.atMs);
      const loss = broke && { ...broke, cost: costOfLoss(usageOf(row), broke.tokens, prices) };
      return { ...receiptOf(row, { ...pricing, listDate: catalogue.date }), loss };
    },
    rows: limit => ledger.rows(limit),
    recent: limit => ledger.recent(limit),
    pages: sinceMs => ledger.pages(sinceMs),
    priceRows: (name, model) => priceRows(catalogue, provider(name), model, parts.clock.nowMs()),
    scored: (sinceMs, before, limit) =>
      ledger.read(driver => scoredRows(driver, sinceMs, before, limit), { rows: [], before: undefined }),
    askedBefore: sinceMs => askedBefore((work, fallback) => ledger.read(work, fallback), sinceMs),
    looseHits: sinceMs => ledger.read(driver => looseHits(driver, sinceMs), []),
    costsOfEntries: sinceMs => ledger.read(driver => costsOfEntries(driver, sinceMs), new Map<string, EntryCost>()),
    scores: (sinceMs, before, limit) =>
      ledger.read(driver => scores(driver, sinceMs, before, limit), { rows: [], before: undefined }),
    unscored: sinceMs => ledger.read(driver => unscored(driver, sinceMs), []),
    lastScores: limit => ledger.read(driver => lastScores(driver, limit), []),
    costAs(row, named, prices = settings().prices) {
      const supposed = supposedPrice(prices, named) !== supposedPrice(settings().prices, named);
      const priceOf = supposed ? makePriceOf(() => ({ prices }), catalogue) : pricing.priceOf;
      return costAs(row, named, { ...pricing, priceOf }, supposed);
    },
    costOf: ({ providerServed, modelServed, usage }) =>
      costOf(usage, pricing.priceOf(provider(providerServed), modelServed, parts.clock.nowMs())),
    listPrice(name, model) {
      const prices = pricing.priceOf(provider(name), model, parts.clock.nowMs());
      const usd = (rate: Rate | undefined) => (rate === undefined ? null : toUsd(rate.base));
      return { inputUsdPerMTok: usd(prices?.input), outputUsdPerMTok: usd(prices?.output) };
    },
    tokenPrices(name, model) {
      const prices = pricing.priceOf(provider(name), model, parts.clock.nowMs());
      if (prices?.input === undefined || prices.output === undefined) return undefined;
      const { input, output, cachedInput = input, cacheWrite = input } = prices;
      const [base, cached, write, out] = [input, cachedInput, cacheWrite, output].map(rate => rate.base);
      return { input: base ?? 0, cachedInput: cached ?? 0, cacheWrite: write ?? 0, output: out ?? 0 };
    },
    contextTokens: (name, model) => catalogue.contextTokens(provider(name), model),
    trouble: () => ledger.trouble() ?? ledger.recovered(),
    get recovered() {
      return ledger.recovered();
    },
    close() {
      clearTimeout(warming);
      ledger.close();
    },
  };
}

/** The user's own price of a model, as a text to compare. */
function supposedPrice(
  prices: Settings['prices'],
  { provider, model }: { readonly provider: string; readonly model: string },
): string {
  return JSON.stringify([prices[`${provider}:${model}`], prices[model]]);
}

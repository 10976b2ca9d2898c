import type { ReceiptLine } from '../../protocol/api.js';
import { toUsd, type MicroUsd } from '../../protocol/money.js';
import type { Receipt } from '../past.js';
import type { Usage } from '../wire.js';
import type { PricedProvider } from './catalogue.js';
import type { StoredRow } from './columns.js';
import { amountOf, chargesOf, factorOf, roundHalfUp, unitOf, type Charge, type Fraction, type Prices } from './cost.js';
import type { PriceOf } from './prices.js';
import { usageOf } from './usage.js';

interface ReceiptParts {
  readonly priceOf: PriceOf;
  readonly provider: (name: string) => PricedProvider;
  /** The day the price list is of, as an ISO date. */
  readonly listDate: string;
}

/**
 * What a request was charged for, line by line, then its cost, its baseline and the difference. The lines before the
 * cost add up to it exactly; what the list of today does not explain has a line of its own.
 */
export function receiptOf(row: StoredRow, { priceOf, provider, listDate }: ReceiptParts): Omit<Receipt, 'loss'> {
  const totals = [
    total(costLabel(row), row.cost),
    total('Without Tuppence', row.baseline),
    total('Saved', row.saved),
  ] as const;
  const cached = row.cache !== 'miss' && row.cache !== 'bypass';
  const usage = usageOf(row);
  const used = usage.input + usage.cachedInput + usage.cacheWrite + usage.output;
  if (cached || used === 0) {
    const own = cached || row.triedModel === null ? row.cost : 0;
    const line = { ...total(cached ? 'Answer from the cache' : 'Not charged', own), tokens: cached ? used : null };
    return { lines: [line, ...triedLine(row), ...totals], prices: { kind: 'none' } };
  }
  const prices = priceOf(provider(row.providerServed), row.modelServed, row.atMs);
  const { lines: own, asListed } = charged(alone(row), usage, prices);
  const lines = [...own, ...triedLine(row)];
  const source = prices === undefined ? 'unknown' : prices.terms === undefined ? 'own' : 'list';
  return {
    lines: [...lines, ...totals],
    prices: asListed ? (source === 'list' ? { kind: 'list', date: listDate } : { kind: source }) : { kind: 'other' },
  };
}

function triedLine({ triedModel, triedCost }: StoredRow): readonly ReceiptLine[] {
  return triedModel === null ? [] : [total(`Asked first: ${triedModel}`, triedCost)];
}

/** The row without the call that was asked first, which has a line of its own. */
function alone(row: StoredRow): StoredRow {
  if (row.triedModel === null || row.cost === null) return row;
  return { ...row, cost: row.cost - (row.triedCost ?? 0) };
}

function charged(row: StoredRow, usage: Usage, prices: Prices | undefined) {
  const charges = chargesOf(usage, prices ?? noPrices);
  const factor = prices === undefined ? undefined : factorOf(usage, prices.terms);
  const amounts = charges.map(charge => (factor === undefined ? undefined : amountOf(charge, factor)));
  const lines = (micro: (n: number) => MicroUsd | null) =>
    charges.map((charge, n) => lineOf(charge, factor, row.terms, micro(n)));
  const known = amounts.filter(amount => amount !== undefined);
  const unit = factor === undefined ? 1n : unitOf(factor);
  const listed = roundHalfUp(
    known.reduce((sum, amount) => sum + amount, 0n),
    unit,
  );
  const complete = factor !== undefined && known.length === amounts.length;
  if (row.cost === null) {
    return { lines: lines(n => (amounts[n] === undefined ? null : roundHalfUp(amounts[n], unit))), asListed: true };
  }
  if (complete && listed === row.cost) {
    const parts = apportioned(known, unit, row.cost);
    return { lines: lines(n => parts[n] ?? null), asListed: true };
  }
  if (!complete)
    return { lines: [...lines(() => null), total('As the provider reported it', row.cost)], asListed: false };
  const parts = apportioned(known, unit, listed);
  return {
    lines: [...lines(n => parts[n] ?? null), total('Difference to the list', row.cost - listed)],
    asListed: false,
  };
}

function lineOf(
  charge: Charge,
  factor: Fraction | undefined,
  terms: string | null,
  micro: MicroUsd | null,
): ReceiptLine {
  const usd = micro === null ? null : toUsd(micro);
  const name = `${charge.of.charAt(0).toUpperCase()}${charge.of.slice(1)}`;
  const { perMillion } = charge;
  if (!charge.tokens) {
    const price = perMillion === undefined ? '' : `, $${toUsd(perMillion / 1_000).toFixed(2)} per thousand`;
    return { label: `${name}: ${charge.count}${price}`, tokens: null, usdPerMTok: null, usd };
  }
  const rate =
    perMillion === undefined || factor === undefined
      ? null
      : toUsd((perMillion * Number(factor.times)) / Number(factor.per));
  return { label: terms === null ? name : `${name} (${terms})`, tokens: charge.count, usdPerMTok: rate, usd };
}

function costLabel({ cost, estimated }: StoredRow): string {
  if (cost === null) return 'Cost, unpriced';
  return estimated ? 'Cost, estimated' : 'Cost';
}

function total(label: string, micro: MicroUsd | null): ReceiptLine {
  return { label, tokens: null, usdPerMTok: null, usd: micro === null ? null : toUsd(micro) };
}

/** Whole micro-dollars that add up to `sum`: each amount rounded down, the rest to those that lost most by it. */
function apportioned(amounts: readonly bigint[], unit: bigint, sum: MicroUsd): readonly MicroUsd[] {
  const whole = amounts.map(amount => amount / unit);
  const rest = sum - Number(whole.reduce((all, one) => all + one, 0n));
  const byLoss = amounts.map((amount, n) => ({ n, lost: amount % unit })).sort((a, b) => Number(b.lost - a.lost));
  const raised = new Set(byLoss.slice(0, rest).map(({ n }) => n));
  return whole.map((one, n) => Number(one) + (raised.has(n) ? 1 : 0));
}

/** For the names and counts of what was used, where nothing is known of its prices. */
const noPrices: Prices = {
  input: undefined,
  cachedInput: undefined,
  cacheWrite: undefined,
  cacheWriteHour: undefined,
  output: undefined,
  reasoning: undefined,
  audioInput: undefined,
  imageInput: undefined,
  audioOutput: undefined,
  imageOutput: undefined,
  thousandRequests: 0,
  thousandWebSearches: undefined,
  thousandFileSearches: undefined,
  terms: undefined,
};

import type { MicroUsd } from '../../protocol/money.js';
import type { Usage } from '../wire.js';
import type { Fees } from './fees.js';
import type { Terms } from './terms.js';

/** A price per million tokens, in whole micro-dollars: $2.50 is 2,500,000. */
export interface Rate {
  readonly base: MicroUsd;
  /**
   * Long-context prices, shortest first: a prompt of more than `tokens` input tokens (of all kinds) pays `price` for
   * every token, the first ones included.
   */
  readonly above: readonly { readonly tokens: number; readonly price: MicroUsd }[];
}

/** What one model costs. A missing rate means that the provider lists none. */
export interface Prices extends Fees {
  readonly input: Rate | undefined;
  /** Missing: cached input is charged as input, as providers without a discount do. */
  readonly cachedInput: Rate | undefined;
  /** Missing: writing the prompt cache is charged as input, as providers without a surcharge do. */
  readonly cacheWrite: Rate | undefined;
  /** Missing: see {@link hourRate}. */
  readonly cacheWriteHour: Rate | undefined;
  readonly output: Rate | undefined;
  /** Missing: reasoning is charged as the output it is part of. */
  readonly reasoning: Rate | undefined;
  /** Missing: no price. Sound costs many times what text does, so that no other price may stand in. */
  readonly audioInput: Rate | undefined;
  /** Missing: pictures that are looked at are charged as text, as every list without a price for them does. */
  readonly imageInput: Rate | undefined;
  /** Missing: no price. */
  readonly audioOutput: Rate | undefined;
  /** Missing: no price. */
  readonly imageOutput: Rate | undefined;
  /** Micro-dollars per thousand requests, beside the tokens. */
  readonly thousandRequests: MicroUsd;
  /** Undefined for prices that hold whatever the terms are: the user's own. These also win over a reported cost. */
  readonly terms: Terms | undefined;
}

/**
 * What a request cost, rounded half up once to a whole micro-dollar. The user's own prices win, then the provider's own
 * figure, then the list. Null is 'unpriced': the model or the terms are unknown, something was used that has no price,
 * or the reply does not say how much of it.
 */
export function costOf(usage: Usage, prices: Prices | undefined): MicroUsd | null {
  const own = prices !== undefined && prices.terms === undefined;
  if (usage.reportedCost !== undefined && !own) return usage.reportedCost;
  if (prices === undefined || usage.unmetered === true) return null;
  const tokens = tokenCost(usage, prices);
  const fees = feeCost(usage, prices);
  const factor = factorOf(usage, prices.terms);
  if (tokens === undefined || fees === undefined || factor === undefined) return null;
  return roundHalfUp(tokens * factor.times + fees * factor.per, factor.per * 1_000_000n);
}

/**
 * Writing the prompt cache for an hour costs twice the input where it has a price at all (Anthropic,
 * platform.claude.com/docs/en/build-with-claude/prompt-caching); most lists of resellers leave it out.
 */
export function hourRate({ cacheWriteHour, cacheWrite, input }: Prices): Rate | undefined {
  if (cacheWriteHour !== undefined || cacheWrite === undefined || input === undefined) return cacheWriteHour ?? input;
  return { base: input.base * 2, above: input.above.map(({ tokens, price }) => ({ tokens, price: price * 2 })) };
}

/** Millionths of a micro-dollar: tokens times price outgrow what a double holds exactly. */
function tokenCost(usage: Usage, prices: Prices): bigint | undefined {
  const { audioInput = 0, imageInput = 0, audioOutput = 0, imageOutput = 0, cacheWriteHour = 0 } = usage;
  const promptTokens = usage.input + usage.cachedInput + usage.cacheWrite;
  const parts: readonly (readonly [tokens: number, rate: Rate | undefined])[] = [
    [usage.input - audioInput - imageInput, prices.input],
    [audioInput, prices.audioInput],
    [imageInput, prices.imageInput ?? prices.input],
    [usage.cachedInput, prices.cachedInput ?? prices.input],
    [usage.cacheWrite - cacheWriteHour, prices.cacheWrite ?? prices.input],
    [cacheWriteHour, hourRate(prices)],
    [usage.output - usage.reasoning - audioOutput - imageOutput, prices.output],
    [usage.reasoning, prices.reasoning ?? prices.output],
    [audioOutput, prices.audioOutput],
    [imageOutput, prices.imageOutput],
  ];
  let exact = 0n;
  for (const [tokens, rate] of parts) {
    if (tokens === 0) continue;
    if (rate === undefined) return undefined;
    exact += BigInt(tokens) * BigInt(priceAt(rate, promptTokens));
  }
  return exact;
}

function priceAt(rate: Rate, promptTokens: number): MicroUsd {
  return rate.above.findLast(tier => promptTokens > tier.tokens)?.price ?? rate.base;
}

/** In the same unit. Fees are the same on all terms. */
function feeCost({ webSearches = 0, fileSearches = 0 }: Usage, prices: Prices): bigint | undefined {
  let exact = BigInt(prices.thousandRequests) * 1_000n;
  for (const [calls, thousand] of [
    [webSearches, prices.thousandWebSearches],
    [fileSearches, prices.thousandFileSearches],
  ] as const) {
    if (calls === 0) continue;
    if (thousand === undefined) return undefined;
    exact += BigInt(calls) * BigInt(thousand) * 1_000n;
  }
  return exact;
}

function factorOf({ terms = [] }: Usage, known: Terms | undefined): { times: bigint; per: bigint } | undefined {
  let [times, per] = [1n, 1n];
  if (known === undefined) return { times, per };
  for (const term of terms) {
    const factor = known.get(term);
    if (factor === undefined) return undefined;
    times *= BigInt(factor.times);
    per *= BigInt(factor.per);
  }
  return { times, per };
}

function roundHalfUp(amount: bigint, unit: bigint): MicroUsd {
  return Number((2n * amount + unit) / (2n * unit));
}

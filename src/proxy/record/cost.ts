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
  const factor = factorOf(usage, prices.terms);
  if (factor === undefined) return null;
  let exact = 0n;
  for (const charge of chargesOf(usage, prices)) {
    const amount = amountOf(charge, factor);
    if (amount === undefined) return null;
    exact += amount;
  }
  return roundHalfUp(exact, unitOf(factor));
}

/**
 * Writing the prompt cache for an hour costs twice the input where it has a price at all (Anthropic,
 * platform.claude.com/docs/en/build-with-claude/prompt-caching); most lists of resellers leave it out.
 */
export function hourRate({ cacheWriteHour, cacheWrite, input }: Prices): Rate | undefined {
  if (cacheWriteHour !== undefined || cacheWrite === undefined || input === undefined) return cacheWriteHour ?? input;
  return { base: input.base * 2, above: input.above.map(({ tokens, price }) => ({ tokens, price: price * 2 })) };
}

/** One thing that is charged for. */
export interface Charge {
  readonly of:
    | 'input'
    | 'audio input'
    | 'image input'
    | 'cached input'
    | 'cache write, 5 minutes'
    | 'cache write, 1 hour'
    | 'output'
    | 'reasoning'
    | 'audio output'
    | 'image output'
    | 'requests'
    | 'web searches'
    | 'file searches';
  readonly count: number;
  /** Terms of service change what tokens cost, and nothing else. */
  readonly tokens: boolean;
  /** For a million of them, on ordinary terms. Undefined: there is no price. */
  readonly perMillion: MicroUsd | undefined;
}

/** What a request is charged for, without what it did not use. */
export function chargesOf(usage: Usage, prices: Prices): readonly Charge[] {
  const { audioInput = 0, imageInput = 0, audioOutput = 0, imageOutput = 0, cacheWriteHour = 0 } = usage;
  const promptTokens = usage.input + usage.cachedInput + usage.cacheWrite;
  const charges: Charge[] = [];
  const tokens = (of: Charge['of'], count: number, rate: Rate | undefined) => {
    if (count !== 0) charges.push({ of, count, tokens: true, perMillion: rate && priceAt(rate, promptTokens) });
  };
  const calls = (of: Charge['of'], count: number, thousand: MicroUsd | undefined) => {
    if (count !== 0) charges.push({ of, count, tokens: false, perMillion: thousand && thousand * 1_000 });
  };
  tokens('input', usage.input - audioInput - imageInput, prices.input);
  tokens('audio input', audioInput, prices.audioInput);
  tokens('image input', imageInput, prices.imageInput ?? prices.input);
  tokens('cached input', usage.cachedInput, prices.cachedInput ?? prices.input);
  tokens('cache write, 5 minutes', usage.cacheWrite - cacheWriteHour, prices.cacheWrite ?? prices.input);
  tokens('cache write, 1 hour', cacheWriteHour, hourRate(prices));
  tokens('output', usage.output - usage.reasoning - audioOutput - imageOutput, prices.output);
  tokens('reasoning', usage.reasoning, prices.reasoning ?? prices.output);
  tokens('audio output', audioOutput, prices.audioOutput);
  tokens('image output', imageOutput, prices.imageOutput);
  calls('requests', prices.thousandRequests === 0 ? 0 : 1, prices.thousandRequests);
  calls('web searches', usage.webSearches ?? 0, prices.thousandWebSearches);
  calls('file searches', usage.fileSearches ?? 0, prices.thousandFileSearches);
  return charges;
}

function priceAt(rate: Rate, promptTokens: number): MicroUsd {
  return rate.above.findLast(tier => promptTokens > tier.tokens)?.price ?? rate.base;
}

/** A multiplier as an exact fraction. */
export interface Fraction {
  readonly times: bigint;
  readonly per: bigint;
}

/** By what the terms of a reply multiply what its tokens cost; undefined when one of them has no known price. */
export function factorOf({ terms = [] }: Usage, known: Terms | undefined): Fraction | undefined {
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

/** What a charge comes to, in parts of a micro-dollar: {@link unitOf} of them make one. */
export function amountOf(charge: Charge, factor: Fraction): bigint | undefined {
  if (charge.perMillion === undefined) return undefined;
  // Tokens times price outgrow what a double holds exactly.
  return BigInt(charge.count) * BigInt(charge.perMillion) * (charge.tokens ? factor.times : factor.per);
}

export function unitOf(factor: Fraction): bigint {
  return factor.per * 1_000_000n;
}

/** Half a micro-dollar and more is one. `unit` parts make one. */
export function roundHalfUp(amount: bigint, unit: bigint): MicroUsd {
  return Number((2n * amount + unit) / (2n * unit));
}

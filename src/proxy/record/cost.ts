import type { MicroUsd } from '../../protocol/money.js';
import type { Usage } from '../wire.js';

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
export interface Prices {
  readonly input: Rate | undefined;
  /** Missing: cached input is charged as input, as providers without a discount do. */
  readonly cachedInput: Rate | undefined;
  /** Missing: writing the prompt cache is charged as input, as providers without a surcharge do. */
  readonly cacheWrite: Rate | undefined;
  readonly output: Rate | undefined;
  /** Missing: reasoning is charged as the output it is part of. */
  readonly reasoning: Rate | undefined;
  /** Micro-dollars per thousand requests, beside the tokens. */
  readonly thousandRequests: MicroUsd;
}

/**
 * What a request cost, rounded half up once to a whole micro-dollar. The provider's own figure wins. Null is
 * 'unpriced': the model is unknown, or a kind of token was used that has no price.
 */
export function costOf(usage: Usage, prices: Prices | undefined): MicroUsd | null {
  if (usage.reportedCost !== undefined) return usage.reportedCost;
  if (prices === undefined) return null;
  const promptTokens = usage.input + usage.cachedInput + usage.cacheWrite;
  const parts: readonly (readonly [tokens: number, rate: Rate | undefined])[] = [
    [usage.input, prices.input],
    [usage.cachedInput, prices.cachedInput ?? prices.input],
    [usage.cacheWrite, prices.cacheWrite ?? prices.input],
    [usage.output - usage.reasoning, prices.output],
    [usage.reasoning, prices.reasoning ?? prices.output],
  ];
  // Millionths of a micro-dollar. Tokens times price outgrow what a double holds exactly.
  let exact = BigInt(prices.thousandRequests) * 1_000n;
  for (const [tokens, rate] of parts) {
    if (tokens === 0) continue;
    if (rate === undefined) return null;
    exact += BigInt(tokens) * BigInt(priceAt(rate, promptTokens));
  }
  return Number((exact + 500_000n) / 1_000_000n);
}

function priceAt(rate: Rate, promptTokens: number): MicroUsd {
  return rate.above.findLast(tier => promptTokens > tier.tokens)?.price ?? rate.base;
}

import type { MicroUsd } from '../../protocol/money.js';
import type { Target } from '../rooms/plan.js';
import type { Usage } from '../wire.js';

/** What a model's input costs, per million tokens. */
export interface InputRates {
  readonly input: MicroUsd;
  /** Read from the provider's prompt cache. */
  readonly cachedInput: MicroUsd;
  /** Written to it, to be kept for five minutes. Providers that write without a surcharge ask for `input`. */
  readonly cacheWrite: MicroUsd;
}

/** Undefined where a price is not known: nothing is staked on a guess. */
export type RatesOf = (target: Target) => InputRates | undefined;

/** What one token costs more when it is written to the cache than when it is only read, in micro-dollars. */
export function surchargePerToken(rates: InputRates): number {
  return Math.max(0, rates.cacheWrite - rates.input) / 1_000_000;
}

/** What one token costs less when it comes from the cache, in micro-dollars. */
export function savingPerToken(rates: InputRates): number {
  return Math.max(0, rates.input - rates.cachedInput) / 1_000_000;
}

/** What a request won through the cache, less what it paid for writing it; negative when it only wrote. */
export function wonBy(usage: Usage, rates: InputRates): number {
  return usage.cachedInput * savingPerToken(rates) - usage.cacheWrite * surchargePerToken(rates);
}

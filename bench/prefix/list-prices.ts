import type { InputRates } from '../../src/proxy/prefix/rates.js';
import type { Usage } from '../../src/proxy/wire.js';

/** The providers' list prices for input, micro-dollars per million tokens, as published in 2026. */
const listed: Readonly<Record<string, InputRates>> = {
  'claude-opus-4-5': { input: 5_000_000, cachedInput: 500_000, cacheWrite: 6_250_000 },
  'claude-sonnet-4-5': { input: 3_000_000, cachedInput: 300_000, cacheWrite: 3_750_000 },
  'claude-haiku-4-5': { input: 1_000_000, cachedInput: 100_000, cacheWrite: 1_250_000 },
  'gpt-4.1': { input: 2_000_000, cachedInput: 500_000, cacheWrite: 2_000_000 },
  'gpt-5': { input: 1_250_000, cachedInput: 125_000, cacheWrite: 1_250_000 },
};

/** Throws a RangeError for a model that is not listed here. */
export function listRates(model: string): InputRates {
  const rates = listed[model];
  if (rates === undefined) throw new RangeError(`no list price for ${model}`);
  return rates;
}

/** What the input of one request costs, in dollars. An hour in the cache costs twice the input price. */
export function inputCostUsd(model: string, usage: Usage): number {
  const { input, cachedInput, cacheWrite } = listRates(model);
  const hour = usage.cacheWriteHour ?? 0;
  const micro =
    usage.input * input + usage.cachedInput * cachedInput + (usage.cacheWrite - hour) * cacheWrite + hour * 2 * input;
  return micro / 1e12;
}

import type { Pace } from './pace.js';
import { callCost, coldPenalty, type ModelPrices } from './prices.js';

/** A model that could take the next human turn, and what its provider holds of the conversation. */
export interface Option {
  readonly prices: ModelPrices;
  readonly held: number;
}

/**
 * What all calls of the next human turn are expected to save on `option` against `stay`, in micro-dollars. The first is
 * cold where nothing is held; what each adds is read from the cache by the next.
 */
export function turnSaving(prompt: number, pace: Pace, option: Option, stay: Option): number {
  return turnCost(prompt, pace, stay) - turnCost(prompt, pace, option);
}

function turnCost(prompt: number, pace: Pace, { prices, held }: Option): number {
  const calls = Math.max(1, pace.calls);
  const middle = prompt + ((calls - 1) / 2) * (pace.freshTokens + pace.outputTokens);
  const later = { prompt: middle, held: middle - pace.freshTokens, output: pace.outputTokens };
  return callCost(prices, { prompt, held, output: pace.outputTokens }) + (calls - 1) * callCost(prices, later);
}

/** What it costs to come back behind that turn to a model that holds as much as it does now. */
export function wayBack(prompt: number, pace: Pace, { prices, held }: Option): number {
  const behind = prompt + Math.max(1, pace.calls) * (pace.freshTokens + pace.outputTokens);
  return coldPenalty(prices, behind) - coldPenalty(prices, held);
}

import type { Facts } from '../prompt.js';
import type { Usage } from '../wire.js';

/** The rule of thumb that providers themselves publish for English text. */
const charsPerToken = 4;

/** Nothing was used: the provider refused, or was never reached. */
export const noUsage: Usage = { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };

/**
 * What a stream probably used that was cut before it said so: the text of the request and the answer seen so far. Tool
 * definitions, images and hidden reasoning are not in it, so it is rather too low.
 */
export function estimateUsage(facts: Facts, answerChars: number): Usage {
  const requestChars = facts.turns.reduce((sum, turn) => sum + turn.text.length, 0);
  return {
    ...noUsage,
    input: Math.ceil(requestChars / charsPerToken),
    output: Math.ceil(whole(answerChars) / charsPerToken),
  };
}

/** Whole numbers from zero up, whatever a provider reported; reasoning is never more than the output it is part of. */
export function cleanUsage(usage: Usage): Usage {
  const output = whole(usage.output);
  const clean: Usage = {
    input: whole(usage.input),
    cachedInput: whole(usage.cachedInput),
    cacheWrite: whole(usage.cacheWrite),
    output,
    reasoning: Math.min(whole(usage.reasoning), output),
  };
  const { reportedCost } = usage;
  const sound = reportedCost !== undefined && Number.isFinite(reportedCost) && reportedCost >= 0;
  return sound ? { ...clean, reportedCost: whole(reportedCost) } : clean;
}

function whole(value: number): number {
  return value > 0 ? Math.min(Math.round(value), Number.MAX_SAFE_INTEGER) : 0;
}

import type { Json } from '../../prompt.js';
import type { Usage } from '../../wire.js';
import { asCount, asNumber, asObject } from '../shape.js';

/**
 * Reads a chat-completions `usage` object. `prompt_tokens` counts cached tokens too, so they are taken out of `input`;
 * `completion_tokens` counts reasoning too, so it is only repeated. `cost` (in dollars) is OpenRouter's own figure.
 * Undefined when there is none.
 */
export function readUsage(value: Json | undefined): Usage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const prompt = asObject(usage['prompt_tokens_details']);
  const completion = asObject(usage['completion_tokens_details']);
  const cachedInput = asCount(prompt?.['cached_tokens']) || asCount(usage['prompt_cache_hit_tokens']);
  const cacheWrite = asCount(prompt?.['cache_write_tokens']);
  const cost = asNumber(usage['cost']);
  return {
    input: Math.max(0, asCount(usage['prompt_tokens']) - cachedInput - cacheWrite),
    cachedInput,
    cacheWrite,
    output: asCount(usage['completion_tokens']),
    reasoning: asCount(completion?.['reasoning_tokens']),
    ...(cost !== undefined && cost >= 0 ? { reportedCost: Math.round(cost * 1_000_000) } : {}),
  };
}

/** A `usage` object for replies whose own was not kept. */
export function writeUsage(usage: Usage): { readonly [key: string]: Json } {
  const prompt = usage.input + usage.cachedInput + usage.cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cachedInput },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}

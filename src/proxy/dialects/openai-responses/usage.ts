import type { Json } from '../../prompt.js';
import type { Usage } from '../../wire.js';
import { asCount, asNumber, asObject } from '../shape.js';

/**
 * Reads the `usage` of a response. `input_tokens` counts cached tokens too, so they are taken out of `input`;
 * `output_tokens` counts reasoning too, so it is only repeated. `cost` (in dollars) is OpenRouter's own figure.
 * Undefined when there is none.
 */
export function readUsage(value: Json | undefined): Usage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const input = asObject(usage['input_tokens_details']);
  const output = asObject(usage['output_tokens_details']);
  const cachedInput = asCount(input?.['cached_tokens']);
  const cacheWrite = asCount(input?.['cache_write_tokens']);
  const cost = asNumber(usage['cost']);
  return {
    input: Math.max(0, asCount(usage['input_tokens']) - cachedInput - cacheWrite),
    cachedInput,
    cacheWrite,
    output: asCount(usage['output_tokens']),
    reasoning: asCount(output?.['reasoning_tokens']),
    ...(cost !== undefined && cost >= 0 ? { reportedCost: Math.round(cost * 1_000_000) } : {}),
  };
}

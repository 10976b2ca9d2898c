import type { JsonObject } from '../../prompt.js';
import type { Usage } from '../../wire.js';
import { counted, readCost, readMedia, readTier } from '../openai-chat/usage.js';
import { asArray, asCount, asObject, asString } from '../shape.js';

/**
 * Reads what a response says of its usage: the counts of `usage`, the service tier, and the tools that the provider ran.
 * `input_tokens` counts cached tokens too, so they are taken out of `input`; `output_tokens` counts reasoning too, so it
 * is only repeated. Undefined when there is none.
 */
export function readUsage(response: JsonObject): Usage | undefined {
  const usage = asObject(response['usage']);
  if (usage === undefined) return undefined;
  const input = asObject(usage['input_tokens_details']);
  const output = asObject(usage['output_tokens_details']);
  const cachedInput = asCount(input?.['cached_tokens']);
  const cacheWrite = asCount(input?.['cache_write_tokens']);
  return {
    input: Math.max(0, asCount(usage['input_tokens']) - cachedInput - cacheWrite),
    cachedInput,
    cacheWrite,
    output: asCount(usage['output_tokens']),
    reasoning: asCount(output?.['reasoning_tokens']),
    ...readMedia(input, output),
    ...readTier(response['service_tier']),
    ...readTools(response),
    ...readCost(usage),
  };
}

/**
 * Calls of the provider's own tools. Searches have a fee each. Pictures are drawn by a model that the reply does not
 * name, and code runs in a container that is paid for by the session.
 */
function readTools(response: JsonObject): Partial<Usage> {
  const items = asArray(response['output']).map(item => asObject(item) ?? {});
  const calls = (type: string) => items.filter(item => item['type'] === type);
  const told = asObject(asObject(response['tool_usage'])?.['web_search'])?.['num_requests'];
  // Opening a page that was found is free.
  const searches = calls('web_search_call').filter(
    ({ action }) => (asString(asObject(action)?.['type']) ?? 'search') === 'search',
  );
  const unmetered = unmeteredTools.some(type => calls(type).length > 0);
  return {
    ...counted('webSearches', told ?? searches.length),
    ...counted('fileSearches', calls('file_search_call').length),
    ...(unmetered ? { unmetered } : {}),
  };
}

const unmeteredTools = ['image_generation_call', 'code_interpreter_call'];

import type { Json, JsonObject } from '../../prompt.js';
import type { Usage } from '../../wire.js';
import { asArray, asCount, asNumber, asObject, asString } from '../shape.js';

/**
 * Reads a messages `usage` object. Its three kinds of input do not overlap, so none is taken out of another; writes to
 * the prompt cache are split by how long they are kept. A summary that the provider wrote on the way (`compaction`) is
 * charged beside the rest but left out of the top-level figures (Anthropic's page on compaction), so it is added.
 * Undefined when it holds no figures.
 */
export function readUsage(value: Json | undefined): Usage | undefined {
  const usage = asObject(value);
  if (usage === undefined || (asNumber(usage['input_tokens']) ?? asNumber(usage['output_tokens'])) === undefined) {
    return undefined;
  }
  const summaries = asArray(usage['iterations'])
    .map(iteration => asObject(iteration) ?? {})
    .filter(iteration => iteration['type'] === 'compaction');
  return { ...summaries.map(readCounts).reduce(sum, readCounts(usage)), ...readTerms(usage), ...readSearches(usage) };
}

/** Two `usage` objects of one stream: figures are totals so far, so the later ones win where they are given. */
export function laterUsage(before: JsonObject, after: JsonObject): JsonObject {
  return { ...before, ...Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)) };
}

/** A `usage` object for replies whose own was not kept. */
export function writeUsage(usage: Usage): JsonObject {
  const hour = usage.cacheWriteHour ?? 0;
  return {
    input_tokens: usage.input,
    cache_creation_input_tokens: usage.cacheWrite,
    cache_read_input_tokens: usage.cachedInput,
    cache_creation: { ephemeral_5m_input_tokens: usage.cacheWrite - hour, ephemeral_1h_input_tokens: hour },
    output_tokens: usage.output,
    output_tokens_details: { thinking_tokens: usage.reasoning },
  };
}

function readCounts(usage: JsonObject): Usage {
  const split = asObject(usage['cache_creation']);
  const hour = asCount(split?.['ephemeral_1h_input_tokens']);
  const cacheWrite =
    asCount(usage['cache_creation_input_tokens']) || hour + asCount(split?.['ephemeral_5m_input_tokens']);
  return {
    input: asCount(usage['input_tokens']),
    cachedInput: asCount(usage['cache_read_input_tokens']),
    cacheWrite,
    ...hourPart(Math.min(hour, cacheWrite)),
    output: asCount(usage['output_tokens']),
    reasoning: asCount(asObject(usage['output_tokens_details'])?.['thinking_tokens']),
  };
}

/** Tier, speed and place of a request, where they are not the ordinary ones; all three change the price. */
function readTerms(usage: JsonObject): Partial<Usage> {
  const told = ['service_tier', 'speed', 'inference_geo'].map(field => asString(usage[field]) ?? '');
  const terms = told.filter(term => term !== '' && !ordinary.has(term));
  return terms.length > 0 ? { terms } : {};
}

const ordinary: ReadonlySet<string> = new Set(['standard', 'global', 'not_available']);

/** Searches have a fee; what is fetched from the web only counts as input. */
function readSearches(usage: JsonObject): Partial<Usage> {
  const webSearches = asCount(asObject(usage['server_tool_use'])?.['web_search_requests']);
  return webSearches > 0 ? { webSearches } : {};
}

function sum(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    cachedInput: a.cachedInput + b.cachedInput,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    ...hourPart((a.cacheWriteHour ?? 0) + (b.cacheWriteHour ?? 0)),
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  };
}

function hourPart(tokens: number): { readonly cacheWriteHour?: number } {
  return tokens > 0 ? { cacheWriteHour: tokens } : {};
}

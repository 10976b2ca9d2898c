import type { Json, JsonObject } from '../../prompt.js';
import type { Usage } from '../../wire.js';
import { asCount, asNumber, asObject, asString } from '../shape.js';

/** Reads the `usage` of a reply or of a chunk, and the service tier beside it. Undefined when there is none. */
export function readReplyUsage(reply: JsonObject | undefined): Usage | undefined {
  const usage = readUsage(reply?.['usage']);
  return usage && { ...usage, ...readTier(reply?.['service_tier']) };
}

/**
 * Reads a chat-completions `usage` object. `prompt_tokens` counts cached tokens too, so they are taken out of `input`;
 * `completion_tokens` counts reasoning too, so it is only repeated. Undefined when there is none.
 */
export function readUsage(value: Json | undefined): Usage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const prompt = asObject(usage['prompt_tokens_details']);
  const completion = asObject(usage['completion_tokens_details']);
  const cachedInput = asCount(prompt?.['cached_tokens']) || asCount(usage['prompt_cache_hit_tokens']);
  const cacheWrite = asCount(prompt?.['cache_write_tokens']);
  const hidden = hiddenOutput(usage);
  return {
    input: Math.max(0, asCount(usage['prompt_tokens']) - cachedInput - cacheWrite),
    cachedInput,
    cacheWrite,
    output: asCount(usage['completion_tokens']) + hidden,
    reasoning: Math.max(asCount(completion?.['reasoning_tokens']), hidden),
    ...readMedia(prompt, completion),
    ...readCost(usage),
  };
}

/**
 * Sound and pictures, for the usage objects of both OpenAI dialects. Cached sound is cheaper than fresh, and how much
 * of the sound was cached is not told.
 */
export function readMedia(input: JsonObject | undefined, output: JsonObject | undefined): Partial<Usage> {
  const unmetered = asCount(input?.['audio_tokens']) > 0 && asCount(input?.['cached_tokens']) > 0;
  return {
    ...counted('audioInput', input?.['audio_tokens']),
    ...counted('imageInput', input?.['image_tokens']),
    ...counted('audioOutput', output?.['audio_tokens']),
    ...counted('imageOutput', output?.['image_tokens']),
    ...(unmetered ? { unmetered } : {}),
  };
}

/**
 * What the provider itself says it cost: in dollars at OpenRouter, with what the maker charges beside it to the
 * caller's own key there; in dollars under `total_cost` at Perplexity; in ticks of 1/10,000,000,000 dollar at xAI.
 */
export function readCost(usage: JsonObject): Partial<Usage> {
  const cost = asNumber(usage['cost']) ?? asNumber(asObject(usage['cost'])?.['total_cost']);
  const ticks = asNumber(usage['cost_in_usd_ticks']);
  const details = asObject(usage['cost_details']);
  const ownKey = usage['is_byok'] === true ? (asNumber(details?.['upstream_inference_cost']) ?? 0) : 0;
  const microUsd = cost !== undefined ? (cost + ownKey) * 1_000_000 : ticks !== undefined ? ticks / 10_000 : undefined;
  return microUsd !== undefined && microUsd >= 0 ? { reportedCost: Math.round(microUsd) } : {};
}

/** The tier that served a request, where it is not the ordinary one; compatible servers also repeat `auto`. */
export function readTier(tier: Json | undefined): Partial<Usage> {
  const name = asString(tier) ?? '';
  return name === '' || ordinaryTiers.has(name) ? {} : { terms: [name] };
}

const ordinaryTiers: ReadonlySet<string> = new Set(['default', 'standard', 'auto', 'on_demand']);

/** A count under its name, left out when it is nothing. */
export function counted(name: keyof Usage, value: Json | undefined): Partial<Usage> {
  const count = asCount(value);
  return count > 0 ? { [name]: count } : {};
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

/**
 * Gemini and xAI leave thoughts out of `completion_tokens`, charge them as output, and count them in the total. Nothing
 * else makes a total larger than its parts.
 */
function hiddenOutput(usage: JsonObject): number {
  const prompt = asCount(usage['prompt_tokens']);
  if (prompt === 0) return 0;
  return Math.max(0, asCount(usage['total_tokens']) - prompt - asCount(usage['completion_tokens']));
}

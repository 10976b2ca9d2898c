import type { Json, JsonObject } from '../prompt.js';

/** The body without the fields of OpenAI's dialects that say how an answer is delivered, billed, kept or cached. */
export function withoutVolatile(body: JsonObject): Record<string, Json> {
  // `fromEntries` keeps a field named `__proto__` as a field, which an assignment would not.
  return Object.fromEntries(Object.entries(body).filter(([key]) => !volatileFields.has(key)));
}

const volatileFields: ReadonlySet<string> = new Set([
  'stream',
  'stream_options',
  'metadata',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
  'prompt_cache_options',
  'client_metadata',
  'store',
  'service_tier',
  'cache_control',
]);

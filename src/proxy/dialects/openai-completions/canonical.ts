import type { Json, JsonObject } from '../../prompt.js';
import { asArray } from '../shape.js';

/** The body with everything removed that does not change the answer. Texts are never touched. */
export function canonicalBody(body: JsonObject): JsonObject {
  // `fromEntries` keeps a field named `__proto__` as a field, which an assignment would not.
  return Object.fromEntries(
    Object.entries(body)
      .filter(([key]) => !volatileFields.has(key))
      .map(([key, value]) => [key, key === 'prompt' ? onlyText(value) : value]),
  );
}

/** {@link canonicalBody} without the prompt. */
export function partitionBody(body: JsonObject): JsonObject {
  return { ...canonicalBody(body), prompt: '' };
}

/** `["x"]` and `"x"` ask for the same. Also true of the input of embeddings. */
export function onlyText(value: Json): Json {
  const [only, ...others] = asArray(value);
  return typeof only === 'string' && others.length === 0 ? only : value;
}

const volatileFields: ReadonlySet<string> = new Set([
  'stream',
  'stream_options',
  'metadata',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
  'client_metadata',
  'store',
  'service_tier',
]);

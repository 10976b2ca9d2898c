import type { Json, JsonObject } from '../../prompt.js';
import { withoutVolatile } from '../volatile.js';
import { asArray } from '../shape.js';

/** The body with everything removed that does not change the answer. Texts are never touched. */
export function canonicalBody(body: JsonObject): JsonObject {
  const kept = withoutVolatile(body);
  return body['prompt'] === undefined ? kept : { ...kept, prompt: onlyText(body['prompt']) };
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

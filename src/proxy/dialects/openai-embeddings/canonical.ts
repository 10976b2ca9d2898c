import type { JsonObject } from '../../prompt.js';
import { withoutVolatile } from '../volatile.js';
import { onlyText } from '../openai-completions/canonical.js';

/** The body without who it is billed to; the encoding stays, because it changes the bytes of the answer. */
export function canonicalBody(body: JsonObject): JsonObject {
  const kept = withoutVolatile(body);
  return body['input'] === undefined ? kept : { ...kept, input: onlyText(body['input']) };
}

/** {@link canonicalBody} without the input. */
export function partitionBody(body: JsonObject): JsonObject {
  return { ...canonicalBody(body), input: '' };
}

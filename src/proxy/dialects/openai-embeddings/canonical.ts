import type { JsonObject } from '../../prompt.js';
import { onlyText } from '../openai-completions/canonical.js';

/** The body without who it is billed to; the encoding stays, because it changes the bytes of the answer. */
export function canonicalBody(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([key]) => !volatileFields.has(key))
      .map(([key, value]) => [key, key === 'input' ? onlyText(value) : value]),
  );
}

/** {@link canonicalBody} without the input. */
export function partitionBody(body: JsonObject): JsonObject {
  return { ...canonicalBody(body), input: '' };
}

const volatileFields: ReadonlySet<string> = new Set([
  'stream',
  'stream_options',
  'metadata',
  'user',
  'safety_identifier',
  'client_metadata',
  'service_tier',
]);

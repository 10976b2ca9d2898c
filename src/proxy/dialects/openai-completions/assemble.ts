import type { Json, JsonObject } from '../../prompt.js';
import { parseChunk } from '../openai-chat/watch.js';
import { asArray, asNumber, asObject, asString } from '../shape.js';
import { splitEvents } from '../sse.js';

/** Puts the chunks of a stream together into the object that the same call would have given unstreamed. */
export function assembleChunks(events: string): JsonObject {
  let whole: JsonObject = {};
  const choices = new Map<number, JsonObject>();
  for (const event of splitEvents(events)) {
    const { choices: parts, usage, ...rest } = parseChunk(event) ?? {};
    whole = { ...whole, ...rest, ...(asObject(usage) === undefined ? {} : { usage: usage ?? null }) };
    for (const value of asArray(parts)) {
      const part = asObject(value) ?? {};
      const index = asNumber(part['index']) ?? 0;
      choices.set(index, grown(choices.get(index), part));
    }
  }
  return { ...whole, choices: [...choices.entries()].toSorted(([a], [b]) => a - b).map(([, choice]) => choice) };
}

/** The texts grow; everything else is replaced, and not by nothing. */
function grown(before: JsonObject | undefined, part: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...before };
  for (const [key, value] of Object.entries(part)) if (value !== null) merged[key] = value;
  const text = (asString(before?.['text']) ?? '') + (asString(part['text']) ?? '');
  return { logprobs: null, finish_reason: null, ...merged, text };
}

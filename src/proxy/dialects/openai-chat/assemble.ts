import type { Json, JsonObject } from '../../prompt.js';
import { asArray, asNumber, asObject } from '../shape.js';
import { splitEvents } from '../sse.js';
import { parseChunk } from './watch.js';

/** Puts the chunks of a stream together into the object that the same call would have given unstreamed. */
export function assembleChunks(events: string): JsonObject {
  let whole: Record<string, Json> = {};
  const choices = new Map<number, Record<string, Json>>();
  for (const event of splitEvents(events)) {
    const chunk = parseChunk(event);
    if (chunk === undefined) continue;
    const { choices: parts, usage, ...rest } = chunk;
    whole = { ...whole, ...rest };
    if (asObject(usage) !== undefined) whole['usage'] = usage ?? null;
    for (const part of asArray(parts)) addChoice(choices, asObject(part) ?? {});
  }
  const ordered = [...choices.entries()].toSorted(([a], [b]) => a - b).map(([, choice]) => choice);
  return { ...whole, object: 'chat.completion', choices: ordered };
}

function addChoice(choices: Map<number, Record<string, Json>>, part: JsonObject): void {
  const index = asNumber(part['index']) ?? 0;
  const choice = choices.get(index) ?? { index, message: { role: 'assistant', content: null }, finish_reason: null };
  const { delta, ...rest } = part;
  choices.set(index, {
    ...choice,
    ...dropNulls(rest),
    message: mergeDelta(asObject(choice['message']) ?? {}, asObject(delta) ?? {}),
  });
}

/** Texts grow, lists grow by their `index`, everything else is replaced. */
function mergeDelta(message: JsonObject, delta: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...message };
  for (const [key, value] of Object.entries(delta)) {
    const before = merged[key];
    if (value === null) merged[key] ??= null;
    else if (typeof value === 'string' && typeof before === 'string' && !fixedTexts.has(key))
      merged[key] = before + value;
    else if (Array.isArray(value)) merged[key] = mergeList(asArray(before), asArray(value));
    else if (asObject(value) !== undefined && asObject(before) !== undefined) {
      merged[key] = mergeDelta(asObject(before) ?? {}, asObject(value) ?? {});
    } else merged[key] = value;
  }
  return merged;
}

const fixedTexts: ReadonlySet<string> = new Set(['role', 'id', 'type', 'name']);

function mergeList(before: readonly Json[], added: readonly Json[]): readonly Json[] {
  const list = [...before];
  for (const item of added) {
    const index = asNumber(asObject(item)?.['index']);
    if (index === undefined) {
      list.push(item);
      continue;
    }
    const { index: _position, ...rest } = asObject(item) ?? {};
    list[index] = mergeDelta(asObject(list[index]) ?? {}, rest);
  }
  // Providers may skip an index; the holes are not calls.
  return Object.values(list);
}

function dropNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

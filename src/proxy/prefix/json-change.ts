import type { Json, JsonObject } from '../prompt.js';

/** Where two JSON values first differ. */
export type JsonChange =
  /** Two leaves: texts, numbers, or values of different types. */
  | { readonly kind: 'leaf'; readonly path: readonly string[]; readonly before: Json; readonly after: Json }
  /** The same members in another order: another text to the model. */
  | { readonly kind: 'order'; readonly path: readonly string[] }
  /** A member or an element is there on one side only. */
  | { readonly kind: 'shape'; readonly path: readonly string[] };

/**
 * The first difference between two values, in the order of the second; undefined when a provider's prompt cache sees
 * none: breakpoints do not count, and a text says the same as the one block that it is short for.
 */
export function jsonChange(before: Json, after: Json): JsonChange | undefined {
  return change(normal(before), normal(after), []);
}

function change(before: Json, after: Json, path: readonly string[]): JsonChange | undefined {
  if (Array.isArray(before) && Array.isArray(after)) return listChange(before as Json[], after as Json[], path);
  if (isObject(before) && isObject(after)) return objectChange(before, after, path);
  return before === after ? undefined : { kind: 'leaf', path, before, after };
}

function listChange(before: readonly Json[], after: readonly Json[], path: readonly string[]): JsonChange | undefined {
  const length = Math.min(before.length, after.length);
  for (let at = 0; at < length; at++) {
    const found = change(before[at] ?? null, after[at] ?? null, [...path, String(at)]);
    if (found !== undefined) return found;
  }
  return before.length === after.length ? undefined : { kind: 'shape', path: [...path, String(length)] };
}

function objectChange(before: JsonObject, after: JsonObject, path: readonly string[]): JsonChange | undefined {
  const names = Object.keys(after);
  const former = Object.keys(before);
  for (const name of names) {
    const old = before[name];
    if (!Object.hasOwn(before, name) || old === undefined) return { kind: 'shape', path: [...path, name] };
    const found = change(old, after[name] ?? null, [...path, name]);
    if (found !== undefined) return found;
  }
  if (former.length !== names.length) return { kind: 'shape', path };
  return former.every((name, at) => name === names[at]) ? undefined : { kind: 'order', path };
}

function normal(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(normal);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'cache_control');
  return Object.fromEntries(
    kept.map(([name, inner]) => [name, name === 'content' ? asBlocks(normal(inner)) : normal(inner)]),
  );
}

/** What stands alone in a part is a block's text or the whole content of a message; both are brought to blocks. */
export function asBlocks(value: Json): Json {
  return typeof value === 'string' ? [{ type: 'text', text: value }] : value;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

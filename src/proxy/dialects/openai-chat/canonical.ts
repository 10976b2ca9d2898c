import type { Json, JsonObject } from '../../prompt.js';
import { changeLastUser, sortedByName } from '../lists.js';
import { withoutVolatile } from '../volatile.js';
import { asArray, asObject, asString } from '../shape.js';

/**
 * The body with everything removed that does not change the answer: how it is delivered, who it is billed to,
 * cache hints, and the provider's own call ids (replaced by their order, so that calls and results stay linked).
 * Texts are never touched. Tools are sorted by name, because some clients shuffle them.
 */
export function canonicalBody(body: JsonObject): JsonObject {
  const kept = withoutVolatile(body);
  const callNumbers = new Map<string, string>();
  kept['messages'] = asArray(body['messages']).map(message => canonicalMessage(message, callNumbers));
  if (Array.isArray(body['tools'])) {
    kept['tools'] = sortedByName(asArray(body['tools']).map(withoutCacheHint), sortName);
  }
  return kept;
}

/** {@link canonicalBody} with the content of the last user message emptied. */
export function partitionBody(body: JsonObject): JsonObject {
  const canonical = canonicalBody(body);
  const messages = changeLastUser(asArray(canonical['messages']), message => ({ ...message, content: '' }));
  return { ...canonical, messages };
}

function canonicalMessage(value: Json, callNumbers: Map<string, string>): Json {
  const message = asObject(value);
  if (message === undefined) return value;
  const kept: Record<string, Json> = { ...withoutHint(message) };
  if (message['content'] !== undefined) kept['content'] = canonicalContent(message['content']);
  if (Array.isArray(message['tool_calls'])) {
    kept['tool_calls'] = asArray(message['tool_calls']).map(call => renumber(call, 'id', callNumbers));
  }
  return typeof message['tool_call_id'] === 'string' ? renumber(kept, 'tool_call_id', callNumbers) : kept;
}

/** `"x"` and `[{type: "text", text: "x"}]` say the same; clients flip between the two for one and the same message. */
function canonicalContent(content: Json): Json {
  if (!Array.isArray(content)) return content;
  const parts = asArray(content).map(withoutCacheHint);
  const only = parts.length === 1 ? asObject(parts[0]) : undefined;
  if (only?.['type'] === 'text' && typeof only['text'] === 'string' && Object.keys(only).length === 2)
    return only['text'];
  return parts;
}

function renumber(value: Json, field: string, callNumbers: Map<string, string>): Json {
  const object = asObject(value);
  const id = asString(object?.[field]);
  if (object === undefined || id === undefined) return value;
  const number = callNumbers.get(id) ?? `call-${callNumbers.size}`;
  callNumbers.set(id, number);
  return { ...object, [field]: number };
}

function withoutCacheHint(value: Json): Json {
  const object = asObject(value);
  return object === undefined ? value : withoutHint(object);
}

function withoutHint(object: JsonObject): JsonObject {
  if (object['cache_control'] === undefined) return object;
  const { cache_control: _hint, ...rest } = object;
  return rest;
}

function sortName(tool: Json): string {
  const object = asObject(tool);
  return asString(asObject(object?.['function'])?.['name']) ?? asString(object?.['name']) ?? '';
}

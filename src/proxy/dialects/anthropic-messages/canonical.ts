import type { Json, JsonObject } from '../../prompt.js';
import { changeLastUser, sortedByName } from '../lists.js';
import { asArray, asObject, asString } from '../shape.js';
import { CallNumbers } from './call-numbers.js';
import { withoutBillingLine } from './system.js';
import { toolName } from './tool-name.js';

/**
 * The body with everything removed that does not change the answer: how it is delivered, who it is billed to, cache
 * breakpoints, and the ids of tool calls (replaced by their order, so that calls and results stay linked). Texts and
 * thoughts are never touched. Tools are sorted by name, because some clients shuffle them.
 */
export function canonicalBody(body: JsonObject): JsonObject {
  // `fromEntries` keeps a field named `__proto__` as a field, which an assignment would not.
  const kept: Record<string, Json> = Object.fromEntries(
    Object.entries(body).filter(([key]) => !volatileFields.has(key)),
  );
  const numbers = new CallNumbers();
  const system = withoutBillingLine(body['system']);
  if (system === undefined) delete kept['system'];
  else kept['system'] = canonicalContent(system, numbers);
  kept['messages'] = asArray(body['messages']).map(message => canonicalMessage(message, numbers));
  if (Array.isArray(body['tools'])) {
    kept['tools'] = sortedByName(asArray(body['tools']).map(withoutHint), toolName);
  }
  return kept;
}

/** {@link canonicalBody} with the text blocks of the last user message emptied. */
export function partitionBody(body: JsonObject): JsonObject {
  const canonical = canonicalBody(body);
  return { ...canonical, messages: changeLastUser(asArray(canonical['messages']), withoutWords) };
}

const volatileFields: ReadonlySet<string> = new Set(['stream', 'metadata', 'service_tier', 'cache_control']);

function canonicalMessage(value: Json, numbers: CallNumbers): Json {
  const message = asObject(withoutHint(value));
  if (message === undefined) return value;
  const { content } = message;
  return content === undefined ? message : { ...message, content: canonicalContent(content, numbers) };
}

/** `"x"` and `[{type: "text", text: "x"}]` say the same; clients flip between the two for one and the same message. */
function canonicalContent(content: Json, numbers: CallNumbers): Json {
  if (!Array.isArray(content)) return content;
  const blocks = asArray(content).map(block => canonicalBlock(block, numbers));
  const only = blocks.length === 1 ? asObject(blocks[0]) : undefined;
  const plain = only?.['type'] === 'text' && Object.keys(only).length === 2 ? asString(only['text']) : undefined;
  return plain ?? blocks;
}

function canonicalBlock(value: Json, numbers: CallNumbers): Json {
  const block = asObject(withoutHint(value));
  if (block === undefined) return value;
  const kept: Record<string, Json> = { ...numbers.in(block) };
  // What a block holds may carry breakpoints of its own: results hold blocks, documents may be made of them.
  if (Array.isArray(block['content'])) kept['content'] = canonicalContent(block['content'], numbers);
  const source = asObject(block['source']);
  if (source !== undefined && Array.isArray(source['content'])) {
    kept['source'] = { ...source, content: canonicalContent(source['content'], numbers) };
  }
  return kept;
}

function withoutHint(value: Json): Json {
  const object = asObject(value);
  if (object?.['cache_control'] === undefined) return value;
  const { cache_control: _hint, ...rest } = object;
  return rest;
}

function withoutWords(message: JsonObject): Json {
  const { content } = message;
  if (typeof content === 'string') return { ...message, content: '' };
  if (!Array.isArray(content)) return message;
  const blocks = asArray(content).map(block => {
    const object = asObject(block);
    return object?.['type'] === 'text' ? { ...object, text: '' } : block;
  });
  return { ...message, content: blocks };
}

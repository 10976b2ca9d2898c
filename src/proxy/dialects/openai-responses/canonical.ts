import type { Json, JsonObject } from '../../prompt.js';
import { changeLastUser, sortedByName } from '../lists.js';
import { withoutVolatile } from '../volatile.js';
import { asArray, asObject, asString } from '../shape.js';
import { itemType } from './items.js';

/**
 * The body with everything removed that does not change the answer: how it is delivered, who it is billed to, cache
 * hints, and ids (those that link a call to its result become their order). Texts are never touched. Tools are sorted
 * by name, because some clients shuffle them. `store: false` stays: the ids of an answer that the provider keeps may
 * be referred to later, so such answers must not be mixed with those that nobody keeps.
 */
export function canonicalBody(body: JsonObject): JsonObject {
  const kept = withoutVolatile(body);
  if (body['store'] === false) kept['store'] = false;
  if (body['input'] !== undefined) kept['input'] = canonicalInput(body['input']);
  if (Array.isArray(body['tools'])) {
    kept['tools'] = sortedByName(asArray(body['tools']), sortName);
  }
  return kept;
}

/** {@link canonicalBody} with the content of the last user message emptied. */
export function partitionBody(body: JsonObject): JsonObject {
  const canonical = canonicalBody(body);
  if (!Array.isArray(canonical['input'])) return canonical;
  const input = changeLastUser(asArray(canonical['input']), message => ({ ...message, content: '' }));
  return { ...canonical, input };
}

/** `"x"` and one user message that says x are the same. */
function canonicalInput(input: Json): Json {
  if (typeof input === 'string') return [{ role: 'user', content: input }];
  if (!Array.isArray(input)) return input;
  const numbers = new Map<string, string>();
  return asArray(input).map(item => canonicalItem(item, numbers));
}

function canonicalItem(value: Json, numbers: Map<string, string>): Json {
  const item = asObject(value);
  if (item === undefined) return value;
  const type = itemType(item);
  const kept: Record<string, Json> = {};
  for (const [field, content] of Object.entries(item)) {
    const canonical = canonicalField(type, field, content, numbers);
    // Defined, not assigned, for the sake of a field named `__proto__`.
    if (canonical !== undefined) Object.defineProperty(kept, field, { value: canonical, ...plainField });
  }
  return kept;
}

const plainField = { enumerable: true, writable: true, configurable: true } as const;

/** Undefined when the field says nothing that the item would not say without it. */
function canonicalField(type: string, field: string, value: Json, numbers: Map<string, string>): Json | undefined {
  if (field === 'id')
    return linkedById.has(type) ? numberOf(value, numbers) : type === 'item_reference' ? value : undefined;
  if (linkFields.has(field)) return numberOf(value, numbers);
  if (field === 'type' && type === 'message') return undefined;
  if (field === 'status' && value === 'completed') return undefined;
  if (field === 'content' && type === 'message') return canonicalContent(value);
  return value;
}

/** Fields that tie a call and its result together. */
const linkFields: ReadonlySet<string> = new Set(['call_id', 'approval_request_id']);
/** Items whose own id is what the other side of the tie may name. */
const linkedById: ReadonlySet<string> = new Set([
  'mcp_approval_request',
  'local_shell_call',
  'local_shell_call_output',
]);

function numberOf(value: Json, numbers: Map<string, string>): Json {
  if (typeof value !== 'string') return value;
  const number = numbers.get(value) ?? `call-${numbers.size}`;
  numbers.set(value, number);
  return number;
}

/** One text part says the same as its text. Which of the two text types it has follows from the role. */
function canonicalContent(content: Json): Json {
  if (!Array.isArray(content)) return content;
  const parts = asArray(content).map(canonicalPart);
  const only = parts.length === 1 ? asObject(parts[0]) : undefined;
  const plain = only !== undefined && Object.keys(only).length === 2 && textTypes.has(asString(only['type']) ?? '');
  return plain && typeof only['text'] === 'string' ? only['text'] : parts;
}

const textTypes: ReadonlySet<string> = new Set(['input_text', 'output_text']);

/** Without the cache hint, and without lists that an answer brings along empty. */
function canonicalPart(value: Json): Json {
  const part = asObject(value);
  if (part === undefined) return value;
  return Object.fromEntries(
    Object.entries(part).filter(([field, content]) => {
      if (field === 'prompt_cache_breakpoint') return false;
      return !(emptyLists.has(field) && Array.isArray(content) && asArray(content).length === 0);
    }),
  );
}

const emptyLists: ReadonlySet<string> = new Set(['annotations', 'logprobs']);

function sortName(value: Json): string {
  const tool = asObject(value);
  return asString(tool?.['name']) ?? asString(tool?.['server_label']) ?? asString(tool?.['type']) ?? '';
}

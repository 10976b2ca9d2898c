import type { Json, JsonObject } from '../../prompt.js';
import type { PromptPart, PromptPrefix } from '../../wire.js';
import { skipValue, walkElements, walkMembers } from '../json-splice.js';
import { eachPart, findPrefix, isMarked, type FindParts } from '../prefix-spans.js';
import { asArray, asObject, asString } from '../shape.js';
import { hasMedia } from './blocks.js';

/**
 * A messages body as Anthropic's prompt cache sees it: tools, then system, then the messages block by block. A changed
 * model makes everything new, a changed `thinking` or `tool_choice` the messages (Anthropic's page on prompt caching).
 */
export function readPrefix(raw: Buffer, body: JsonObject): PromptPrefix {
  return findPrefix(raw, body, members, { model: 'all', thinking: 'messages', tool_choice: 'messages' });
}

/** Whether the caller has set breakpoints, or has asked for automatic ones. */
export function hasBreakpoints(body: JsonObject): boolean {
  const automatic = body['cache_control'] !== undefined && body['cache_control'] !== null;
  return automatic || isMarked(body['tools']) || isMarked(body['system']) || isMarked(body['messages']);
}

const plain = { role: '', media: false } as const;
const members = {
  tools: eachPart(tool => ({ ...plain, section: 'tools', markable: isTool(tool) })),
  system: eachPart(block => ({ ...plain, section: 'system', markable: bearsMark(block, systemTypes) })),
  messages: findBlocks,
};

function findBlocks(raw: Buffer, start: number, value: Json | undefined): ReturnType<FindParts> {
  if (!Array.isArray(value)) return { parts: [], end: skipValue(raw, start) };
  const messages = asArray(value);
  const parts: PromptPart[] = [];
  const end = walkElements(raw, start, (from, index) => {
    const message = asObject(messages[index]);
    if (message === undefined) return undefined;
    const role = asString(message['role']) ?? '';
    let blocks: readonly PromptPart[] = [];
    const behind = walkMembers(raw, from, (at, key) => {
      if (key !== 'content') return undefined;
      const found = contentParts(role)(raw, at, message['content']);
      blocks = found.parts.map(part => ({ ...part, index }));
      return found.end;
    });
    parts.push(...blocks);
    return behind;
  });
  return { parts, end };
}

function contentParts(role: string): FindParts {
  return eachPart(block => ({
    section: 'messages',
    role,
    media: typeof block !== 'string' && hasMedia([block]),
    markable: role === 'user' && bearsMark(block, userTypes),
  }));
}

/** A tool whose definition is only looked up when needed is no part of the prefix, and must not be marked. */
function isTool(value: Json): boolean {
  const tool = asObject(value);
  return typeof tool?.['name'] === 'string' && tool['defer_loading'] !== true;
}

const systemTypes: ReadonlySet<string> = new Set(['text']);
const userTypes: ReadonlySet<string> = new Set(['text', 'image', 'document', 'search_result', 'tool_result']);

/** Thoughts and empty texts are refused with a mark on them; kinds yet unknown may be. */
function bearsMark(value: Json, types: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return /\S/.test(value);
  const block = asObject(value);
  const type = asString(block?.['type']) ?? '';
  return types.has(type) && (type !== 'text' || /\S/.test(asString(block?.['text']) ?? ''));
}

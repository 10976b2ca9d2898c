import type { Json, JsonObject } from '../../prompt.js';
import type { PromptPart, PromptPrefix } from '../../wire.js';
import { elementSpans, memberSpans } from '../json-splice.js';
import { isMarked, membersOf, parametersOf, partsOf } from '../prefix-spans.js';
import { asArray, asObject, asString } from '../shape.js';
import { hasMedia } from './blocks.js';

/**
 * A messages body as Anthropic's prompt cache sees it: tools, then system, then the messages block by block. A changed
 * model makes everything new, a changed `thinking` or `tool_choice` the messages (Anthropic's page on prompt caching).
 */
export function readPrefix(raw: Buffer, body: JsonObject): PromptPrefix {
  const members = membersOf(raw);
  const { tools, system, messages } = body;
  const list = members.get('messages');
  const spans = list === undefined || !Array.isArray(messages) ? [] : elementSpans(raw, list.start);
  return {
    parts: [
      ...partsOf(raw, members.get('tools'), tools, tool => ({ ...plain, section: 'tools', markable: isTool(tool) })),
      ...partsOf(raw, members.get('system'), system, block => ({
        ...plain,
        section: 'system',
        markable: bearsMark(block, systemTypes),
      })),
      ...spans.flatMap(({ start, end }, index) =>
        messageParts(raw.subarray(start, end), asObject(asArray(messages)[index]) ?? {}, index, start),
      ),
    ],
    parameters: parametersOf(members, { model: 'all', thinking: 'messages', tool_choice: 'messages' }),
    marked: isMarkedBody(body),
  };
}

const plain = { role: '', media: false } as const;

function messageParts(raw: Buffer, message: JsonObject, index: number, offset: number): readonly PromptPart[] {
  const role = asString(message['role']) ?? '';
  const span = memberSpans(raw).findLast(({ key }) => key === 'content');
  return partsOf(raw, span, message['content'], block => ({
    section: 'messages',
    role,
    media: typeof block !== 'string' && hasMedia([block]),
    markable: role === 'user' && bearsMark(block, userTypes),
  })).map(part => ({ ...part, index, start: part.start + offset, end: part.end + offset }));
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
  if (typeof value === 'string') return value.trim() !== '';
  const block = asObject(value);
  const type = asString(block?.['type']) ?? '';
  return types.has(type) && (type !== 'text' || (asString(block?.['text']) ?? '').trim() !== '');
}

function isMarkedBody(body: JsonObject): boolean {
  const automatic = body['cache_control'] !== undefined && body['cache_control'] !== null;
  return automatic || isMarked(body['tools']) || isMarked(body['system']) || isMarked(body['messages']);
}

import type { Json, JsonObject } from '../../prompt.js';
import { asArray, asObject, asString } from '../shape.js';
import { blocksOf, isToolCall } from './blocks.js';
import { eventText } from './events.js';

/** A whole message as the events that the same call would have given streamed. */
export function streamOf(message: JsonObject): string {
  const { content, usage: givenUsage, ...head } = message;
  const usage = asObject(givenUsage) ?? {};
  const { opening, closing } = splitHead(head);
  const start = {
    ...opening,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...without(usage, lateFigures), output_tokens: 0 },
  };
  const { context_management: context, ...delta } = closing;
  return [
    { type: 'message_start', message: start },
    ...blocksOf(content).flatMap(blockEvents),
    {
      type: 'message_delta',
      delta,
      usage,
      ...(context === undefined ? {} : { context_management: context }),
    },
    { type: 'message_stop' },
  ]
    .map(eventText)
    .join('');
}

/** Known only when the answer is there. */
const closingFields = ['stop_reason', 'stop_sequence', 'stop_details', 'container', 'context_management'] as const;
const lateFigures: readonly string[] = ['output_tokens', 'output_tokens_details', 'server_tool_use', 'iterations'];

function splitHead(head: JsonObject): { readonly opening: JsonObject; readonly closing: JsonObject } {
  const closing: JsonObject = Object.fromEntries(
    closingFields.flatMap(key => (head[key] === undefined ? [] : [[key, head[key]]])),
  );
  return { opening: without(head, closingFields), closing };
}

function blockEvents(block: JsonObject, index: number): readonly JsonObject[] {
  const { start, deltas } = takeApart(block);
  return [
    { type: 'content_block_start', index, content_block: start },
    ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

/** What a block begins as, and how it grows. Kinds that do not grow, and kinds yet unknown, begin whole. */
function takeApart(block: JsonObject): { readonly start: JsonObject; readonly deltas: readonly JsonObject[] } {
  if (isToolCall(block) && asObject(block['input']) !== undefined) {
    const json = JSON.stringify(block['input']);
    const deltas = json === '{}' ? [''] : ['', json];
    return {
      start: { ...block, input: {} },
      deltas: deltas.map(piece => ({ type: 'input_json_delta', partial_json: piece })),
    };
  }
  if (block['type'] === 'thinking') {
    const signature = asString(block['signature']);
    return {
      start: { ...block, thinking: '', ...(signature === undefined ? {} : { signature: '' }) },
      deltas: [
        ...pieces(block['thinking']).map(thinking => ({ type: 'thinking_delta', thinking })),
        ...(signature === undefined ? [] : [{ type: 'signature_delta', signature }]),
      ],
    };
  }
  if (block['type'] === 'text') {
    const citations = block['citations'];
    return {
      start: { ...block, text: '', ...(Array.isArray(citations) ? { citations: [] } : {}) },
      deltas: [
        ...pieces(block['text']).map(text => ({ type: 'text_delta', text })),
        ...asArray(citations).map(citation => ({ type: 'citations_delta', citation })),
      ],
    };
  }
  return { start: block, deltas: [] };
}

/** A few words at a time, as a live answer comes, so that clients render it as they are used to. */
function pieces(text: Json | undefined): readonly string[] {
  return (asString(text) ?? '').match(/(?:\s*\S{1,40}){1,4}\s*|\s+/gu) ?? [];
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

import { describe, expect, it } from 'vitest';
import { chatRequest } from '../../../src/extension/language-model/chat-request.js';
import { toPart, toRole, type Message, type Part } from '../../../src/extension/language-model/parts.js';
import { estimateMessageTokens, estimateTokens } from '../../../src/extension/language-model/token-estimate.js';

const text = (value: string): Part => ({ kind: 'text', text: value });
const png: Part = { kind: 'data', mimeType: 'image/png', data: Uint8Array.of(1, 2, 3) };
const call: Part = { kind: 'tool-call', callId: 'c1', name: 'read', input: { path: 'a.ts' } };
const result = (...content: readonly Part[]): Part => ({ kind: 'tool-result', callId: 'c1', content });
const of = (role: Message['role'], ...parts: readonly Part[]): Message => ({ role, name: undefined, parts });
const none = { tools: [], toolRequired: false, modelOptions: {} };
const messagesOf = (...messages: readonly Message[]): unknown =>
  (chatRequest('m', messages, none) as { messages: unknown }).messages;

describe('a conversation of the editor, in the language of chat completions', () => {
  const table: readonly (readonly [string, readonly Message[], unknown])[] = [
    ['plain words', [of('user', text('Hi'))], [{ role: 'user', content: 'Hi' }]],
    [
      'a system message',
      [of('system', text('Be kind')), of('user', text('Hi'))],
      [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'Hi' },
      ],
    ],
    ['several texts of a user', [of('user', text('a'), text('b'))], [{ role: 'user', content: 'a\nb' }]],
    [
      'an answer in the pieces it was streamed in',
      [of('assistant', text('Hel'), text('lo'))],
      [{ role: 'assistant', content: 'Hello' }],
    ],
    ['an empty message', [of('user'), of('assistant', text(''))], []],
    [
      'a tool call and its result',
      [of('assistant', text('Let me see.'), call), of('user', result(text('x = 1')), text('And now?'))],
      [
        {
          role: 'assistant',
          content: 'Let me see.',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'read', arguments: '{"path":"a.ts"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'x = 1' },
        { role: 'user', content: 'And now?' },
      ],
    ],
    [
      'a call without words',
      [of('assistant', call)],
      [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'read', arguments: '{"path":"a.ts"}' } }],
        },
      ],
    ],
    ['a result without words', [of('user', result())], [{ role: 'tool', tool_call_id: 'c1', content: '' }]],
    [
      'an image',
      [of('user', text('What is this?'), png)],
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
          ],
        },
      ],
    ],
    [
      'an image that a tool brought',
      [of('user', result(text('shot'), png))],
      [
        { role: 'tool', tool_call_id: 'c1', content: 'shot\n(The image follows.)' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } }] },
      ],
    ],
    [
      'data that is text, and data that is not',
      [
        of(
          'user',
          result(
            { kind: 'data', mimeType: 'application/json', data: new TextEncoder().encode('{"a":1}') },
            { kind: 'data', mimeType: 'audio/wav', data: Uint8Array.of(1) },
          ),
        ),
      ],
      [
        {
          role: 'tool',
          tool_call_id: 'c1',
          content: '{"a":1}\n(An attachment of type audio/wav cannot be shown to the model.)',
        },
      ],
    ],
  ];
  it.each(table)('%s', (_, messages, wanted) => expect(messagesOf(...messages)).toEqual(wanted));

  it('keeps a name that the language allows', () => {
    expect(messagesOf({ role: 'user', name: 'ann_1', parts: [text('x')] })).toEqual([
      { role: 'user', content: 'x', name: 'ann_1' },
    ]);
    expect(messagesOf({ role: 'user', name: 'Ann Ö', parts: [text('x')] })).toEqual([{ role: 'user', content: 'x' }]);
  });

  it('brings tools and known options along, and nothing else that an extension wrote', () => {
    expect(
      chatRequest('m', [of('user', text('x'))], {
        tools: [
          { name: 'a', description: 'b' },
          { name: 'c', description: 'd', inputSchema: { type: 'object', required: ['p'] } },
        ],
        toolRequired: true,
        modelOptions: { temperature: 0.1, max_tokens: 5, stream: false, model: 'other', messages: [], secret: 1 },
      }),
    ).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'x' }],
      temperature: 0.1,
      max_tokens: 5,
      tools: [
        { type: 'function', function: { name: 'a', description: 'b', parameters: { type: 'object', properties: {} } } },
        {
          type: 'function',
          function: { name: 'c', description: 'd', parameters: { type: 'object', required: ['p'] } },
        },
      ],
      tool_choice: 'required',
      stream: true,
      stream_options: { include_usage: true },
    });
  });
});

describe('a part of the editor', () => {
  const table: readonly (readonly [string, unknown, Part | undefined])[] = [
    ['a text', { value: 'x' }, text('x')],
    [
      'a tool call',
      { callId: 'c', name: 'n', input: { a: 1 } },
      { kind: 'tool-call', callId: 'c', name: 'n', input: { a: 1 } },
    ],
    [
      'a tool call without input',
      { callId: 'c', name: 'n', input: undefined },
      { kind: 'tool-call', callId: 'c', name: 'n', input: {} },
    ],
    [
      'a tool result',
      { callId: 'c', content: [{ value: 'x' }, 7] },
      { kind: 'tool-result', callId: 'c', content: [text('x')] },
    ],
    [
      'data',
      { mimeType: 'image/png', data: Uint8Array.of(1) },
      { kind: 'data', mimeType: 'image/png', data: Uint8Array.of(1) },
    ],
    ['a prompt element', { value: { node: 1 } }, text('{"node":1}')],
    ['a thought', { value: 'hm', id: 't', metadata: {} }, undefined],
    ['something else', { whatever: 1 }, undefined],
    ['nothing', null, undefined],
  ];
  it.each(table)('%s', (_, part, wanted) => expect(toPart(part)).toEqual(wanted));

  it('comes from a role', () => {
    expect([1, 2, 3].map(toRole)).toEqual(['user', 'assistant', 'system']);
  });
});

describe('the estimate of tokens', () => {
  it('is a quarter of the bytes', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('four')).toBe(1);
    expect(estimateTokens('東京都庁')).toBe(3);
  });

  it('counts images, calls and results', () => {
    expect(estimateMessageTokens(of('user', text('12345678')))).toBe(6);
    expect(estimateMessageTokens(of('user', png))).toBeGreaterThan(500);
    expect(estimateMessageTokens(of('user', result(text('12345678'))))).toBe(10);
  });
});

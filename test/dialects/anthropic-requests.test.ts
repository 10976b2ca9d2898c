import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import type { Json, JsonObject } from '../../src/proxy/prompt.js';
import { BadRequestError } from '../../src/proxy/prompt.js';
import { requestCases } from './anthropic-fixtures/requests.js';

const base = { model: 'm', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] } satisfies JsonObject;
const hint = { type: 'ephemeral', ttl: '1h' } as const;

function canonicalOf(changes: JsonObject): JsonObject {
  return anthropicMessages.canonical({ ...base, ...changes });
}

function said(content: Json): JsonObject {
  return { messages: [{ role: 'user', content }] };
}

describe('reading a request', () => {
  it.each(requestCases)('sees $about', ({ body, expected }) => {
    expect(anthropicMessages.read(body)).toMatchObject(expected);
  });

  it.each([
    [{}, 'missing_model'],
    [{ model: 7, messages: [] }, 'missing_model'],
    [{ model: 'm' }, 'invalid_messages'],
    [{ model: 'm', messages: 'hi' }, 'invalid_messages'],
    [{ model: 'm', messages: ['hi'] }, 'invalid_messages'],
  ])('refuses %j with reason %s', (body, reason) => {
    expect(() => anthropicMessages.read(body)).toThrow(
      expect.objectContaining({ reason, status: 400 }) as BadRequestError,
    );
  });

  it.each([
    [[{ type: 'thinking', thinking: 'Hm.', signature: 's' }], true],
    [[{ type: 'redacted_thinking', data: 'd' }], true],
    [[{ type: 'text', text: 'Hm.' }], false],
    ['Hm.', false],
  ])('knows whether %j are signed thoughts', (content, signed) => {
    const messages = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content },
    ];
    expect(anthropicMessages.read({ model: 'm', max_tokens: 1, messages }).signed).toBe(signed);
  });

  it('never throws anything but its own error, whatever the body holds', () => {
    const fields = ['model', 'messages', 'system', 'tools', 'output_config', 'tool_choice', 'container', 'mcp_servers'];
    const block = fc.dictionary(fc.constantFrom('type', 'text', 'id', 'content', 'source', 'caller'), fc.jsonValue());
    const messages = fc.array(fc.record({ role: fc.jsonValue(), content: fc.oneof(fc.jsonValue(), fc.array(block)) }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), messages, (body, some) => {
        for (const tried of [body, { ...body, model: 'm', messages: some }] as JsonObject[]) {
          try {
            anthropicMessages.read(tried);
            anthropicMessages.canonical(tried);
            anthropicMessages.partition(tried);
          } catch (error) {
            expect(error).toBeInstanceOf(BadRequestError);
          }
        }
      }),
    );
  });
});

describe('rewriting a request', () => {
  const body =
    '{"messages":[{"role":"user","content":"say \\"model\\""}], "model" :"claude-a","stream":true,"x_new":[1.50]}';

  it('changes the model and nothing else, even when usage is asked for', () => {
    expect(anthropicMessages.rewrite(Buffer.from(body), { model: 'claude-b', askUsage: true }).toString()).toBe(
      body.replace('"claude-a"', '"claude-b"'),
    );
  });

  it('leaves the bytes alone when nothing has to change', () => {
    const raw = Buffer.from(body);
    expect(anthropicMessages.rewrite(raw, { askUsage: true })).toBe(raw);
  });
});

describe('the canonical body', () => {
  it.each([
    ['stream', true],
    ['metadata', { user_id: '{"session_id":"s"}' }],
    ['service_tier', 'auto'],
    ['cache_control', hint],
  ])('leaves out %s', (field, value) => {
    expect(canonicalOf({ [field]: value })).toEqual(canonicalOf({}));
  });

  it.each([
    ['system', 'Be brief.'],
    ['system', 7],
    ['system', [7]],
    ['thinking', { type: 'adaptive' }],
    ['temperature', 0],
    ['output_config', { effort: 'low' }],
    ['user', 'u'],
    ['x_new', null],
  ])('keeps %s', (field, value) => {
    expect(canonicalOf({ [field]: value })).not.toEqual(canonicalOf({}));
  });

  it('differs with any other field of the body', () => {
    const dropped = new Set(['stream', 'metadata', 'service_tier', 'cache_control', 'messages', 'model', 'max_tokens']);
    const name = fc.string({ minLength: 1 }).filter(text => !dropped.has(text));
    fc.assert(
      fc.property(fc.oneof(name, fc.constantFrom('system', 'tools')), fc.jsonValue(), (field, value) => {
        const changed = anthropicMessages.canonical(
          Object.fromEntries([...Object.entries(base), [field, value as Json]]),
        );
        expect(Object.keys(changed)).toHaveLength(4);
      }),
    );
  });

  it('reads a text and its one block as the same, in messages, system and tool results', () => {
    const block = [{ type: 'text', text: 'Hello', cache_control: hint }];
    expect(canonicalOf(said(block))).toEqual(canonicalOf(said('Hello')));
    expect(canonicalOf({ system: block })).toEqual(canonicalOf({ system: 'Hello' }));
    const result = (content: Json) => said([{ type: 'tool_result', tool_use_id: 'a', content }]);
    expect(canonicalOf(result(block))).toEqual(canonicalOf(result('Hello')));
  });

  it('leaves out breakpoints at every level, and only breakpoints', () => {
    const marked = (mark: JsonObject) => ({
      system: [
        { type: 'text', text: 'a', ...mark },
        { type: 'text', text: 'b', ...mark },
      ],
      tools: [{ name: 't', input_schema: { properties: { cache_control: { type: 'string' } } }, ...mark }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'x', ...mark }], ...mark },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: '1', name: 't', input: { cache_control: 1 }, ...mark }],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: '1', content: [{ type: 'image', source: {}, ...mark }], ...mark },
            { type: 'document', source: { type: 'content', content: [{ type: 'image', source: {}, ...mark }] } },
          ],
        },
      ],
    });
    const plain = canonicalOf(marked({}));
    expect(canonicalOf(marked({ cache_control: hint }))).toEqual(plain);
    expect(JSON.stringify(plain).split('cache_control')).toHaveLength(3);
  });

  it.each([
    ['x-anthropic-billing-header: cch=1;', undefined],
    ['x-anthropic-billing-header: cch=1;\n', undefined],
    ['x-anthropic-billing-header: cch=1;\nBe brief.', 'Be brief.'],
    ['Say x-anthropic-billing-header: cch=1;', 'Say x-anthropic-billing-header: cch=1;'],
  ])('reads the system prompt %j as %j', (system, left) => {
    const wanted = canonicalOf(left === undefined ? {} : { system: left });
    expect(canonicalOf({ system })).toEqual(wanted);
    expect(canonicalOf({ system: [{ type: 'text', text: system }] })).toEqual(wanted);
  });

  it('keeps case, punctuation and white space of texts, and every thought', () => {
    for (const content of ['hello', 'Hello!', ' Hello', 'Hello\r\n']) {
      expect(canonicalOf(said(content))).not.toEqual(canonicalOf(said('Hello')));
    }
    const thought = (signature: string) => said([{ type: 'thinking', thinking: 'x', signature }]);
    expect(canonicalOf(thought('a'))).not.toEqual(canonicalOf(thought('b')));
  });

  it('replaces call ids by their order, so that links survive', () => {
    const turn = (a: string, b: string, answered: string, by = b) => ({
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'server_tool_use', id: a, name: 'code_execution', input: { id: 'mine' } },
            { type: 'tool_use', id: b, name: 'x', input: {}, caller: { type: 'code_execution_20250825', tool_id: a } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: answered, content: 'r' },
            { type: 'tool_result', tool_use_id: by, content: 's' },
          ],
        },
      ],
    });
    expect(canonicalOf(turn('p', 'q', 'q'))).toEqual(canonicalOf(turn('r', 's', 's')));
    expect(canonicalOf(turn('p', 'q', 'q'))).not.toEqual(canonicalOf(turn('p', 'q', 'p')));
    expect(JSON.stringify(canonicalOf(turn('p', 'q', 'q')))).toContain('"id":"mine"');
  });

  it('does not see the order of tools', () => {
    const tools = [{ name: 'b' }, { type: 'bash_1', name: 'a' }, { type: 'mcp_toolset', mcp_server_name: 'c' }];
    expect(canonicalOf({ tools: tools.toReversed() })).toEqual(canonicalOf({ tools }));
    expect(canonicalOf({ tools: tools.slice(1) })).not.toEqual(canonicalOf({ tools }));
  });

  it('empties only the texts of the last user message for the partition', () => {
    const image = { type: 'image', source: { type: 'base64', data: 'A' } };
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: [{ type: 'text', text: 'c' }, image] },
      { role: 'system', content: 'd' },
    ];
    expect(anthropicMessages.partition({ ...base, messages })['messages']).toEqual([
      ...messages.slice(0, 2),
      { role: 'user', content: [{ type: 'text', text: '' }, image] },
      messages[3],
    ]);
    const partition = (content: string) => anthropicMessages.partition({ ...base, ...said(content) });
    expect(partition('one')).toEqual(partition('two'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import type { Facts, Json, JsonObject } from '../../src/proxy/prompt.js';
import { BadRequestError } from '../../src/proxy/prompt.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import { makePrompt } from '../fingerprint/make-prompt.js';

const base = { model: 'gpt-5.1', input: 'Hello' };

function read(more: JsonObject): Facts {
  return openaiResponses.read({ ...base, ...more });
}

describe('rewriting a request', () => {
  const body = '{"input":"say \\"model\\"", "model" :"gpt-5.1","stream":true,"x_new":[1.50]}';

  it('changes the model and nothing else', () => {
    expect(openaiResponses.rewrite(Buffer.from(body), { model: 'gpt-5-mini' }).toString()).toBe(
      body.replace('"gpt-5.1"', '"gpt-5-mini"'),
    );
  });

  it('never asks for usage, which always comes', () => {
    const raw = Buffer.from(body);
    expect(openaiResponses.rewrite(raw, { askUsage: true })).toBe(raw);
  });

  it.each([
    ['{"prompt":{"id":"pmpt_1"}}', '{"model":"m","prompt":{"id":"pmpt_1"}}'],
    ['{}', '{"model":"m"}'],
  ])('names a model where a template would have chosen it: %s', (raw, changed) => {
    expect(openaiResponses.rewrite(Buffer.from(raw), { model: 'm' }).toString()).toBe(changed);
  });
});

describe('reading a request', () => {
  it.each([
    [{}, 'missing_model'],
    [{ model: 7, input: '' }, 'missing_model'],
    [{ model: 'm' }, 'invalid_input'],
    [{ model: 'm', input: 7 }, 'invalid_input'],
    [{ model: 'm', input: { role: 'user' } }, 'invalid_input'],
    [{ model: 'm', input: ['hi'] }, 'invalid_input'],
  ])('refuses %j with reason %s', (body, reason) => {
    expect(() => openaiResponses.read(body)).toThrow(expect.objectContaining({ reason }) as BadRequestError);
  });

  it('takes a template in place of the model and of the input', () => {
    const facts = openaiResponses.read({ prompt: { id: 'pmpt_1' } });
    expect(facts).toMatchObject({ model: '', turns: [], serverState: true });
  });

  it('reads items as turns, whatever they are', () => {
    const message = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'a' }] };
    const { turns } = read({
      instructions: 'Be brief.',
      input: [
        { role: 'developer', content: 'Use tabs.' },
        message,
        {
          ...message,
          content: [
            { type: 'input_text', text: 'b' },
            { type: 'input_image', file_id: 'f' },
          ],
        },
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }], encrypted_content: 'x' },
        { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
        { type: 'custom_tool_call', call_id: '1', name: 'n', input: 'i' },
        { type: 'custom_tool_call_output', call_id: '1', output: 'done' },
        { type: 'function_call_output', call_id: '2', output: [{ type: 'input_text', text: 'c' }] },
        { type: 'computer_call_output', call_id: '3', output: { type: 'computer_screenshot', file_id: 'f' } },
        { type: 'teleport', to: 'moon' },
      ],
    });
    const nothing = { text: '', calledTools: false, toolResult: false, media: false };
    expect(turns).toEqual([
      { ...nothing, role: 'system', text: 'Be brief.' },
      { ...nothing, role: 'system', text: 'Use tabs.' },
      { ...nothing, role: 'user', text: 'a' },
      { ...nothing, role: 'user', text: 'b', media: true },
      { ...nothing, role: 'assistant' },
      { ...nothing, role: 'assistant' },
      { ...nothing, role: 'assistant', calledTools: true },
      { ...nothing, role: 'tool', text: 'done', toolResult: true },
      { ...nothing, role: 'tool', text: 'c', toolResult: true },
      { ...nothing, role: 'tool', toolResult: true, media: true },
      { ...nothing, role: 'other' },
    ]);
  });

  it.each([
    [{ text: { format: { type: 'text' } } }, { structured: false, schemaKeys: undefined }],
    [{ text: { format: { type: 'json_object' } } }, { structured: true, schemaKeys: undefined }],
    [
      { text: { format: { type: 'json_schema', name: 'n', schema: { properties: { title: {} } } } } },
      { structured: true, schemaKeys: ['title'] },
    ],
    [
      { max_output_tokens: 9, temperature: 1 },
      { maxOutputTokens: 9, temperature: 1 },
    ],
    [{ tool_choice: 'none' }, { toolChoice: 'none' }],
    [{ tool_choice: { type: 'function', name: 'f' } }, { toolChoice: 'named' }],
    [{ top_logprobs: 2 }, { logprobs: true }],
    [{ include: ['message.output_text.logprobs'] }, { logprobs: true }],
    [{ include: ['reasoning.encrypted_content'], top_logprobs: 0 }, { logprobs: false }],
    [{ tools: [{ type: 'function', name: 'f' }, { type: 'local_shell' }] }, { toolNames: ['f', 'local_shell'] }],
    [
      {
        tools: [
          {
            type: 'namespace',
            name: 'n',
            tools: [
              { type: 'function', name: 'a' },
              { type: 'custom', name: 'b' },
            ],
          },
        ],
      },
      { toolNames: ['a', 'b'], serverState: false },
    ],
    [
      { input: [{ type: 'additional_tools', role: 'developer', tools: [{ type: 'function', name: 'late' }] }] },
      { toolNames: ['late'] },
    ],
    [{ stream: true }, { stream: true, wantsStreamUsage: true }],
  ])('reads %j', (more, expected) => {
    expect(read(more)).toMatchObject(expected);
  });

  it.each<[JsonObject, boolean]>([
    [{ previous_response_id: 'resp_1' }, true],
    [{ previous_response_id: null, conversation: null }, false],
    [{ conversation: { id: 'conv_1' } }, true],
    [{ background: true }, true],
    [{ background: false, store: true }, false],
    [{ prompt: { id: 'pmpt_1' } }, true],
    [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, true],
    ...[
      'web_search',
      'web_search_preview',
      'file_search',
      'code_interpreter',
      'computer',
      'mcp',
      'image_generation',
    ].map((type): [JsonObject, boolean] => [{ tools: [{ type }] }, true]),
    [{ tools: [{ type: 'shell', environment: { type: 'local' } }] }, false],
    [{ tools: [{ type: 'shell', environment: { type: 'container_auto' } }] }, true],
    [{ tools: [{ type: 'tomorrows_tool' }] }, true],
    [{ tools: [{ type: 'function', name: 'f' }, { type: 'custom', name: 'c' }, { type: 'apply_patch' }] }, false],
  ])('knows whether %j depends on the provider', (more, serverState) => {
    expect(read(more).serverState).toBe(serverState);
  });

  it.each([
    [{ input: [{ type: 'reasoning', summary: [], encrypted_content: 'sealed' }] }, true],
    [{ input: [{ type: 'reasoning', summary: [] }] }, false],
    [{ input: 'hi' }, false],
  ])('knows whether %j holds sealed thoughts', (more, signed) => {
    expect(read(more).signed).toBe(signed);
  });

  it('never throws anything but its own error, whatever the body holds', () => {
    const field = fc.constantFrom(
      'model',
      'input',
      'tools',
      'text',
      'tool_choice',
      'include',
      'instructions',
      'prompt',
    );
    const item = fc.dictionary(
      fc.constantFrom('type', 'role', 'content', 'id', 'call_id', 'output', 'tools'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), fc.array(item), (body, input) => {
        for (const asked of [body, { ...body, model: 'm', input }] as JsonObject[]) {
          try {
            openaiResponses.read(asked);
            openaiResponses.canonical(asked);
            openaiResponses.partition(asked);
          } catch (error) {
            expect(error).toBeInstanceOf(BadRequestError);
          }
        }
      }),
    );
  });
});

describe('the canonical body', () => {
  const canonical = (more: JsonObject) => openaiResponses.canonical({ ...base, ...more });

  it.each<[string, Json]>([
    ['a message', [{ role: 'user', content: 'Hello' }]],
    ['a typed message', [{ type: 'message', role: 'user', content: 'Hello' }]],
    ['a text part', [{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }]],
    [
      'an item with an id and a cache hint',
      [
        {
          type: 'message',
          id: 'msg_1',
          status: 'completed',
          role: 'user',
          content: [{ type: 'input_text', text: 'Hello', prompt_cache_breakpoint: {} }],
        },
      ],
    ],
  ])('reads a text and %s as the same', (_name, input) => {
    expect(canonical({ input })).toEqual(canonical({}));
  });

  it('reads an answer that is handed back and its plain text as the same', () => {
    const given = {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: 'Hi', annotations: [], logprobs: [] }],
    };
    expect(canonical({ input: [given] })).toEqual(canonical({ input: [{ role: 'assistant', content: 'Hi' }] }));
    expect(canonical({ input: [{ ...given, status: 'incomplete' }] })).not.toEqual(canonical({ input: [given] }));
    expect(canonical({ input: [{ ...given, phase: 'commentary' }] })).not.toEqual(canonical({ input: [given] }));
  });

  it.each<JsonObject>([
    { input: 'hello' },
    { input: ' Hello' },
    { input: [{ role: 'developer', content: 'Hello' }] },
    { input: [{ role: 'user', content: [{ type: 'output_image', text: 'Hello' }] }] },
    {
      input: [
        { role: 'user', content: 'Hello' },
        { role: 'user', content: '' },
      ],
    },
    { instructions: 'Be brief.' },
    { reasoning: { effort: 'high' } },
    { max_output_tokens: 1 },
    { include: ['reasoning.encrypted_content'] },
    { text: { verbosity: 'low' } },
    { truncation: 'auto' },
    { x_new: 1 },
  ])('keeps apart what is asked with %j', more => {
    expect(canonical(more)).not.toEqual(canonical({}));
  });

  it('keeps answers that a provider keeps apart from those that nobody keeps', () => {
    expect(canonical({ store: true })).toEqual(canonical({}));
    expect(canonical({ store: null })).toEqual(canonical({}));
    expect(canonical({ store: false })).not.toEqual(canonical({}));
  });

  it('sorts tools by name and changes nothing in them', () => {
    const tools: JsonObject[] = [
      { type: 'function', name: 'b', parameters: { z: 1, a: 2 } },
      { type: 'custom', name: 'a' },
      { type: 'mcp', server_label: 'aa' },
    ];
    expect(canonical({ tools })).toEqual(canonical({ tools: tools.toReversed() }));
    expect(canonical({ tools })['tools']).toEqual([tools[1], tools[2], tools[0]]);
  });

  it.each([
    ['function_call', 'function_call_output', 'call_id', 'call_id'],
    ['custom_tool_call', 'custom_tool_call_output', 'call_id', 'call_id'],
    ['local_shell_call', 'local_shell_call_output', 'call_id', 'id'],
    ['local_shell_call', 'local_shell_call_output', 'id', 'id'],
    ['mcp_approval_request', 'mcp_approval_response', 'id', 'approval_request_id'],
  ])('replaces the ids of a %s by their order, so that links survive', (call, output, callField, outputField) => {
    const turn = (a: string, b: string, answered: string): JsonObject => ({
      input: [
        { type: call, [callField]: a, name: 'x' },
        { type: call, [callField]: b, name: 'x' },
        { type: output, [outputField]: answered, output: 'r' },
      ],
    });
    expect(canonical(turn('p', 'q', 'q'))).toEqual(canonical(turn('r', 's', 's')));
    expect(canonical(turn('p', 'q', 'q'))).not.toEqual(canonical(turn('p', 'q', 'p')));
  });

  it('keeps the id of a reference, which is all it says', () => {
    const reference = (id: string) => canonical({ input: [{ type: 'item_reference', id }] });
    expect(reference('msg_1')).not.toEqual(reference('msg_2'));
  });

  it('differs whenever a text, a role or a number of the request differs', () => {
    const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'developer'), content: fc.string() });
    const body = fc.record({
      model: fc.string(),
      temperature: fc.integer(),
      input: fc.array(message, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(body, body, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        const equal = JSON.stringify(openaiResponses.canonical(a)) === JSON.stringify(openaiResponses.canonical(b));
        expect(equal).toBe(same);
      }),
    );
  });

  it('keeps a field named __proto__ wherever it stands', () => {
    const odd = JSON.parse(
      '{"__proto__":{"a":1},"input":[{"role":"user","content":"Hello","__proto__":{"b":1}}]}',
    ) as JsonObject;
    const text = JSON.stringify(openaiResponses.canonical({ model: 'm', ...odd }));
    expect(text).toContain('"__proto__":{"a":1}');
    expect(text).toContain('"__proto__":{"b":1}');
  });

  it('empties only the last user message for the partition', () => {
    const input = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: [{ type: 'input_text', text: 'c' }] },
    ];
    const emptied = [...input.slice(0, 2), { role: 'user', content: '' }];
    expect(openaiResponses.partition({ ...base, input })['input']).toEqual(emptied);
    expect(openaiResponses.partition(base)['input']).toEqual([{ role: 'user', content: '' }]);
    expect(openaiResponses.partition({ model: 'm' })).toEqual({ model: 'm' });
  });
});

describe('what a request may be served from', () => {
  const question = 'How do I undo the last commit in git but keep the changes?';
  it.each<[string, JsonObject, string, string | undefined]>([
    ['a question', { input: question }, 'loose', undefined],
    ['a question under instructions', { instructions: 'Be brief.', input: question, store: false }, 'loose', undefined],
    ['tools', { input: question, tools: [{ type: 'function', name: 'f' }] }, 'retry', 'tools'],
    ['a search on the web', { input: question, tools: [{ type: 'web_search' }] }, 'never', 'server-state'],
    ['a conversation', { input: question, previous_response_id: 'resp_1' }, 'never', 'server-state'],
    [
      'a tool result',
      {
        input: [
          { role: 'user', content: 'a' },
          { type: 'function_call_output', call_id: 'c', output: 'r' },
        ],
      },
      'retry',
      'tool-history',
    ],
    [
      'an earlier turn',
      {
        input: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'b' },
          { role: 'user', content: question },
        ],
      },
      'exact',
      'multi-turn',
    ],
    [
      'an image',
      {
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: question },
              { type: 'input_image', file_id: 'f' },
            ],
          },
        ],
      },
      'exact',
      'media',
    ],
  ])('is decided by %s', (_name, more, cacheability, why) => {
    const body = { ...base, ...more };
    const prompt = {
      ...makePrompt({ model: 'm', messages: [] }),
      dialect: openaiResponses,
      path: '/responses',
      body,
      raw: Buffer.from(JSON.stringify(body)),
      facts: openaiResponses.read(body),
    };
    expect(fingerprint(prompt)).toMatchObject({ cacheability, why });
  });
});

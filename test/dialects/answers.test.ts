import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { Dialect } from '../../src/proxy/wire.js';

const schema = { type: 'object', properties: { city: { type: 'string' } } };

interface Sample {
  readonly dialect: Dialect;
  readonly words: JsonObject;
  readonly call: JsonObject;
  readonly request: JsonObject;
}

const samples: readonly Sample[] = [
  {
    dialect: openaiChat,
    words: { choices: [{ message: { content: 'Hi.' }, logprobs: { content: [{ token: 'Hi', logprob: -0.5 }] } }] },
    call: { choices: [{ message: { tool_calls: [{ function: { name: 'go', arguments: '{"city":"Rome"}' } }] } }] },
    request: {
      response_format: { type: 'json_schema', json_schema: { schema } },
      tools: [{ type: 'function', function: { name: 'go', parameters: schema } }],
    },
  },
  {
    dialect: anthropicMessages,
    words: {
      content: [
        { type: 'thinking', thinking: 'Hm.' },
        { type: 'text', text: 'Hi.' },
      ],
    },
    call: { content: [{ type: 'tool_use', name: 'go', input: { city: 'Rome' } }] },
    request: {
      output_config: { format: { type: 'json_schema', schema } },
      tools: [{ name: 'go', input_schema: schema }],
    },
  },
  {
    dialect: openaiResponses,
    words: {
      output: [
        { type: 'reasoning', summary: [] },
        {
          type: 'message',
          content: [{ type: 'output_text', text: 'Hi.', logprobs: [{ token: 'Hi', logprob: -0.5 }] }],
        },
      ],
    },
    call: { output: [{ type: 'function_call', name: 'go', arguments: '{"city":"Rome"}' }] },
    request: {
      text: { format: { type: 'json_schema', schema } },
      tools: [{ type: 'function', name: 'go', parameters: schema }],
    },
  },
];

describe.each(samples.map(sample => [sample.dialect.name, sample] as const))('what an answer says: %s', (_, sample) => {
  const { dialect, words, call, request } = sample;
  const said = (reply: JsonObject) => dialect.answers?.said(Buffer.from(JSON.stringify(reply)));

  it('is its text, without thoughts', () => {
    const logprobs = dialect === anthropicMessages ? undefined : [-0.5];
    expect(said(words)).toEqual({ text: 'Hi.', calls: [], logprobs });
  });

  it('is a call with its arguments, where there is one', () => {
    expect(said(call)?.calls).toEqual([{ name: 'go', arguments: { city: 'Rome' } }]);
  });

  it('is nothing where the reply is none', () => {
    expect(dialect.answers?.said(Buffer.from('<html>'))).toBeUndefined();
    expect(said({ error: { message: 'No.' } })).toBeUndefined();
  });

  it('is held against the schemas that its request gives', () => {
    const contract = dialect.answers?.contract(request);
    expect(contract?.schema).toEqual(schema);
    expect([...(contract?.tools ?? [])]).toEqual([['go', schema]]);
    expect(dialect.answers?.contract({})).toEqual({ schema: undefined, tools: new Map() });
  });
});

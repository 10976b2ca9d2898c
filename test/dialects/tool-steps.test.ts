import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import type { JsonObject } from '../../src/proxy/prompt.js';

const messages: JsonObject = {
  messages: [
    { role: 'user', content: 'Go.' },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'I look.' },
        { type: 'tool_use', id: 'a', name: 'read', input: { path: 'x' } },
        { type: 'tool_use', id: 'b', name: 'run', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'b', is_error: true, content: 'no' },
        { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'text' }] },
      ],
    },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'c', name: 'under way', input: {} }] },
  ],
};
const chat: JsonObject = {
  messages: [
    { role: 'user', content: 'Go.' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'a', type: 'function', function: { name: 'read', arguments: '{"path":"x"}' } },
        { id: 'b', type: 'custom', custom: { name: 'run', input: 'ls' } },
      ],
    },
    { role: 'tool', tool_call_id: 'a', content: 'text' },
    { role: 'tool', tool_call_id: 'b', content: [{ type: 'text', text: 'no' }] },
  ],
};
const responses: JsonObject = {
  input: [
    { role: 'user', content: 'Go.' },
    { type: 'reasoning', encrypted_content: 'x' },
    { type: 'function_call', call_id: 'a', name: 'read', arguments: '{"path":"x"}' },
    { type: 'function_call_output', call_id: 'a', output: 'text' },
    { type: 'custom_tool_call', call_id: 'b', name: 'run', input: 'ls' },
    {
      type: 'custom_tool_call_output',
      call_id: 'b',
      output: [{ type: 'input_text', text: 'no' }],
      status: 'incomplete',
    },
    { type: 'local_shell_call', call_id: 'c', action: { command: ['ls'] } },
    { type: 'local_shell_call_output', call_id: 'c', output: 'done' },
  ],
};

describe('the calls of tools in a conversation', () => {
  it('of Anthropic are paired with their results, in order, and those under way are left out', () => {
    expect(anthropicMessages.toolSteps?.(messages, 9)).toEqual([
      { name: 'read', arguments: { path: 'x' }, result: 'text', failed: false },
      { name: 'run', arguments: {}, result: 'no', failed: true },
    ]);
  });

  it('of OpenAI chat likewise', () => {
    expect(openaiChat.toolSteps?.(chat, 9)).toEqual([
      { name: 'read', arguments: '{"path":"x"}', result: 'text', failed: false },
      { name: 'run', arguments: 'ls', result: 'no', failed: false },
    ]);
  });

  it('of OpenAI responses likewise, whatever the kind of tool', () => {
    expect(openaiResponses.toolSteps?.(responses, 9)).toEqual([
      { name: 'read', arguments: '{"path":"x"}', result: 'text', failed: false },
      { name: 'run', arguments: 'ls', result: 'no', failed: true },
      { name: 'local_shell_call', arguments: { command: ['ls'] }, result: 'done', failed: false },
    ]);
  });

  it('are no more than asked for, the newest ones, and no long conversation is read to its beginning', () => {
    expect(openaiResponses.toolSteps?.(responses, 1).map(({ name }) => name)).toEqual(['local_shell_call']);
    const talk = Array.from({ length: 500 }, () => ({ role: 'user', content: 'And then?' }));
    const { input } = responses as { readonly input: readonly JsonObject[] };
    expect(openaiResponses.toolSteps?.({ input: [...input, ...talk] }, 12)).toEqual([]);
  });

  it('of bodies that make no sense are none', () => {
    for (const dialect of [anthropicMessages, openaiChat, openaiResponses]) {
      for (const body of [{}, { messages: 7, input: 'hi' }, { messages: [7, null], input: [null, 'x', []] }]) {
        expect(dialect.toolSteps?.(body, 12)).toEqual([]);
      }
    }
  });
});

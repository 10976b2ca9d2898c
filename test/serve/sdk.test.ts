import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';

// The upstream here was written by others, the client is OpenAI's own.

let mock: LLMock;
let proxy: ProxyProcess;
let client: OpenAI;
let anthropic: Anthropic;

beforeAll(async () => {
  mock = new LLMock({ port: 0 });
  mock.onMessage('What is a monad?', { content: 'A monoid in the category of endofunctors.' });
  mock.onMessage('List the files', {
    toolCalls: [{ name: 'list_files', arguments: JSON.stringify({ path: '.' }) }],
  });
  await mock.start();
  proxy = await startProxy({
    upstream: mock.url,
    args: ['--anthropic-url', mock.url],
    env: { ANTHROPIC_API_KEY: 'sk-ant-test' },
  });
  anthropic = new Anthropic({ baseURL: proxy.url, apiKey: proxy.token, maxRetries: 0 });
  client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
});
afterAll(async () => {
  await proxy.stop();
  await mock.stop();
});

const monad = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'What is a monad?' }] };
const answer = 'A monoid in the category of endofunctors.';

describe('the OpenAI SDK through Tuppence', () => {
  it('gets an answer, then the same one from the cache under another id', async () => {
    const first = await client.chat.completions.create(monad).withResponse();
    const second = await client.chat.completions.create(monad).withResponse();
    expect(first.data.choices[0]?.message.content).toBe(answer);
    expect(second.data.choices[0]?.message.content).toBe(answer);
    expect(second.data.id).not.toBe(first.data.id);
    expect(first.response.headers.get('x-tuppence-cache')).toBe('miss');
    expect(second.response.headers.get('x-tuppence-cache')).toBe('hit-exact');
    expect(second.response.headers.get('x-tuppence-cost-usd')).toBe('0');
    expect(second.data.usage).toEqual(first.data.usage);
  });

  it('gets the cached answer as a stream when it asks for one', async () => {
    const stream = await client.chat.completions.create({
      ...monad,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe(answer);
    expect(usage?.total_tokens).toBeGreaterThan(0);
  });

  it('streams an answer that was not asked for before', async () => {
    const stream = await client.chat.completions.create({ ...monad, temperature: 0, stream: true });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe(answer);
  });

  it('gets tool calls anew each time', async () => {
    const ask = {
      model: 'gpt-4o',
      messages: [{ role: 'user' as const, content: 'List the files' }],
      tools: [{ type: 'function' as const, function: { name: 'list_files', parameters: { type: 'object' } } }],
    };
    const first = await client.chat.completions.create(ask).withResponse();
    const second = await client.chat.completions.create(ask).withResponse();
    for (const { data } of [first, second]) {
      expect(data.choices[0]?.message.tool_calls?.[0]).toMatchObject({ function: { name: 'list_files' } });
    }
    expect(second.response.headers.get('x-tuppence-cache')).not.toMatch(/^hit/);
  });

  it('gets the error classes it knows', async () => {
    const stranger = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.chat.completions.create(monad)).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    const bad = { model: '', messages: [] };
    await expect(client.chat.completions.create(bad)).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });
});

describe('the Anthropic SDK through Tuppence', () => {
  const ask = {
    model: 'claude-sonnet-4-5',
    max_tokens: 200,
    messages: [{ role: 'user' as const, content: 'What is a monad?' }],
  };
  const textOf = (message: Anthropic.Message) =>
    message.content.map(block => (block.type === 'text' ? block.text : '')).join('');

  it('gets an answer, then the same one from the cache under another id', async () => {
    const first = await anthropic.messages.create(ask).withResponse();
    const second = await anthropic.messages.create(ask).withResponse();
    expect(textOf(first.data)).toBe(answer);
    expect(textOf(second.data)).toBe(answer);
    expect(second.data.id).not.toBe(first.data.id);
    expect(first.response.headers.get('x-tuppence-cache')).toBe('miss');
    expect(second.response.headers.get('x-tuppence-cache')).toBe('hit-exact');
    expect(second.data.usage).toEqual(first.data.usage);
  });

  it('streams an answer, fresh and from the cache', async () => {
    const body = { ...ask, temperature: 0 };
    for (const expected of ['miss', 'hit-exact']) {
      const stream = anthropic.messages.stream(body);
      expect(textOf(await stream.finalMessage())).toBe(answer);
      const { response } = await stream.withResponse();
      expect(response.headers.get('x-tuppence-cache')).toBe(expected);
    }
  });

  it('gets the error classes it knows, from the door and from a bad body', async () => {
    const stranger = new Anthropic({ baseURL: proxy.url, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.messages.create(ask)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
    await expect(anthropic.messages.create({ ...ask, model: '' })).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  });
});

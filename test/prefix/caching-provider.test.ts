import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedAnthropic } from '../../bench/prefix/caching-provider/anthropic.js';
import { simulatedOpenai } from '../../bench/prefix/caching-provider/openai.js';
import { serveProviders, type CachingServer } from '../../bench/prefix/caching-provider/server.js';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import type { Json, JsonObject } from '../../src/proxy/prompt.js';
import type { Usage } from '../../src/proxy/wire.js';
import { send } from '../support/send.js';

const mark = { cache_control: { type: 'ephemeral' } };
const hour = { cache_control: { type: 'ephemeral', ttl: '1h' } };
const block = (tokens: number, more: JsonObject = {}, letter = 'a'): JsonObject => ({
  // Its JSON has 25 characters around the text.
  type: 'text',
  text: letter.repeat(tokens * 4 - 25),
  ...more,
});
const ask = (content: Json, more: JsonObject = {}): JsonObject => ({
  model: 'claude-sonnet-4-5',
  messages: [{ role: 'user', content }],
  ...more,
});

let atMs = 0;
let server: CachingServer;
beforeAll(async () => {
  server = await serveProviders([simulatedAnthropic(() => atMs), simulatedOpenai(() => atMs)]);
});
afterAll(() => server.close());

let accounts = 0;
/** An account of its own, with a cold cache. */
function account() {
  const headers = { 'x-api-key': `key-${++accounts}` };
  return async (body: JsonObject): Promise<Usage | string> => {
    const { status, body: reply, text } = await send(`${server.url}/v1/messages?beta=true`, { headers, body });
    if (status !== 200) return text;
    return anthropicMessages.readWhole(reply).usage ?? 'no usage';
  };
}

describe('the simulated Anthropic', () => {
  it('keeps nothing without breakpoints', async () => {
    const post = account();
    for (let time = 0; time < 2; time++) {
      expect(await post(ask([block(2_000)]))).toMatchObject({ input: 2_000, cachedInput: 0, cacheWrite: 0 });
    }
  });

  it('writes up to the last breakpoint and reads it back', async () => {
    const post = account();
    const body = ask([block(1_500, mark), block(100)]);
    expect(await post(body)).toMatchObject({ input: 100, cachedInput: 0, cacheWrite: 1_500 });
    expect(await post(body)).toMatchObject({ input: 100, cachedInput: 1_500, cacheWrite: 0 });
  });

  it.each([
    ['claude-sonnet-4-5', 1_024],
    ['claude-sonnet-4-6', 2_048],
    ['claude-haiku-4-5', 4_096],
    ['claude-opus-4-5', 4_096],
  ])('keeps prefixes of %s from %i tokens', async (model, minimum) => {
    const post = account();
    expect(await post(ask([block(minimum - 1, mark)], { model }))).toMatchObject({ cacheWrite: 0 });
    expect(await post(ask([block(minimum, mark)], { model }))).toMatchObject({ cacheWrite: minimum });
  });

  it('compares tools, then system, then messages, wherever they stand in the body', async () => {
    const post = account();
    const tools = [{ name: 't', description: 'x'.repeat(8_000), input_schema: {}, ...mark }];
    const first = await post({ ...ask('a'), tools, system: 'one' });
    expect(first).toMatchObject({ cachedInput: 0 });
    const other = await post({ tools, system: 'two', ...ask('b') });
    expect(other).toMatchObject({ cachedInput: (first as Usage).cacheWrite, cacheWrite: 0 });
    expect(await post({ ...ask('a'), tools: [{ ...tools[0]!, name: 'u' }] })).toMatchObject({ cachedInput: 0 });
  });

  it('forgets after five minutes without a read, and after an hour where that was asked for', async () => {
    for (const [marked, lifeMs] of [
      [mark, 300_000],
      [hour, 3_600_000],
    ] as const) {
      const post = account();
      const body = ask([block(2_000, marked)]);
      await post(body);
      for (let time = 0; time < 3; time++) {
        atMs += lifeMs - 1;
        expect(await post(body)).toMatchObject({ cachedInput: 2_000 });
      }
      atMs += lifeMs;
      expect(await post(body)).toMatchObject({ cachedInput: 0, cacheWrite: 2_000 });
    }
  });

  it('splits writes by how long they are kept', async () => {
    const usage = await account()(ask([block(2_000, hour), block(1_000, mark), block(10)]));
    expect(usage).toMatchObject({ input: 10, cacheWrite: 3_000, cacheWriteHour: 2_000 });
  });

  it('looks back twenty blocks from a breakpoint, and no further', async () => {
    const long = (blocks: number) =>
      ask([block(2_000), ...Array.from({ length: blocks }, () => block(20)), block(20, mark)]);
    for (const [between, read] of [
      [17, 2_020],
      [18, 2_020],
      [19, 0],
    ] as const) {
      const post = account();
      await post(long(0));
      // The entry stands at the second block; the new breakpoint at the block numbered `between` + 2.
      expect(await post(long(between + 1)), String(between)).toMatchObject({ cachedInput: read });
    }
  });

  it('sees no difference between a text and the one block it is short for', async () => {
    const post = account();
    const text = 'x'.repeat(9_000);
    const first = (await post(ask([{ type: 'text', text, ...mark }]))) as Usage;
    const next = {
      messages: [
        { role: 'user', content: text },
        { role: 'assistant', content: 'y' },
        { role: 'user', content: [block(20, mark)] },
      ],
    };
    expect(await post({ ...ask(''), ...next })).toMatchObject({ cachedInput: first.cacheWrite });
  });

  it('starts the messages anew for another choice of tools', async () => {
    const post = account();
    const body = ask([block(2_000, mark)], { system: [block(1_500, mark)] });
    await post(body);
    expect(await post({ ...body, tool_choice: { type: 'any' } })).toMatchObject({
      cachedInput: 1_500,
      cacheWrite: 2_000,
    });
  });

  it('sets the last breakpoint by itself when asked to', async () => {
    expect(await account()(ask([block(2_000), block(100)], mark))).toMatchObject({ input: 0, cacheWrite: 2_100 });
  });

  it.each([
    ['five breakpoints', ask([1, 2, 3, 4, 5].map(() => block(100, mark)))],
    ['an hour after five minutes', ask([block(100, mark), block(100, hour)])],
    ['a breakpoint on a thought', ask([{ type: 'thinking', thinking: 'a', signature: 's', ...mark }])],
    ['a breakpoint on an empty text', ask([{ type: 'text', text: '', ...mark }])],
  ])('refuses %s', async (_about, body) => {
    expect(await account()(body)).toContain('invalid_request_error');
  });

  it('streams the same usage', async () => {
    const { body } = await send(`${server.url}/v1/messages`, {
      body: ask([block(2_000, mark), block(7)], { stream: true }),
    });
    const watch = anthropicMessages.watchStream();
    watch.feed(body, false);
    expect(watch.finding()).toMatchObject({ end: 'complete', usage: { input: 7, cacheWrite: 2_000 } });
  });
});

describe('the simulated OpenAI', () => {
  const post = async (text: string, more: JsonObject = {}) => {
    const body = { model: 'gpt-5', messages: [{ role: 'user', content: text }], ...more };
    const { body: reply } = await send(`${server.url}/v1/chat/completions`, { body });
    return openaiChat.readWhole(reply).usage;
  };

  it('reads prefixes back by itself, in steps of 128 tokens, from 1,024', async () => {
    const text = 'b'.repeat(6_000);
    expect(await post(text)).toMatchObject({ cachedInput: 0 });
    expect(await post(`${text} and more`)).toMatchObject({ cachedInput: 1_408 });
    await post('c'.repeat(3_000));
    expect(await post('c'.repeat(3_000))).toMatchObject({ cachedInput: 0 });
  });

  it('keeps a prefix by model and by where the cache key sends it', async () => {
    const text = 'd'.repeat(6_000);
    await post(text);
    expect(await post(text, { model: 'gpt-4.1' })).toMatchObject({ cachedInput: 0 });
    expect(await post(text, { prompt_cache_key: 'k' })).toMatchObject({ cachedInput: 0 });
    expect(await post(text)).toMatchObject({ cachedInput: expect.any(Number) as number });
  });
});

import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DemoUpstream } from '../../src/proxy/providers/demo/upstream.js';
import { startDemoUpstream } from '../../src/proxy/providers/demo/upstream.js';

let demo: DemoUpstream;
let client: OpenAI;
const user = (content: string) => ({ role: 'user', content }) as const;

beforeAll(async () => {
  demo = await startDemoUpstream({ slowMs: 30 });
  client = new OpenAI({ apiKey: 'none', baseURL: `${demo.url}/v1`, maxRetries: 0 });
});
afterAll(() => demo.close());

describe('an answer', () => {
  test('says that it is a demo, and tells the tokens it took', async () => {
    const reply = await client.chat.completions.create({ model: 'gpt-5', messages: [user('What is a rebase?')] });
    expect(reply.choices[0]?.message.content).toMatch(/^Demo answer [0-9a-f]{12}: no model was asked\./);
    expect(reply.choices[0]?.finish_reason).toBe('stop');
    expect(reply.model).toBe('gpt-5');
    expect(reply.usage?.prompt_tokens).toBeGreaterThan(3);
    expect(reply.usage?.completion_tokens).toBe(Math.ceil((reply.choices[0]?.message.content?.length ?? 0) / 4));
    expect(reply.usage?.total_tokens).toBe((reply.usage?.prompt_tokens ?? 0) + (reply.usage?.completion_tokens ?? 0));
  });

  test('is the same for the same question from any model, and another for another question', async () => {
    const ask = async (model: string, question: string) =>
      (await client.chat.completions.create({ model, messages: [user(question)] })).choices[0]?.message.content;
    const answer = await ask('gpt-5', 'What is a monad?');
    expect(await ask('gpt-4.1-nano', 'What is a monad?')).toBe(answer);
    expect(await ask('gpt-5', 'What is a monoid?')).not.toBe(answer);
  });

  test('streams the same text as it gives whole, with usage only when asked', async () => {
    const request = { model: 'gpt-4o', messages: [user('Explain closures.')] };
    const whole = await client.chat.completions.create(request);
    const chunks = [];
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) chunks.push(chunk);
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join('')).toBe(whole.choices[0]?.message.content);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.filter(chunk => chunk.usage)).toEqual([]);

    const counted = [];
    const options = { ...request, stream: true, stream_options: { include_usage: true } } as const;
    for await (const chunk of await client.chat.completions.create(options)) counted.push(chunk);
    expect(counted.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: whole.usage?.completion_tokens } });
  });

  test('ends with the mark that the SDK waits for', async () => {
    const body = { model: 'gpt-4o', stream: true, messages: [user('Hi there, demo')] };
    const response = await fetch(`${demo.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify(body) });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect((await response.text()).endsWith('data: [DONE]\n\n')).toBe(true);
  });

  test('stops at the token limit and says so', async () => {
    for (const limit of [{ max_tokens: 5 }, { max_completion_tokens: 5 }]) {
      const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [user('Explain.')], ...limit });
      expect(reply.choices[0]?.finish_reason).toBe('length');
      expect(reply.usage?.completion_tokens).toBe(5);
    }
  });

  test('fits the schema it was asked for', async () => {
    const schema = {
      type: 'object',
      properties: {
        intent: { type: 'string', enum: ['bug', 'feature', 'question'] },
        urgent: { type: 'boolean' },
        score: { type: 'integer' },
        labels: { type: 'array', items: { type: 'string' } },
        owner: { anyOf: [{ type: 'null' }, { type: 'string' }] },
      },
    };
    const reply = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [user('The build is red again.')],
      response_format: { type: 'json_schema', json_schema: { name: 'triage', schema } },
    });
    const value: unknown = JSON.parse(reply.choices[0]?.message.content ?? '');
    expect(value).toEqual({
      intent: expect.stringMatching(/^(bug|feature|question)$/) as unknown,
      urgent: expect.any(Boolean) as unknown,
      score: expect.any(Number) as unknown,
      labels: [expect.stringContaining('demo') as unknown],
      owner: null,
    });
  });

  test.each([
    ['a title', 'You are a title generator.', 'How do I rename a branch?', /^.{5,40}\(demo [0-9a-f]{12}\)$/],
    [
      'a commit message',
      'Write a commit message with a short title.',
      'diff --git a/x b/x\n+y',
      /^chore\(demo\): .+\(demo [0-9a-f]{12}\)$/,
    ],
  ])('has the shape of %s', async (_what, system, question, shape) => {
    const reply = await client.chat.completions.create({
      model: 'gpt-5',
      messages: [{ role: 'system', content: system }, user(question)],
    });
    expect(reply.choices[0]?.message.content).toMatch(shape);
  });
});

describe('tools', () => {
  const tools = [
    {
      type: 'function' as const,
      function: {
        name: 'read_file',
        parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
      },
    },
  ];

  test('are called after a user turn, and answered for after their result', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [user('What does parse.ts do?')];
    const first = await client.chat.completions.create({ model: 'gpt-5', messages, tools });
    const message = first.choices[0]!.message;
    const call = message.tool_calls?.[0];
    expect(first.choices[0]?.finish_reason).toBe('tool_calls');
    expect(call).toMatchObject({ type: 'function', function: { name: 'read_file' } });
    expect(JSON.parse(call?.type === 'function' ? call.function.arguments : '')).toHaveProperty('path');

    messages.push(message, { role: 'tool', tool_call_id: call?.id ?? '', content: 'export const x = 1;' });
    const second = await client.chat.completions.create({ model: 'gpt-5', messages, tools });
    expect(second.choices[0]?.finish_reason).toBe('stop');
    expect(second.choices[0]?.message.content).toMatch(/^Demo answer/);
  });

  test('come in a stream with an id, a name and arguments in pieces', async () => {
    const stream = client.chat.completions.stream({ model: 'gpt-5', messages: [user('Read a.ts')], tools });
    const call = (await stream.finalChatCompletion()).choices[0]?.message.tool_calls?.[0];
    expect(call?.id).toMatch(/^call_demo/);
    expect(JSON.parse(call?.function.arguments ?? '')).toHaveProperty('path');
  });

  test('are left alone when the request forbids them', async () => {
    const request = { model: 'gpt-5', messages: [user('Read b.ts')], tools, tool_choice: 'none' as const };
    const reply = await client.chat.completions.create(request);
    expect(reply.choices[0]?.message.tool_calls).toBeUndefined();
  });
});

describe('the prompt cache', () => {
  let nowMs = 1_000_000;
  let timed: DemoUpstream;
  beforeEach(async () => {
    timed = await startDemoUpstream({ clock: { nowMs: () => nowMs } });
  });
  afterEach(() => timed.close());
  const long = Array.from({ length: 400 }, (_, index) => `Rule ${index}: keep line ${index} as it is.`).join('\n');

  async function cachedTokens(messages: OpenAI.ChatCompletionMessageParam[], model = 'gpt-5', apiKey = 'a') {
    const asked = new OpenAI({ apiKey, baseURL: `${timed.url}/v1`, maxRetries: 0 });
    const reply = await asked.chat.completions.create({ model, messages });
    return {
      cached: reply.usage?.prompt_tokens_details?.cached_tokens ?? -1,
      prompt: reply.usage?.prompt_tokens ?? -1,
    };
  }

  test('warms a long prefix in steps of 128 and grows with the conversation', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: long }, user('First?')];
    const first = await cachedTokens(messages);
    expect(first.cached).toBe(0);
    messages.push({ role: 'assistant', content: 'An answer. '.repeat(200) }, user('Second?'));
    const second = await cachedTokens(messages);
    expect(second.cached).toBeGreaterThanOrEqual(1_024);
    expect(second.cached % 128).toBe(0);
    expect(second.cached).toBeLessThanOrEqual(first.prompt);
    messages.push({ role: 'assistant', content: 'Another. '.repeat(200) }, user('Third?'));
    expect((await cachedTokens(messages)).cached).toBeGreaterThan(second.cached);
  });

  test('never warms a short prompt, a changed start, another model or another key', async () => {
    const short = [user('Short question, asked twice.')];
    await cachedTokens(short);
    expect((await cachedTokens(short)).cached).toBe(0);
    const messages = [user(long)];
    await cachedTokens(messages);
    expect((await cachedTokens([user(`Now: ${long}`)])).cached).toBe(0);
    expect((await cachedTokens(messages, 'gpt-5-mini')).cached).toBe(0);
    expect((await cachedTokens(messages, 'gpt-5', 'b')).cached).toBe(0);
    expect((await cachedTokens(messages)).cached).toBeGreaterThanOrEqual(1_024);
  });

  test('forgets a prefix that was not used for five minutes', async () => {
    const messages = [user(long)];
    await cachedTokens(messages);
    nowMs += 4 * 60_000;
    expect((await cachedTokens(messages)).cached).toBeGreaterThan(0);
    nowMs += 5 * 60_000 + 1;
    expect((await cachedTokens(messages)).cached).toBe(0);
  });
});

describe('faults and refusals', () => {
  const ask = (model: string, headers = {}) =>
    client.chat.completions.create({ model, messages: [user('Does it fail?')] }, { headers });

  test('come as the error classes of the SDK', async () => {
    await expect(ask('demo-error-429')).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    await expect(ask('demo-error-500')).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await expect(ask('gpt-9')).rejects.toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
    await expect(ask('gpt-5', { 'x-demo-error': '429' })).rejects.toBeInstanceOf(OpenAI.RateLimitError);
  });

  test('tell when to try again', async () => {
    const error: unknown = await ask('demo-error-429').catch((reason: unknown) => reason);
    expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('1');
  });

  test('can be a slow answer or a cut one, streamed or whole', async () => {
    expect((await ask('demo-error-slow')).choices[0]?.finish_reason).toBe('stop');
    await expect(ask('demo-error-cut')).rejects.toThrow();
    const stream = await client.chat.completions.create({
      model: 'demo-error-cut',
      messages: [user('Does it break?')],
      stream: true,
    });
    const reasons: unknown[] = [];
    const reading = (async () => {
      for await (const chunk of stream) reasons.push(chunk.choices[0]?.finish_reason);
    })();
    await expect(reading).rejects.toThrow();
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons).not.toContain('stop');
  });

  test.each([
    ['no JSON', '{"model":', 400],
    ['no object', '[]', 400],
    ['no model', '{"messages":[{"role":"user","content":"x"}]}', 400],
    ['no messages', '{"model":"gpt-5"}', 400],
    ['messages of a wrong type', '{"model":"gpt-5","messages":"x"}', 400],
    ['a limit of zero', '{"model":"gpt-5","messages":[{"role":"user","content":"x"}],"max_tokens":0}', 400],
    ['several choices', '{"model":"gpt-5","messages":[{"role":"user","content":"x"}],"n":2}', 400],
    ['unknown fields', '{"model":"gpt-5","messages":[{"role":"user","content":"x","y":1}],"zzz":{}}', 200],
    ['text in parts', '{"model":"gpt-5","messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}', 200],
  ])('a body with %s gets the right status', async (_what, body, status) => {
    const response = await fetch(`${demo.url}/v1/chat/completions`, { method: 'POST', body });
    expect(response.status).toBe(status);
    const json: unknown = await response.json();
    if (status === 400) expect(json).toMatchObject({ error: { type: 'invalid_request_error' } });
    else expect(json).toHaveProperty('choices');
  });

  test('lists its models and knows no other path', async () => {
    const names = (await client.models.list()).data.map(model => model.id);
    expect(names).toContain('gpt-5-nano');
    expect((await fetch(`${demo.url}/v1/files`)).status).toBe(404);
  });

  test('counts chat requests', async () => {
    const before = demo.calls();
    await ask('gpt-5');
    await ask('gpt-9').catch(() => undefined);
    expect(demo.calls()).toBe(before + 2);
  });
});

test('a realistic pace gives the same answer as an instant one', async () => {
  const paced = await startDemoUpstream({ pace: 'realistic' });
  const slow = new OpenAI({ apiKey: 'none', baseURL: `${paced.url}/v1` });
  const request = { model: 'gpt-4.1-nano', messages: [user('Pace?')], max_tokens: 12 };
  const text = (await client.chat.completions.create(request)).choices[0]?.message.content;
  const stream = slow.chat.completions.stream(request);
  expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe(text);
  await paced.close();
});

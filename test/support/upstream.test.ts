import { gunzipSync } from 'node:zlib';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faults, oddAnswers, type Behaviour } from './behaviours.js';
import { chatBody, eventData, send } from './send.js';
import { startUpstream, type Upstream } from './upstream.js';

// The simulated provider is judged by a client that was not written here, and byte by byte where that one is lenient.

let upstream: Upstream;
let client: OpenAI;
let url: string;

beforeAll(async () => {
  upstream = await startUpstream();
  url = `${upstream.url}/v1/chat/completions`;
  client = new OpenAI({ baseURL: `${upstream.url}/v1`, apiKey: 'sk-test', maxRetries: 0 });
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const ask = { model: 'gpt-4.1', messages: [{ role: 'user' as const, content: 'Why is the sky blue?' }] };

describe('a right answer', () => {
  test('is understood by the SDK, whole and streamed, and says the same both ways', async () => {
    upstream.next(
      { kind: 'ok', answer: { text: 'Because of air.' } },
      { kind: 'ok', answer: { text: 'Because of air.' } },
    );
    const whole = await client.chat.completions.create(ask);
    const stream = client.chat.completions.stream({ ...ask, stream_options: { include_usage: true } });
    const streamed = await stream.finalChatCompletion();
    expect(streamed.choices[0]!.message.content).toBe('Because of air.');
    expect(whole.choices[0]!.message.content).toBe('Because of air.');
    expect(streamed.usage?.completion_tokens).toBe(whole.usage?.completion_tokens);
    expect(streamed.id).not.toBe(whole.id);
  });

  test('has streamed usage only for those who ask', async () => {
    const [asked, unasked] = await Promise.all([
      send(url, { body: chatBody('a', { stream: true, stream_options: { include_usage: true } }) }),
      send(url, { body: chatBody('b', { stream: true }) }),
    ]);
    expect(asked.text).toContain('"choices":[],"usage":{"prompt_tokens":');
    expect(unasked.text).not.toContain('"usage"');
  });

  test('assembles parallel tool calls from interleaved fragments', async () => {
    upstream.next(oddAnswers['parallel tool calls']);
    const { choices } = await client.chat.completions.stream(ask).finalChatCompletion();
    const calls = choices[0]!.message.tool_calls ?? [];
    expect(calls.map(call => call.function.arguments)).toEqual(['{"path":"src/main.ts"}', '{"path":"package.json"}']);
    expect(choices[0]!.finish_reason).toBe('tool_calls');
  });

  test.each(Object.entries(oddAnswers))('with %s carries a readable text or tool call', async (name, behaviour) => {
    upstream.next(behaviour);
    const reply = await send(url, { body: chatBody('hello', { stream: true }) });
    expect(reply.broken).toBeUndefined();
    const zipped = reply.headers['content-encoding'] === 'gzip';
    const data = eventData(zipped ? gunzipSync(reply.body).toString() : reply.text);
    expect(data.includes('[DONE]')).toBe(name !== 'no [DONE]');
    const chunks = data.filter(text => text !== '[DONE]').map(text => JSON.parse(text) as { choices: object[] });
    expect(JSON.stringify(chunks)).toMatch(/hello|read_file/u);
  });

  test('waits for what it is told to wait for', async () => {
    const order: string[] = [];
    let letGo = (): void => undefined;
    upstream.next({ kind: 'ok', pace: { hold: new Promise<void>(resolve => (letGo = resolve)) } });
    const reply = send(url, { body: chatBody('held') }).then(() => order.push('answered'));
    await upstream.received(1);
    order.push('let go');
    letGo();
    await reply;
    expect(order).toEqual(['let go', 'answered']);
  });
});

describe('a fault', () => {
  const sdkErrors: Readonly<Record<string, string>> = {
    'refuses with 400': 'BadRequestError',
    'refuses with 401': 'AuthenticationError',
    'refuses with 404': 'NotFoundError',
    'refuses with 429': 'RateLimitError',
    'fails with 500': 'InternalServerError',
    'fails with 503': 'InternalServerError',
    'is overloaded (529)': 'InternalServerError',
    resets: 'APIConnectionError',
    'resets in the middle of JSON': 'TypeError',
  };
  test.each(Object.entries(sdkErrors))('that %s becomes %s in the SDK', async (name, error) => {
    upstream.next(faults[name as keyof typeof faults]);
    const caught = await client.chat.completions.create(ask).then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(caught?.constructor.name).toBe(error);
  });

  test('with a retry time says so in a header', async () => {
    upstream.next(faults['refuses with 429']);
    expect((await send(url, { body: chatBody('x') })).headers['retry-after']).toBe('7');
  });

  const cuts = [
    ['cuts the stream', 'ECONNRESET', 3],
    ['ends the stream without a terminal event', undefined, 3],
    ['ends inside an event', undefined, 4],
    ['sends an error event', undefined, 4],
  ] as const;
  test.each(cuts)('that %s leaves the caller with what came before', async (name, broken, events) => {
    upstream.next(faults[name]);
    const reply = await send(url, { body: chatBody('x', { stream: true }) });
    expect(reply.broken).toBe(broken);
    expect(eventData(reply.text)).toHaveLength(events);
    expect(reply.text).not.toContain('[DONE]');
  });

  test('that hangs is over when the caller leaves', async () => {
    upstream.next(faults['hangs']);
    const leave = new AbortController();
    const reply = send(url, { body: chatBody('x'), signal: leave.signal });
    const [request] = await upstream.received(1);
    leave.abort();
    expect((await reply).status).toBe(0);
    await request!.over;
    expect(request!.abandoned()).toBe(true);
  });
});

describe('the record', () => {
  test('keeps requests and replies byte for byte', async () => {
    const body = '{ "model":"m" ,\n"messages":[{"role":"user","content":"\\u00e9\\ud83d\\ude42"}], "x_new": 1.0 }';
    const reply = await send(`${url}?beta=true`, { body, headers: { 'X-Odd-Case': 'Yes' } });
    const [request] = upstream.requests();
    expect(request!.body.toString()).toBe(body);
    expect(request!.url).toBe('/v1/chat/completions?beta=true');
    expect(request!.rawHeaders).toContain('X-Odd-Case');
    expect(request!.replied().equals(reply.body)).toBe(true);
  });

  test('lets a function decide for each request', async () => {
    upstream.always(({ json }): Behaviour =>
      json['model'] === 'bad' ? { kind: 'status', status: 503 } : { kind: 'ok' },
    );
    const replies = await Promise.all([
      send(url, { body: chatBody('x', { model: 'bad' }) }),
      send(url, { body: chatBody('x') }),
    ]);
    expect(replies.map(reply => reply.status)).toEqual([503, 200]);
  });

  test('knows the models and refuses what it does not know', async () => {
    expect((await send(`${upstream.url}/v1/models`)).text).toContain('gpt-4.1-nano');
    expect((await send(`${upstream.url}/v1/nothing`, { body: {} })).status).toBe(404);
  });
});

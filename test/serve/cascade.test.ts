import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stats } from '../../src/protocol/stats.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import type { Behaviour } from '../support/behaviours.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { chatBody, send } from '../support/send.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

// A cheap model is asked first through the real proxy, by OpenAI's own client; the provider does what each test says.

const cheap = 'gpt-4.1-nano';
const asked = 'gpt-4.1';
const tokens = { input: 1_000, cached: 0, output: 100, reasoning: 0 };
/** At list prices of 0.10 and 0.40, and of 2 and 8 dollars per million. */
const cheapCost = 140;
const askedCost = 2_800;

let upstream: Upstream;
let proxy: ProxyProcess;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream();
  proxy = await startProxy({
    upstream: upstream.url,
    settings: {
      routing: { mode: 'on', tiers: { cheap }, cheapBelow: 1, strongFrom: 1, cascade: { maxMs: 1_500 } },
    },
  });
  client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
});
afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});
beforeEach(() => upstream.reset());

/** What the cheap model does; the other one always answers well. */
function cheapDoes(behaviour: Behaviour, other: Behaviour = said('{"city":"Paris"}')): void {
  upstream.always(request => (request.json['model'] === cheap ? behaviour : other));
}

function said(text: string, more: object = {}): Behaviour {
  return { kind: 'ok', answer: { text, tokens, ...more } };
}

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
let questions = 0;
const question = () => [{ role: 'user' as const, content: `Where is tower ${String(++questions)}?` }];

function ask(more: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {}) {
  return client.chat.completions
    .create({
      model: asked,
      messages: question(),
      response_format: { type: 'json_schema', json_schema: { name: 'place', schema } },
      ...more,
    })
    .withResponse();
}

async function api<T>(path: string): Promise<T> {
  const got = await send(`${proxy.url}/api${path}`, { headers: { authorization: `Bearer ${proxy.token}` } });
  return JSON.parse(got.text) as T;
}
const lastRow = async () => (await api<{ requests: readonly LedgerRow[] }>('/requests?limit=1')).requests[0];
const models = () => upstream.requests().map(({ json }) => json['model']);

describe('an answer that can be judged', () => {
  it('comes from the cheap model alone when it keeps its contract', async () => {
    cheapDoes(said('{"city":"Rome"}'));
    const { data, response } = await ask();
    expect(data.choices[0]?.message.content).toBe('{"city":"Rome"}');
    expect(models()).toEqual([cheap]);
    expect(response.headers.get('x-tuppence-reason')).toContain('trusted');
    expect(await lastRow()).toMatchObject({
      modelServed: cheap,
      attempts: 1,
      escalated: false,
      cost: cheapCost,
      saved: askedCost - cheapCost,
      tier: 'cheap',
    });
  });

  it.each<[string, Behaviour, object]>([
    ['schema', said('{"town":"Rome"}'), {}],
    ['no-json', said('Rome, I think.'), {}],
    ['length', said('{"city":"Rome"}', { finish: 'length' }), {}],
    ['refused', { kind: 'ok', answer: { refusal: 'No.', tokens } }, {}],
    ['empty', said(''), { response_format: { type: 'text' }, max_completion_tokens: 100 }],
    ['edit', said('```ts\nconst a = 1;'), { response_format: { type: 'text' }, max_completion_tokens: 100 }],
    [
      'tool-arguments',
      { kind: 'ok', answer: { toolCalls: [{ name: 'place', arguments: '{"town":1}' }], tokens } },
      {
        response_format: { type: 'text' },
        tools: [{ type: 'function', function: { name: 'place', parameters: schema } }],
        tool_choice: 'required',
      },
    ],
  ])('is asked for once more when the cheap one is flawed: %s', async (flaw, behaviour, more) => {
    cheapDoes(behaviour);
    const before = (await api<Stats>('/stats')).escalations;
    const settings = 'tools' in more ? { routing: { agents: 'turns' } } : { routing: { agents: 'stay' } };
    await send(`${proxy.url}/api/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${proxy.token}` },
      body: JSON.stringify(settings),
    });
    const { data, response } = await ask(more);
    expect(data.choices[0]?.message.content).toBe('{"city":"Paris"}');
    expect(data.model).toBe(asked);
    expect(models()).toEqual([cheap, asked]);
    expect(response.headers.get('x-tuppence-reason')).toContain(`escalated:${flaw}`);
    expect(response.headers.get('x-tuppence-model-served')).toBe(asked);
    const row = await lastRow();
    expect(row).toMatchObject({
      modelServed: asked,
      attempts: 2,
      escalated: true,
      confidence: 0,
      triedModel: cheap,
      triedCost: cheapCost,
      cost: cheapCost + askedCost,
      baseline: askedCost,
      saved: -cheapCost,
      estimated: false,
    });
    const after = (await api<Stats>('/stats')).escalations;
    expect(after).toEqual({ tried: before.tried + 1, escalated: before.escalated + 1 });
    const { receipt } = await api<{ receipt: readonly { label: string; usd: number | null }[] }>(
      `/requests/${row?.id ?? ''}/why`,
    );
    const until = receipt.findIndex(({ label }) => label === 'Cost');
    const sum = receipt.slice(0, until).reduce((total, { usd }) => total + (usd ?? Number.NaN), 0);
    expect(sum).toBeCloseTo((cheapCost + askedCost) / 1_000_000, 9);
    expect(receipt.map(({ label }) => label)).toContain(`Asked first: ${cheap}`);
  });

  it('is not waited for too long', async () => {
    cheapDoes({ kind: 'hang' });
    const { data, response } = await ask();
    expect(data.choices[0]?.message.content).toBe('{"city":"Paris"}');
    expect(response.headers.get('x-tuppence-reason')).toContain('escalated:late');
    // Nobody knows what the call cost that was given up; an estimate says so.
    expect(await lastRow()).toMatchObject({ escalated: true, estimated: true, modelServed: asked });
    expect(upstream.requests()[0]?.abandoned()).toBe(true);
  });

  it('is given after all when the other model fails', async () => {
    cheapDoes(said('{"town":"Rome"}'), { kind: 'status', status: 503 });
    const { data, response } = await ask();
    expect(data.choices[0]?.message.content).toBe('{"town":"Rome"}');
    expect(response.headers.get('x-tuppence-reason')).toContain('spare');
    expect(await lastRow()).toMatchObject({ modelServed: cheap, attempts: 2, escalated: true, cost: cheapCost });
  });
});

describe('a cheap model that cannot answer', () => {
  it.each<[string, Behaviour]>([
    ['refuses', { kind: 'status', status: 400 }],
    ['is out of quota', { kind: 'status', status: 429 }],
    ['fails', { kind: 'status', status: 500 }],
    ['resets', { kind: 'reset' }],
    ['talks nonsense', { kind: 'garbage' }],
  ])('is made up for by the model asked for when it %s', async (_, behaviour) => {
    cheapDoes(behaviour);
    const { data, response } = await ask({ response_format: { type: 'text' } });
    expect(data.choices[0]?.message.content).toBe('{"city":"Paris"}');
    expect(response.headers.get('x-tuppence-reason')).toContain('fallback');
    expect(await lastRow()).toMatchObject({ attempts: 2, escalated: false, confidence: null, cost: askedCost });
  });

  it('leaves the caller with the error of the model asked for when that fails too', async () => {
    cheapDoes({ kind: 'status', status: 500 }, { kind: 'status', status: 429 });
    await expect(ask()).rejects.toMatchObject({ status: 429 });
    expect(await lastRow()).toMatchObject({ status: 429, modelServed: asked, attempts: 2 });
  });
});

describe('a stream', () => {
  const stream = async (more: object = {}) => {
    const events = await client.chat.completions.create({ model: asked, messages: question(), stream: true, ...more });
    let text = '';
    for await (const event of events) text += event.choices[0]?.delta.content ?? '';
    return text;
  };

  it('that begins well is passed on', async () => {
    cheapDoes(said('Rome it is.'));
    expect(await stream()).toBe('Rome it is.');
    expect(models()).toEqual([cheap]);
    expect(await lastRow()).toMatchObject({ modelServed: cheap, attempts: 1, confidence: null, status: 200 });
  });

  it('of a side task is recorded too, however fast it is over', async () => {
    cheapDoes({ kind: 'ok', answer: { text: 'A title' }, wire: { write: 'one-write' } });
    const title = { role: 'system' as const, content: 'You are a title generator.' };
    expect(await stream({ messages: [title, ...question()] })).toBe('A title');
    expect(await lastRow()).toMatchObject({ role: 'title', modelServed: cheap, attempts: 1 });
  });

  it.each<[string, Behaviour]>([
    ['says nothing', said('')],
    ['begins with an error', { kind: 'broken-stream', afterEvents: 0, manner: 'error-event' }],
    ['breaks before a word', { kind: 'broken-stream', afterEvents: 0, manner: 'cut' }],
    ['is refused', { kind: 'status', status: 429 }],
  ])('that %s never reaches the caller: the model asked for answers', async (_, behaviour) => {
    cheapDoes(behaviour, said('Paris it is.'));
    expect(await stream()).toBe('Paris it is.');
    expect(models()).toEqual([cheap, asked]);
    expect(await lastRow()).toMatchObject({ modelServed: asked, attempts: 2 });
  });

  it('that broke after its first words is never continued by another model', async () => {
    cheapDoes({ kind: 'broken-stream', afterEvents: 4, manner: 'cut' });
    await expect(stream()).rejects.toThrow();
    expect(models()).toEqual([cheap]);
  });

  it('that is held back for long says so in comments, which clients skip', async () => {
    let release: (() => void) | undefined;
    const hold = new Promise<void>(resolve => (release = resolve));
    cheapDoes({ kind: 'hang' }, { ...said('Paris it is.'), pace: { hold } } as Behaviour);
    const coming = send(`${proxy.url}/v1/chat/completions`, {
      headers: { authorization: `Bearer ${proxy.token}` },
      body: chatBody(question()[0]?.content ?? '', { model: asked, stream: true }),
    });
    await upstream.received(2);
    release?.();
    const { text, status } = await coming;
    expect(status).toBe(200);
    expect(text).toMatch(/^: waiting for the answer\n\n/);
    expect(text).toContain('"content":"Paris "');
    expect(await lastRow()).toMatchObject({ modelServed: asked, attempts: 2, escalated: true });
  });
});

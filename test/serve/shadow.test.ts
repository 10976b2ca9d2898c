import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvidenceReport } from '../../src/protocol/evidence.js';
import type { Stats } from '../../src/protocol/stats.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

// Shadow samples and refinements through the real proxy, with the openai SDK as client.

let upstream: Upstream;
let proxy: ProxyProcess;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream();
  proxy = await startProxy({ upstream: upstream.url, settings: { cache: { shadow: { rate: 1, usdPerDay: 1 } } } });
  client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
});
afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});

async function ask(...content: readonly string[]): Promise<string | null> {
  const messages = content.map((text, at) => ({
    role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: text,
  }));
  const { response } = await client.chat.completions.create({ model: 'gpt-4.1', messages }).withResponse();
  return response.headers.get('x-tuppence-cache');
}
const get = async <T>(path: string): Promise<T> =>
  JSON.parse(
    (await send(`${proxy.url}/api${path}`, { headers: { authorization: `Bearer ${proxy.token}` } })).text,
  ) as T;
const counts = async () => (await get<EvidenceReport>('/cache/evidence')).tiers[0]?.counts;
const judged = async () => {
  const seen = await counts();
  return (seen?.['shadow-same'] ?? 0) + (seen?.['shadow-different'] ?? 0) + (seen?.['shadow-unclear'] ?? 0);
};

it('a model is asked beside an answer to other words, is paid for, and saves nothing', async () => {
  await ask('How do I reverse a list in Go?');
  expect(await ask('Please tell me how to reverse a list in Go')).toBe('hit-gate');
  await expect.poll(judged, { timeout: 20_000 }).toBe(1);
  expect(upstream.requests()).toHaveLength(2);
  const asked = upstream.requests()[1];
  expect(asked?.json).toEqual({
    model: 'gpt-4.1',
    messages: [{ role: 'user', content: 'Please tell me how to reverse a list in Go' }],
    max_tokens: 1_024,
  });
  expect(asked?.headers.authorization).toBe(upstream.requests()[0]?.headers.authorization);
  const { byReason } = await get<Stats>('/stats');
  const shadow = byReason.find(({ name }) => name === 'shadow-sample');
  expect(shadow).toMatchObject({ requests: 1, savedUsd: 0 });
  expect(shadow?.spentUsd).toBeGreaterThan(0);
});

it('none is asked when the budget of the day is used up, or for an exact repeat', async () => {
  const headers = { authorization: `Bearer ${proxy.token}` };
  const before = upstream.requests().length;
  await ask('How do I reverse a list in Go?');
  await send(`${proxy.url}/api/settings`, { method: 'PATCH', headers, body: { cache: { shadow: { usdPerDay: 0 } } } });
  expect(await ask('how to reverse a list in Go')).toBe('hit-gate');
  await ask('What is a mutex?');
  expect(upstream.requests()).toHaveLength(before + 1);
});

it('a turn that takes the answer back counts against it, and its words get another one', async () => {
  const polite = 'Please explain what a mutex is';
  expect(await ask(polite)).toBe('hit-gate');
  await ask(polite, 'an answer', 'No, that is not what I asked');
  expect(await counts()).toMatchObject({ 'said-no': 1 });
  expect(await ask(polite)).toBe('miss');
});

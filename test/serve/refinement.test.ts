import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvidenceReport } from '../../src/protocol/evidence.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';

// What people do when a kept answer was not what they wanted, through the real proxy with the providers' own SDKs.

let mock: LLMock;
let proxy: ProxyProcess;

beforeAll(async () => {
  mock = new LLMock({ port: 0 });
  mock.onMessage(/.*/, { content: 'An answer.' });
  await mock.start();
  proxy = await startProxy({
    upstream: mock.url,
    args: ['--anthropic-url', mock.url],
    env: { ANTHROPIC_API_KEY: 'sk-ant-test' },
  });
});
afterAll(async () => {
  await proxy.stop();
  await mock.stop();
});

interface Said {
  readonly cache: string | null;
  readonly id: string;
}
type Talk = (texts: readonly string[], headers?: Record<string, string>) => Promise<Said>;

const said = (headers: Headers): Said => ({
  cache: headers.get('x-tuppence-cache'),
  id: headers.get('x-tuppence-request-id') ?? '',
});
const roleAt = (at: number) => (at % 2 === 0 ? ('user' as const) : ('assistant' as const));
const messagesOf = (texts: readonly string[]) => texts.map((content, at) => ({ role: roleAt(at), content }));

const talks = (): Readonly<Record<string, Talk>> => {
  const openai = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
  const anthropic = new Anthropic({ baseURL: proxy.url, apiKey: proxy.token, maxRetries: 0 });
  return {
    'chat, streamed': async (texts, headers = {}) => {
      const body = { model: 'gpt-4.1', messages: messagesOf(texts), stream: true as const };
      const { data, response } = await openai.chat.completions.create(body, { headers }).withResponse();
      for await (const chunk of data) expect(chunk.object).toBe('chat.completion.chunk');
      return said(response.headers);
    },
    responses: async (texts, headers = {}) => {
      const body = { model: 'gpt-4.1', input: messagesOf(texts) };
      const { response } = await openai.responses.create(body, { headers }).withResponse();
      return said(response.headers);
    },
    messages: async (texts, headers = {}) => {
      const body = { model: 'claude-opus-4-5', max_tokens: 500, messages: messagesOf(texts) };
      const { response } = await anthropic.messages.create(body, { headers }).withResponse();
      return said(response.headers);
    },
  };
};
const report = async () => {
  const got = await send(`${proxy.url}/api/cache/evidence`, { headers: { authorization: `Bearer ${proxy.token}` } });
  return JSON.parse(got.text) as EvidenceReport;
};
const counts = async () => (await report()).tiers[0]?.counts;

it('a no in the next turn, a regenerated, a repeated and a marked answer are seen in every dialect', async () => {
  const things = ['a list', 'a string', 'a tree', 'a queue'];
  const plain = (what: string) => `How do I reverse ${what} in Go?`;
  const polite = (what: string) => `Please tell me how to reverse ${what} in Go`;
  const marked: string[] = [];
  for (const talk of Object.values(talks())) {
    for (const what of things) {
      await talk([plain(what)]);
      const hit = await talk([polite(what)]);
      expect(hit.cache).toBe('hit-gate');
      if (what === 'a queue') marked.push(hit.id);
    }
  }
  expect(await counts()).toMatchObject({ served: 12 });
  // Nobody reads an answer faster; what comes sooner is a program's.
  await setTimeout(3_100);
  for (const [at, talk] of Object.values(talks()).entries()) {
    const no = ['No, that is not what I asked', 'Nej, jag menade något annat', '不对，我问的是别的'][at] ?? '';
    await talk([polite('a list'), 'An answer.', no]);
    await talk([polite('a string')], { 'cache-control': 'no-cache' });
    await talk([polite('a tree')]);
    const by = { method: 'POST', headers: { authorization: `Bearer ${proxy.token}` } } as const;
    await send(`${proxy.url}/api/requests/${marked[at] ?? ''}/wrong-answer`, by);
    // Closing is not what is looked at here.
    await send(`${proxy.url}/api/cache/reopen?tier=gate`, by);
    const seen = (await report()).neighbourhoods.length;
    expect(seen).toBe(at + 1);
  }
  for (const [name, talk] of Object.entries(talks())) {
    // What was taken back is not given to these words again; elsewhere nothing changed.
    expect((await talk([polite('a list')])).cache, name).toBe('miss');
    await talk(['What is a mutex?']);
    expect((await talk(['Please explain what a mutex is'])).cache, name).toBe('hit-gate');
  }
});

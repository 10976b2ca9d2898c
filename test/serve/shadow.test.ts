import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { EvidenceReport } from '../../src/protocol/evidence.js';
import type { Stats } from '../../src/protocol/stats.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import { runCli } from '../support/cli.js';
import { startNetworkProxy } from '../support/network-proxy.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

// Shadow samples and refinements through the real proxy, with the providers' own SDKs as clients.

let upstream: Upstream;
let claude: LLMock;
let proxy: ProxyProcess;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream({ always: { kind: 'ok', answer: { text: 'It depends.' } } });
  claude = new LLMock({ port: 0 });
  claude.onMessage(/semaphore/, { content: 'A counter that threads wait on.' });
  await claude.start();
  proxy = await startProxy({
    upstream: upstream.url,
    args: ['--anthropic-url', claude.url],
    env: { ANTHROPIC_API_KEY: 'sk-ant-test' },
    settings: { cache: { shadow: { rate: 1, usdPerDay: 1 } } },
  });
  client = clientOf(proxy);
});
afterAll(async () => {
  await proxy.stop();
  await upstream.close();
  await claude.stop();
});

function clientOf({ url, token }: ProxyProcess): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 });
}
async function askOf(sdk: OpenAI, ...content: readonly string[]): Promise<string | null> {
  const messages = content.map((text, at) => ({
    role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: text,
  }));
  const { response } = await sdk.chat.completions.create({ model: 'gpt-4.1', messages }).withResponse();
  return response.headers.get('x-tuppence-cache');
}
const ask = (...content: readonly string[]) => askOf(client, ...content);
async function api<T>(of: ProxyProcess, path: string, method = 'GET', body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${of.token}` };
  return JSON.parse((await send(`${of.url}/api${path}`, { method, headers, ...(body ? { body } : {}) })).text) as T;
}
const rowsOf = async (of: ProxyProcess) =>
  (await api<{ readonly requests: readonly LedgerRow[] }>(of, '/requests?limit=100')).requests;
const shadowsOf = async (of: ProxyProcess) => (await rowsOf(of)).filter(({ role }) => role === 'shadow');
const counts = async (of = proxy) => (await api<EvidenceReport>(of, '/cache/evidence')).tiers[0]?.counts;
const judged = async (of = proxy) => {
  const seen = await counts(of);
  return (seen?.['shadow-same'] ?? 0) + (seen?.['shadow-different'] ?? 0) + (seen?.['shadow-unclear'] ?? 0);
};
const patch = (of: ProxyProcess, shadow: object) => api(of, '/settings', 'PATCH', { cache: { shadow } });
/** Whatever was begun before has been begun by now. */
const settle = () => new Promise(resolve => setTimeout(resolve, 300));

describe('a shadow sample', () => {
  it('asks a model beside an answer to other words, is paid for, and saves nothing', async () => {
    await ask('How do I reverse a list in Go?');
    expect(await ask('Please tell me how to reverse a list in Go')).toBe('hit-gate');
    await expect.poll(judged, { timeout: 20_000 }).toBe(1);
    expect(await counts()).toMatchObject({ served: 1, 'shadow-same': 1 });
    expect(upstream.requests()).toHaveLength(2);
    const asked = upstream.requests()[1];
    expect(asked?.json).toEqual({
      model: 'gpt-4.1',
      messages: [{ role: 'user', content: 'Please tell me how to reverse a list in Go' }],
      max_tokens: 1_024,
    });
    expect(asked?.headers.authorization).toBe(upstream.requests()[0]?.headers.authorization);
    const { byRole, byReason, requests, besides } = await api<Stats>(proxy, '/stats');
    expect({ requests, besides }).toMatchObject({ requests: 2, besides: { shadowSamples: 1 } });
    const shadow = byRole.find(({ name }) => name === 'shadow');
    expect(shadow).toMatchObject({ requests: 1, savedUsd: 0 });
    expect(shadow?.spentUsd).toBeGreaterThan(0);
    expect(byReason.find(({ name }) => name === 'shadow-sample')).toMatchObject({ requests: 1 });
    // The last request is the user's own, not this one.
    const why = (await runCli('why', '--data-dir', proxy.dataDir)).stdout;
    expect(why).toContain('It was answered from the cache.');
    expect(why).toContain('The kept answer and a fresh one say the same.');
  });

  it('that fails is in the ledger with its status, and says nothing about the cache', async () => {
    const before = await judged();
    upstream.next({ kind: 'status', status: 500 });
    expect(await ask('reverse a list in Go, please')).toBe('hit-gate');
    await expect.poll(async () => (await shadowsOf(proxy)).length).toBe(2);
    const [failed] = await shadowsOf(proxy);
    expect(failed).toMatchObject({ outcome: 'upstream-error', status: 500, reason: 'shadow-sample', cost: 0 });
    upstream.next({ kind: 'reset' });
    expect(await ask('how can I reverse a list in Go')).toBe('hit-gate');
    await expect.poll(async () => (await shadowsOf(proxy)).length).toBe(3);
    expect((await shadowsOf(proxy))[0]).toMatchObject({ outcome: 'upstream-failed', status: 502 });
    expect(await judged()).toBe(before);
  });

  it('is not taken when what it may cost at most does not fit into the day, while paused, or for a repeat', async () => {
    const before = upstream.requests().length;
    await ask('How do I reverse a list in Go?');
    const spent = (await api<Stats>(proxy, '/stats')).byRole.find(({ name }) => name === 'shadow')?.spentUsd ?? 0;
    // An answer of 1,024 tokens to gpt-4.1 costs eight thousandths of a dollar.
    await patch(proxy, { usdPerDay: spent + 0.008 });
    expect(await ask('how to reverse a list in Go')).toBe('hit-gate');
    await api(proxy, '/settings', 'PATCH', { pausedUntilMs: Date.now() + 60_000 });
    await ask('tell me how to reverse a list in Go');
    await api(proxy, '/settings', 'PATCH', { pausedUntilMs: 0 });
    await settle();
    expect(upstream.requests()).toHaveLength(before + 1);
    await patch(proxy, { usdPerDay: spent + 0.009 });
    expect(await ask('how to reverse a list in Go')).toBe('hit-gate');
    await expect.poll(() => upstream.requests().length).toBe(before + 2);
    await settle();
    await patch(proxy, { rate: 0 });
    expect(await ask('how to reverse a list in Go')).toBe('hit-gate');
    await settle();
    expect(upstream.requests()).toHaveLength(before + 2);
  });
});

describe('a turn that takes the answer back', () => {
  it('counts against it, its words get another one, and the bar there is seen and can be reset', async () => {
    await ask('What is a mutex?');
    const polite = 'Please explain what a mutex is';
    expect(await ask(polite)).toBe('hit-gate');
    await ask(polite, 'an answer', 'No, that is not what I asked');
    expect(await counts()).toMatchObject({ 'said-no': 1 });
    const taken = (await rowsOf(proxy)).find(({ cache, verdict }) => cache === 'hit-gate' && verdict === 'said-no');
    const why = await runCli('why', taken?.id ?? '', '--data-dir', proxy.dataDir);
    expect(why.stdout).toContain('The next turn took the answer back');
    expect(await ask(polite)).toBe('miss');
    const bars = await runCli('cache', 'bars', '--data-dir', proxy.dataDir);
    expect(bars.stdout).toMatch(/knowledge +\+0\.0\d+ {2}\d complaints?, the last \S+ from openai-sdk to gpt-4\.1/);
    const partition = /^ {2}([0-9a-f]{12})/m.exec(bars.stdout)?.[1] ?? '';
    expect((await runCli('cache', 'bars', 'reset', 'ffffffff00', '--data-dir', proxy.dataDir)).stdout).toContain(
      'There is no such neighbourhood',
    );
    expect((await runCli('cache', 'bars', 'reset', partition, '--data-dir', proxy.dataDir)).stdout).toContain(
      'Complaints in one neighbourhood are forgotten',
    );
    expect((await runCli('cache', 'bars', '--data-dir', proxy.dataDir)).stdout).toContain('Nowhere is more likeness');
    expect((await runCli('cache', 'bars', 'lower', '--data-dir', proxy.dataDir)).stderr).toContain('bars reset');
  });
});

it('a sample of the Anthropic SDK goes to the same provider with the same kind of key and the limit of its own', async () => {
  await patch(proxy, { rate: 1, usdPerDay: 5 });
  const sdk = new Anthropic({ baseURL: proxy.url, apiKey: proxy.token, maxRetries: 0 });
  const say = async (content: string) => {
    const { response } = await sdk.messages
      .create({ model: 'claude-opus-4-5', max_tokens: 100, messages: [{ role: 'user', content }] })
      .withResponse();
    return response.headers.get('x-tuppence-cache');
  };
  await say('What is a semaphore?');
  expect(await say('Please explain what a semaphore is')).toBe('hit-gate');
  await expect.poll(() => claude.getRequests().length, { timeout: 20_000 }).toBe(2);
  const [first, sample] = claude.getRequests();
  expect(sample?.path).toBe('/v1/messages');
  expect(sample?.headers['x-api-key']).toBe(first?.headers['x-api-key']);
  expect(sample?.headers['authorization']).toBeUndefined();
  expect(sample?.body).toMatchObject({ max_tokens: 100 });
});

it('goes through the network proxy that prompts go through', async () => {
  const network = await startNetworkProxy(upstream.url);
  const behind = await startProxy({
    // A place on this machine that is not on the list of those that never go through a network's proxy.
    args: ['--openai-url', 'http://127.0.0.77:4799/v1'],
    env: { OPENAI_API_KEY: 'sk-behind', HTTP_PROXY: network.url, http_proxy: network.url },
    settings: { cache: { shadow: { rate: 1, usdPerDay: 1 } } },
  });
  onTestFinished(async () => {
    await behind.stop();
    await network.close();
  });
  const sdk = clientOf(behind);
  await askOf(sdk, 'How do I sort a list in Go?');
  expect(await askOf(sdk, 'Please tell me how to sort a list in Go')).toBe('hit-gate');
  await expect.poll(() => judged(behind), { timeout: 20_000 }).toBe(1);
  expect(await shadowsOf(behind)).toMatchObject([{ outcome: 'ok', status: 200 }]);
  expect(network.hosts().length).toBeGreaterThan(0);
  expect(network.hosts().every(host => host.startsWith('127.0.0.77'))).toBe(true);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedAnthropic } from '../../bench/prefix/caching-provider/anthropic.js';
import { simulatedOpenai } from '../../bench/prefix/caching-provider/openai.js';
import { serveProviders, type CachingServer } from '../../bench/prefix/caching-provider/server.js';
import type { Explanation } from '../../src/protocol/api.js';
import type { PrefixFinding } from '../../src/proxy/prefix/doctor.js';
import { runCli } from '../support/cli.js';
import { startProxy, upstreamKey } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';

// Requests that break their own cached prefix, with the real proxy in front of providers that keep the caches' rules.

let provider: CachingServer;
let proxy: ProxyProcess;
const dataDir = makeTempDir('prefix-loss');

beforeAll(async () => {
  const nowMs = () => Date.now();
  provider = await serveProviders([simulatedAnthropic(nowMs), simulatedOpenai(nowMs)]);
  proxy = await startProxy({
    upstream: provider.url,
    dataDir,
    args: ['--anthropic-url', provider.url],
    env: { ANTHROPIC_API_KEY: upstreamKey },
    settings: { promptCache: { breakpoints: false } },
  });
});
afterAll(async () => {
  await proxy.stop();
  await provider.close();
  removeDir(dataDir);
});

async function ask(path: string, session: string, body: object): Promise<string> {
  const got = await send(`${proxy.url}/v1${path}`, { headers: { ...proxy.auth, 'x-session-id': session }, body });
  expect(got.status).toBe(200);
  return String(got.headers['x-tuppence-request-id']);
}
async function api<T>(path: string): Promise<T> {
  return JSON.parse((await send(`${proxy.url}/api${path}`, { headers: proxy.auth })).text) as T;
}
const lossOf = async (id: string) =>
  (await api<Explanation>(`/requests/${id}/why`)).because.find(sentence =>
    sentence.includes('since the request before'),
  );
const tokensOn = async (id: string) =>
  (await api<Explanation>(`/requests/${id}/why`)).receipt.find(({ label }) => label.startsWith('Input'))?.tokens ?? 0;
/** The doctor's, of the conversation that this request was the latest of. */
const findingOf = async (id: string) =>
  (await api<{ readonly findings: readonly PrefixFinding[] }>('/doctor')).findings.find(
    ({ requestId }) => requestId === id,
  );

const rules = 'Answer in English, in whole sentences, and name your sources. '.repeat(120);
const chat = (model: string, about: string, system: string, turns: number) => ({
  model,
  messages: [
    { role: 'system', content: `${system} ${rules}` },
    ...Array.from({ length: turns }, (_unused, n) => [
      { role: 'user', content: `Question ${n} about the ${about}?` },
      { role: 'assistant', content: `Answer ${n}.` },
    ]).flat(),
    { role: 'user', content: `Question ${turns} about the ${about}?` },
  ],
});
/** What `tokens` at $2.00 a million cost more than at $0.50. */
const extraMicroUsd = (input: number, tokens: number) =>
  Math.round(input * 2) - Math.round((input - tokens) * 2 + tokens * 0.5);
const usd = (micro: number) => `$${(micro / 1_000_000).toFixed(6)}`;

describe('a request that broke its own cached prefix', () => {
  it('says so on its receipt, in one sentence with what to do, and so does the command line when the proxy is gone', async () => {
    const before = await ask('/chat/completions', 's1', chat('gpt-4.1', 'cart', 'It is 10:15:00.', 1));
    const broken = await ask('/chat/completions', 's1', chat('gpt-4.1', 'cart', 'It is 10:15:09.', 2));
    await expect.poll(() => lossOf(broken)).toBeDefined();
    const finding = await findingOf(broken);
    const tokens = finding?.tokens ?? 0;
    expect(tokens).toBeGreaterThan(1_024);
    const cost = extraMicroUsd(await tokensOn(broken), tokens);
    expect(finding).toMatchObject({ kind: 'date', requestId: broken });
    // The doctor rounds the difference; on the receipt it is the difference of what was and what would have been billed.
    expect(Math.abs((finding?.cost ?? 0) - cost)).toBeLessThanOrEqual(1);
    const sentence = `A date or a time changed at messages[0] system since the request before, so ${tokens.toLocaleString('en-US')} tokens were not read from the provider’s cache, which cost ${usd(cost)} more: give the day alone, or put the time into the last message.`;
    expect(await lossOf(broken)).toBe(sentence);
    expect(await lossOf(before)).toBeUndefined();

    expect((await runCli('why', broken, '--data-dir', dataDir)).stdout).toContain(`${sentence}\n`);
    expect((await runCli('doctor', '--data-dir', dataDir)).stdout).toContain(
      'Give the day alone, or put the time into the last message.\n',
    );
    await proxy.stop();
    expect((await runCli('why', broken, '--data-dir', dataDir)).stdout).toContain(`${sentence}\n`);
    proxy = await startProxy({
      upstream: provider.url,
      dataDir,
      args: ['--anthropic-url', provider.url],
      env: { ANTHROPIC_API_KEY: upstreamKey },
    });
  });

  it('counts each request for itself, where the doctor adds up a conversation', async () => {
    await ask('/chat/completions', 's2', chat('gpt-4.1', 'till', 'It is 10:15:00.', 1));
    await ask('/chat/completions', 's2', chat('gpt-4.1', 'till', 'It is 10:15:09.', 2));
    const third = await ask('/chat/completions', 's2', chat('gpt-4.1', 'till', 'It is 10:15:18.', 3));
    await expect.poll(() => lossOf(third)).toBeDefined();
    const finding = await findingOf(third);
    expect(finding).toMatchObject({ times: 2 });
    expect(finding!.latestTokens).toBeLessThan(finding!.tokens);
    expect(await lossOf(third)).toContain(`so ${finding!.latestTokens.toLocaleString('en-US')} tokens`);
  });

  it('counts what was written anew at the price of writing', async () => {
    const tool = (name: string) => ({ name, description: 'x'.repeat(8_000), input_schema: { type: 'object' } });
    const mark = { cache_control: { type: 'ephemeral' } };
    const body = (names: readonly string[], more: readonly object[] = []) => ({
      model: 'claude-sonnet-4-5',
      max_tokens: 100,
      tools: names.map(tool),
      system: [{ type: 'text', text: rules, ...mark }],
      messages: [{ role: 'user', content: 'Why does the cart lose items?' }, ...more],
    });
    await ask('/messages', 's3', body(['grep', 'read']));
    const later = [
      { role: 'assistant', content: 'It is made anew.' },
      { role: 'user', content: 'Fix it.' },
    ];
    const broken = await ask('/messages', 's3', body(['read', 'grep'], later));
    await expect.poll(() => lossOf(broken)).toBeDefined();
    const { tokens = 0, cost } = (await findingOf(broken)) ?? {};
    // All that was written the time before is written again: $3.75 a million in place of $0.30.
    expect(tokens).toBeGreaterThan(4_000);
    expect(cost).toBe(Math.round(tokens * 3.45));
    expect(await lossOf(broken)).toBe(
      `The order of the tools changed at tools[0] read since the request before, so ${tokens.toLocaleString('en-US')} tokens were not read from the provider’s cache, which cost ${usd(tokens * 3.45)} more: sort the tools by name.`,
    );
  });

  it('is unpriced where the model has no price, never free', async () => {
    await ask('/chat/completions', 's4', chat('mystery-1', 'shelf', 'Folder: /home/ada/shop', 1));
    const broken = await ask('/chat/completions', 's4', chat('mystery-1', 'shelf', 'Folder: /home/ada/till', 2));
    await expect.poll(() => lossOf(broken)).toContain('which is unpriced: put what changes with the folder behind');
  });

  it('is told of nothing where nothing was lost', async () => {
    await ask('/chat/completions', 's5', chat('gpt-4.1', 'door', 'Be brief.', 1));
    const on = await ask('/chat/completions', 's5', chat('gpt-4.1', 'door', 'Be brief.', 2));
    const short = (time: string, turns: number) => {
      const { model, messages } = chat('gpt-4.1', 'lamp', '', turns);
      return { model, messages: [{ role: 'system', content: `It is ${time}.` }, ...messages.slice(1)] };
    };
    await ask('/chat/completions', 's6', short('10:15:00', 1));
    const cheap = await ask('/chat/completions', 's6', short('10:15:09', 2));
    await expect.poll(() => findingOf(cheap)).toMatchObject({ kind: 'date', tokens: 0 });
    expect([await lossOf(on), await lossOf(cheap)]).toEqual([undefined, undefined]);
  });
});

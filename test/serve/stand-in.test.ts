import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelOffers } from '../../src/protocol/api.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';

// No key, no address: the demo answers. What lies beyond this machine is a network proxy that lets nobody out and says
// who wanted to go where.

let network: Server;
const wanted: string[] = [];
let proxy: ProxyProcess;
const key = 'msk-real-7d1f0c55aa';

beforeAll(async () => {
  network = createServer();
  network.on('connect', (request, socket) => {
    wanted.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>(done => network.listen(0, '127.0.0.1', done));
  const { port } = network.address() as AddressInfo;
  proxy = await startProxy({
    upstream: 'http://127.0.0.1:9',
    settings: { defaultProvider: 'mistral' },
    env: { OPENAI_API_KEY: '', HTTPS_PROXY: `http://127.0.0.1:${String(port)}`, TUPPENCE_DEMO_PACE: 'instant' },
  });
});
afterAll(async () => {
  await proxy.stop();
  network.close();
});

const auth = () => ({ authorization: `Bearer ${proxy.token}` });
async function api(method: string, path: string, body?: object): Promise<unknown> {
  const got = await send(`${proxy.url}/api${path}`, { method, headers: auth(), ...(body ? { body } : {}) });
  expect(got.text).not.toContain(key);
  return JSON.parse(got.text);
}
const facts = async () => ((await api('GET', '/snapshot')) as Snapshot).proxy;
const newest = async () => ((await api('GET', '/requests?limit=1')) as { requests: readonly LedgerRow[] }).requests[0];

async function ask(content: string): Promise<string | undefined> {
  const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
  const asked = client.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content }] });
  return (await asked).choices[0]?.message.content ?? undefined;
}

describe('without a key', () => {
  it('the demo answers and is marked, leaves when a key arrives, and comes back when it goes', async () => {
    expect(await facts()).toMatchObject({ demo: true, providers: ['demo'] });
    expect(await ask('What is a monad?')).toEqual(expect.any(String));
    expect(await newest()).toMatchObject({ demo: true, providerServed: 'demo' });

    expect(await api('PUT', '/keys', { provider: 'mistral', key })).toEqual({ providers: ['mistral'] });
    expect(await facts()).toMatchObject({ demo: false, providers: ['mistral'] });
    // The same question again: what the demo said is no answer of the real provider.
    await expect(ask('What is a monad?')).rejects.toBeInstanceOf(OpenAI.APIError);
    expect(wanted).toEqual(['api.mistral.ai:443']);
    expect(await newest()).toMatchObject({ demo: false, providerServed: 'mistral', outcome: 'upstream-failed' });

    expect(await api('PUT', '/keys', { provider: 'mistral', key: null })).toEqual({ providers: ['demo'] });
    expect(await facts()).toMatchObject({ demo: true, providers: ['demo'] });
    expect(await ask('What is a monad?')).toEqual(expect.any(String));
    expect(await newest()).toMatchObject({ demo: true, cache: 'hit-exact' });
  });

  it('the demo leaves as well when the settings name a provider that needs no key', async () => {
    await api('PATCH', '/settings', { defaultProvider: 'ollama' });
    expect(await facts()).toMatchObject({ demo: false, providers: ['ollama'] });
    await api('PATCH', '/settings', { defaultProvider: 'mistral' });
    await expect.poll(facts).toMatchObject({ demo: true, providers: ['demo'] });
  });

  it('a provider that takes none is told apart', async () => {
    expect(await api('PUT', '/keys', { provider: 'ollama', key })).toEqual({
      error: { message: "Provider 'ollama' takes no key." },
    });
  });

  it('the demo’s models can be mapped, with list prices and cheapest first', async () => {
    const { models, troubles } = (await api('GET', '/models')) as ModelOffers;
    expect(troubles).toEqual([]);
    const tiers = models.filter(({ provider }) => provider === 'demo').map(({ tier }) => tier);
    expect(tiers.indexOf('gpt-4.1-nano')).toBeLessThan(tiers.indexOf('gpt-4.1'));
    expect(models.find(({ tier }) => tier === 'gpt-4.1')).toMatchObject({ inputUsdPerMTok: 2, outputUsdPerMTok: 8 });
  });

  it('no key lies in any file, and what is no JSON is refused without being repeated', async () => {
    await api('PUT', '/keys', { provider: 'mistral', key });
    const got = await send(`${proxy.url}/api/keys`, { method: 'PUT', headers: auth(), body: `"${key}" {` });
    expect(got.status).toBe(400);
    expect(got.text).not.toContain(key);
    await api('PUT', '/keys', { provider: 'mistral', key: null });
    const files = readdirSync(proxy.dataDir, { recursive: true, encoding: 'utf8' })
      .map(name => join(proxy.dataDir, name))
      .filter(file => statSync(file).isFile());
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(readFileSync(file).includes(key)).toBe(false);
    expect(proxy.stdout() + proxy.stderr()).not.toContain(key);
  });
});

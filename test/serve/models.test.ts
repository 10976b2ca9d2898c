import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelOffers } from '../../src/protocol/api.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';

/** A provider that lists models, or fails in its own way. */
interface Lister {
  readonly server: Server;
  readonly url: string;
  readonly asked: { readonly url: string; readonly auth: string }[];
}

async function lister(status: number, body: string): Promise<Lister> {
  const asked: Lister['asked'] = [];
  const server = createServer((request, response) => {
    const { authorization, 'x-api-key': apiKey } = request.headers;
    asked.push({ url: request.url ?? '', auth: authorization ?? `x-api-key ${String(apiKey)}` });
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${String(port)}`, asked };
}
const list = (...ids: string[]) => JSON.stringify({ object: 'list', data: ids.map(id => ({ id, object: 'model' })) });

let listers: Record<'openai' | 'anthropic' | 'own' | 'refusing' | 'garbled', Lister>;
let proxy: ProxyProcess;

beforeAll(async () => {
  listers = {
    openai: await lister(200, list('gpt-4o', 'gpt-4o-mini', 'text-embedding-3-small', 'whisper-1', 'gpt-4o')),
    anthropic: await lister(200, list('claude-sonnet-4-5')),
    own: await lister(200, list('local-llama')),
    refusing: await lister(401, '{"error":{"message":"Incorrect API key provided: sk-refused-1"}}'),
    garbled: await lister(200, '<html>'),
  };
  const own = (url: string) => ({ url: `${url}/v1`, keyEnv: 'OWN_KEY' });
  proxy = await startProxy({
    upstream: listers.openai.url,
    args: ['--anthropic-url', listers.anthropic.url],
    env: { ANTHROPIC_API_KEY: 'sk-ant-1', OWN_KEY: 'sk-refused-1' },
    settings: {
      providers: {
        'on-this-machine': { url: `${listers.own.url}/v1`, auth: 'none' },
        refusing: own(listers.refusing.url),
        garbled: own(listers.garbled.url),
        gone: own('http://127.0.0.1:9'),
      },
      prices: { 'on-this-machine:local-llama': { inputUsdPerMTok: 0, outputUsdPerMTok: 0 } },
    },
  });
});
afterAll(async () => {
  await proxy.stop();
  for (const { server } of Object.values(listers)) server.close();
});

async function offers(): Promise<ModelOffers> {
  const got = await send(`${proxy.url}/api/models`, { headers: { authorization: `Bearer ${proxy.token}` } });
  expect(got.status).toBe(200);
  expect(got.text).not.toMatch(/sk-/);
  return JSON.parse(got.text) as ModelOffers;
}

it('lists the models of all usable providers with their prices, cheapest first, and names who did not answer', async () => {
  const { models, troubles } = await offers();
  expect(models).toEqual([
    { tier: 'on-this-machine:local-llama', provider: 'on-this-machine', model: 'local-llama', ...price(0, 0) },
    { tier: 'openai:gpt-4o-mini', provider: 'openai', model: 'gpt-4o-mini', ...price(0.15, 0.6) },
    { tier: 'openai:gpt-4o', provider: 'openai', model: 'gpt-4o', ...price(2.5, 10) },
    { tier: 'anthropic:claude-sonnet-4-5', provider: 'anthropic', model: 'claude-sonnet-4-5', ...price(3, 15) },
  ]);
  expect([...troubles].sort()).toEqual([
    'garbled answers with something that is no list of models.',
    'gone (127.0.0.1:9) refused the connection: is it running, is its URL right, and does the network let you reach it?',
    'refusing does not list its models (status 401).',
  ]);
  expect(listers.anthropic.asked).toEqual([{ url: '/v1/models?limit=1000', auth: 'x-api-key sk-ant-1' }]);
});

it('asks those again that failed, and the others only when their key has changed', async () => {
  const before = listers.openai.asked.length;
  await offers();
  expect(listers.openai.asked).toHaveLength(before);
  expect(listers.refusing.asked.length).toBeGreaterThan(1);
  await send(`${proxy.url}/api/keys`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${proxy.token}` },
    body: { provider: 'openai', key: 'sk-another-one-42' },
  });
  await offers();
  expect(listers.openai.asked.at(-1)).toEqual({ url: '/v1/models', auth: 'Bearer sk-another-one-42' });
});

function price(inputUsdPerMTok: number, outputUsdPerMTok: number) {
  return { inputUsdPerMTok, outputUsdPerMTok };
}

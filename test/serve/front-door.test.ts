import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayer } from '../support/player.js';
import type { Player } from '../support/player.js';
import { startProxy, upstreamKey } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { tongues } from './every-dialect.js';

let openai: Player;
let anthropic: Player;
let proxy: ProxyProcess;

beforeAll(async () => {
  [openai, anthropic] = await Promise.all([startPlayer(), startPlayer()]);
  proxy = await startProxy({
    upstream: openai.url,
    args: ['--anthropic-url', anthropic.url],
    env: { ANTHROPIC_API_KEY: upstreamKey },
  });
});
afterAll(async () => {
  await proxy.stop();
  await Promise.all([openai.close(), anthropic.close()]);
});
const auth = () => ({ authorization: `Bearer ${proxy.token}` });

describe('what clients ask to see whether anybody is there', () => {
  it.each([
    ['HEAD', '/'],
    ['GET', '/'],
    ['GET', '/api/hello'],
  ])('%s %s is answered', async (method, path) => {
    const got = await send(proxy.url + path, { method, headers: auth() });
    expect(got).toMatchObject({ status: 200, broken: undefined });
  });
});

describe('the list of models', () => {
  const list = Buffer.from('{"data":[{"id":"m"}]}');

  it('is asked of the provider whose dialect the caller speaks', async () => {
    openai.play({ body: list });
    anthropic.play({ body: list });
    await send(`${proxy.url}/v1/models`, { headers: auth() });
    expect(openai.heard.at(-1)).toMatchObject({ method: 'GET', url: '/v1/models' });
    const asked = openai.heard.length;
    const headers = { 'x-api-key': proxy.token, 'anthropic-version': '2023-06-01' };
    const got = await send(`${proxy.url}/v1/models?limit=20`, { headers });
    expect(got.status).toBe(200);
    expect(anthropic.heard.at(-1)).toMatchObject({ url: '/v1/models?limit=20' });
    expect(anthropic.heard.at(-1)?.headers).toMatchObject({ 'anthropic-version': '2023-06-01' });
    expect(openai.heard).toHaveLength(asked);
  });

  it('has single models below it, passed on byte for byte', async () => {
    const one = Buffer.from('{"id": "claude-sonnet-5-5",  "type": "model"}');
    anthropic.play({ body: one });
    const headers = { ...auth(), 'anthropic-version': '2023-06-01' };
    const got = await send(`${proxy.url}/v1/models/claude-sonnet-5-5`, { headers });
    expect(got.body.equals(one)).toBe(true);
    expect(anthropic.heard.at(-1)?.url).toBe('/v1/models/claude-sonnet-5-5');
  });
});

describe('a base URL', () => {
  const paths = [...tongues.map(({ path }) => path), '/v1/messages/count_tokens?beta=true', '/v1/embeddings'];

  it.each(paths)('leads to the same place with and without its version: %s', async path => {
    const provider = path.startsWith('/v1/messages') ? anthropic : openai;
    provider.play({ body: Buffer.from('{}') });
    const urls = [path, path.slice('/v1'.length), `/c/mine${path}`, `/c/mine${path.slice('/v1'.length)}`];
    for (const [i, url] of urls.entries()) {
      const body = { model: 'm', input: `text ${i}`, prompt: 'text', max_tokens: 5, messages: [] };
      await send(proxy.url + url, { headers: { ...auth(), 'cache-control': 'no-store' }, body });
      expect(provider.heard.at(-1)).toMatchObject({
        method: 'POST',
        url: path,
        body: Buffer.from(JSON.stringify(body)),
      });
    }
  });
});

describe('a count of tokens', () => {
  const count = (text: string) =>
    send(`${proxy.url}/v1/messages/count_tokens?beta=true`, {
      headers: auth(),
      body: { model: 'claude-sonnet-5-5', messages: [{ role: 'user', content: text }] },
    });

  it('is asked of the provider once, and given again byte for byte only for the same text', async () => {
    const reply = Buffer.from('{"input_tokens": 14}');
    anthropic.play({ body: reply });
    const before = anthropic.heard.length;
    const first = await count('How do I count tokens?');
    const again = await count('How do I count tokens?');
    expect([first.body.equals(reply), again.body.equals(reply)]).toEqual([true, true]);
    expect(again.headers['x-tuppence-cache']).toBe('hit-exact');
    expect(anthropic.heard).toHaveLength(before + 1);
    await count('Please, how do I count tokens?');
    expect(anthropic.heard).toHaveLength(before + 2);
  });
});

describe('an answer given again', () => {
  it.each(tongues)('has ids of its own and says what the first one used: $dialect.name', async tongue => {
    const { dialect, path } = tongue;
    const sample = tongue.wholes.find(({ bytes }) => {
      const { end, usage, calledTools, refused, empty } = dialect.readWhole(bytes);
      return end === 'complete' && usage !== undefined && !calledTools && !refused && !empty;
    })!;
    (path.startsWith('/v1/messages') ? anthropic : openai).play({ body: sample.bytes });
    const ask = (stream: boolean) =>
      send(proxy.url + path, { headers: auth(), body: { ...tongue.body(900, stream), temperature: 0 } });
    const first = await ask(false);
    const again = [await ask(false), await ask(false)];
    const ids = [first, ...again].map(({ text }) => idsIn(text));
    expect(again.map(({ headers }) => headers['x-tuppence-cache'])).toEqual(['hit-exact', 'hit-exact']);
    expect(ids.every(one => one.length > 0)).toBe(true);
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
    const { usage } = dialect.readWhole(first.body);
    for (const { body } of again) expect(dialect.readWhole(body).usage).toEqual(usage);

    const streamed = await ask(true);
    expect(streamed.headers['x-tuppence-cache']).toBe('hit-exact');
    const watch = dialect.watchStream();
    watch.feed(streamed.body, false);
    expect(watch.finding()).toMatchObject({ end: 'complete', usage: { input: usage?.input, output: usage?.output } });
    expect(ids.flat()).not.toContain(idsIn(streamed.text)[0]);
  });
});

/** Those of the reply, its messages and its items. */
function idsIn(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(/"id"\s*:\s*"((?:msg|resp|chatcmpl|cmpl|rs)[-_]?[^"]*)"/g)].map(([, id]) => id!)),
  ];
}

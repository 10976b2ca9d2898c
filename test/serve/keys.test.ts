import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedHouse } from '../support/house.js';
import { upstreamKey } from '../support/proxy.js';
import { chatBody, send } from '../support/send.js';

const house = sharedHouse();

async function put(body: object) {
  const got = await send(`${house.proxy.url}/api/keys`, { method: 'PUT', headers: house.proxy.auth, body });
  return { status: got.status, text: got.text };
}

let asked = 0;
async function keyThatArrives(): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${house.proxy.token}` };
  await send(`${house.proxy.url}/v1/chat/completions`, {
    headers,
    body: chatBody(`Question ${String(++asked)} about keys?`),
  });
  return house.upstream.requests().at(-1)?.headers['authorization'];
}

describe('PUT /keys', () => {
  it('wins over the environment until it is taken away', async () => {
    const key = 'sk-fresh-5b0f6c2a';
    expect(await keyThatArrives()).toBe(`Bearer ${upstreamKey}`);
    expect(await put({ provider: 'openai', key })).toMatchObject({ status: 200, text: '{"providers":["openai"]}' });
    expect(await keyThatArrives()).toBe(`Bearer ${key}`);
    expect((await put({ provider: 'openai', key: null })).status).toBe(200);
    expect(await keyThatArrives()).toBe(`Bearer ${upstreamKey}`);
  });

  it('makes another provider usable at once and leaves no trace on disk', async () => {
    const key = 'sk-ant-trace-91c4';
    expect((await put({ provider: 'anthropic', key })).text).toBe('{"providers":["openai","anthropic"]}');
    for (const name of readdirSync(house.proxy.dataDir)) {
      expect(readFileSync(join(house.proxy.dataDir, name)).includes(key)).toBe(false);
    }
  });

  it.each([
    [{ provider: 'openai' }, '{provider, key}'],
    [{ provider: 'openai', key: 7 }, '{provider, key}'],
    [{ provider: 'openai', key: 'sk with spaces' }, '{provider, key}'],
    [{ provider: 'openai', key: 'sk-line\nbreak' }, '{provider, key}'],
    [{ provider: 'openai', key: '' }, '{provider, key}'],
    [{ provider: 'nobody', key: 'sk-secret-4711' }, "no provider 'nobody'"],
    [['openai', 'sk-secret-4711'], '{provider, key}'],
  ])('refuses %j without repeating a key', async (body, sentence) => {
    const got = await put(body);
    expect(got.status).toBe(400);
    expect(got.text).toContain(sentence);
    expect(got.text).not.toContain('sk-secret-4711');
  });
});

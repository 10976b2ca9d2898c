import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import { sharedHouse } from '../support/house.js';
import { chatBody, send } from '../support/send.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Everything that touches a prompt is on. */
const settings = {
  routing: {
    mode: 'on',
    tiers: { cheap: 'gpt-4.1-nano', strong: 'gpt-4.1' },
    rules: [{ when: { client: 'cheap-one' }, use: 'cheap' }],
  },
  bounds: { rules: [{ when: { model: '*' }, maxOutputTokens: 100, directive: 'Be short.' }] },
};

const house = sharedHouse({ settings });
afterEach(() => patch({ pausedUntilMs: null }));

const ask = (body: string, headers: Record<string, string> = {}) =>
  send(`${house.proxy.url}/c/cheap-one/v1/chat/completions`, { headers: { ...house.proxy.auth, ...headers }, body });
async function snapshot(): Promise<Snapshot> {
  return JSON.parse((await send(`${house.proxy.url}/api/snapshot`, { headers: house.proxy.auth })).text) as Snapshot;
}
const patch = (body: object) =>
  send(`${house.proxy.url}/api/settings`, { method: 'PATCH', headers: house.proxy.auth, body });
function tuppence(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args, '--data-dir', house.proxy.dataDir], {
    encoding: 'utf8',
    timeout: 15_000,
  });
}

/** Odd spacing, so that a body that was written anew would be told from it. */
const odd = (body: object) => JSON.stringify(body, undefined, 3);

describe('a pause', () => {
  it('lets every prompt pass byte for byte, and records it', async () => {
    const plain = odd(chatBody('What is a mutex?'));
    const streamed = odd(chatBody('What is a mutex?', { stream: true }));
    expect((await ask(plain)).headers['x-tuppence-model-served']).toBe('gpt-4.1-nano');
    expect(house.upstream.requests()[0]!.body.toString()).not.toBe(plain);
    await expect.poll(async () => (await ask(plain)).headers['x-tuppence-cache']).toBe('hit-exact');
    const before = house.upstream.requests().length;

    expect(tuppence('pause').stdout).toMatch(/^Every prompt passes untouched until .*'tuppence resume' ends that\.\n$/);
    for (const body of [plain, streamed, plain]) {
      const got = await ask(body, { 'x-tuppence-route': 'cheap' });
      expect(got.headers).toMatchObject({
        'x-tuppence-cache': 'bypass',
        'x-tuppence-reason': 'paused',
        'x-tuppence-cache-reason': 'paused',
        'x-tuppence-model-served': 'gpt-4.1',
      });
      expect(house.upstream.requests().at(-1)!.body.toString()).toBe(body);
    }
    expect(house.upstream.requests()).toHaveLength(before + 3);
    const paused = await snapshot();
    expect(paused.proxy).toMatchObject({ mode: 'off', cacheEntries: 1 });
    expect(paused.proxy.pausedUntilMs).toBeGreaterThan(Date.now());
    expect(paused.recent.slice(0, 3).map(({ reason, why }) => [reason, why])).toEqual(
      Array.from({ length: 3 }, () => ['paused', 'Tuppence was paused: it passed untouched.']),
    );

    expect(tuppence('resume').stdout).toBe('Tuppence is at work again.\n');
    expect((await ask(plain)).headers['x-tuppence-cache']).toBe('hit-exact');
    expect((await snapshot()).proxy).toMatchObject({ mode: 'on', pausedUntilMs: null });
  });

  it('ends by itself', async () => {
    await patch({ pausedUntilMs: Date.now() + 1_500 });
    const body = odd(chatBody('Is it over yet?'));
    await expect.poll(async () => (await ask(body)).headers['x-tuppence-reason']).toContain('rule');
    expect((await snapshot()).proxy).toMatchObject({ mode: 'on', pausedUntilMs: null });
  });

  it('without an end switches Tuppence off, and still finds a model for who names none', async () => {
    expect(tuppence('pause', 'off').stdout).toContain('from now on');
    expect((await snapshot()).proxy).toMatchObject({ mode: 'off', pausedUntilMs: null });
    const got = await ask(odd({ ...chatBody('Who will answer?'), model: 'tuppence-auto' }));
    expect(got.status).toBe(200);
    expect(got.headers).toMatchObject({ 'x-tuppence-model-served': 'gpt-4.1', 'x-tuppence-reason': 'paused' });
  });

  it.each([['soon'], ['0m'], ['10m', 'please']])('is refused for %s', (...words) => {
    const result = tuppence('pause', ...words);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('is no time');
  });
});

import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository } from '../cache/workspace/repository.js';
import { runCli } from '../support/cli.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

// Answers that go stale, with the real proxy, the openai SDK and real git repositories.

let upstream: Upstream;
let proxy: ProxyProcess;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream();
  proxy = await startProxy({ upstream: upstream.url });
  client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
});
afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});

interface Said {
  readonly id: string;
  readonly cache: string | null;
  readonly why: string | null;
}

async function ask(content: string, headers: Record<string, string>): Promise<Said> {
  const { response } = await client.chat.completions
    .create({ model: 'gpt-4.1', messages: [{ role: 'user', content }] }, { headers })
    .withResponse();
  const header = (name: string) => response.headers.get(`x-tuppence-${name}`);
  return { id: header('request-id') ?? '', cache: header('cache'), why: header('cache-reason') };
}

/** Until git had the time that it needs on a busy machine. */
async function settled(content: string, headers: Record<string, string>, cache: string): Promise<void> {
  await expect.poll(async () => (await ask(content, headers)).cache, { timeout: 20_000 }).toBe(cache);
}

const question = 'How is the project built?';

describe('an answer about a repository', () => {
  it('is given again until there is a commit, and the explanation says so', async () => {
    const repository = makeRepository();
    const headers = { 'x-tuppence-workspace': repository.root };
    expect(await ask(question, headers)).toMatchObject({ cache: 'miss', why: 'first-time' });
    await settled(question, headers, 'hit-exact');
    repository.write('src/a.ts', 'changed');
    repository.commit();
    let said = await ask(question, headers);
    while (said.why === 'workspace-unknown') said = await ask(question, headers);
    expect(said).toMatchObject({ cache: 'miss', why: 'stale' });
    const why = await runCli('why', said.id, '--data-dir', proxy.dataDir);
    expect(why.stdout).toContain('Not from the cache: the workspace has changed since the answer was kept.');
    expect(why.stdout).toContain('Static knowledge: kept 24 hours.');
    await settled(question, headers, 'hit-exact');
    const id = /^(\w+)/m.exec(
      (await runCli('cache', 'list', '--limit', '1', '--data-dir', proxy.dataDir)).stdout.split('\n')[1] ?? '',
    )?.[1];
    const shown = await runCli('cache', 'show', id ?? '', '--data-dir', proxy.dataDir);
    expect(shown.stdout).toContain(`tied to   ${repository.root}`);
    expect(shown.stdout).toContain('kind      static knowledge: kept 24 hours');
  });
});

describe('a scope', () => {
  it('is cleared by command, and by the request itself', async () => {
    const of = (namespace: string) => ({ 'x-tuppence-namespace': namespace });
    for (const name of ['one', 'two']) {
      await ask(question, of(name));
      await settled(question, of(name), 'hit-exact');
    }
    const cleared = await runCli('cache', 'clear', '--namespace', 'one', '--data-dir', proxy.dataDir);
    expect(cleared.stdout).toBe('Removed 1 entry.\n');
    expect(await ask(question, of('one'))).toMatchObject({ cache: 'miss' });
    expect(await ask(question, of('two'))).toMatchObject({ cache: 'hit-exact' });
    const anew = await ask(question, { ...of('two'), 'x-tuppence-invalidate': 'namespace' });
    expect(anew).toMatchObject({ cache: 'miss', why: 'first-time' });
  });

  it('that is not named is asked for', async () => {
    for (const [value, sentence] of [
      ['namespace', 'needs'],
      ['everything', 'must be workspace or namespace'],
    ]) {
      const refused = await send(`${proxy.url}/v1/chat/completions`, {
        headers: { authorization: `Bearer ${proxy.token}`, 'x-tuppence-invalidate': value ?? '' },
        body: { model: 'gpt-4.1', messages: [{ role: 'user', content: question }] },
      });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(sentence);
    }
  });
});

it('what is made up is asked anew each time, unless the caller gives it time', async () => {
  const poem = 'Write a poem about rain';
  expect(await ask(poem, {})).toMatchObject({ cache: 'bypass', why: 'not-cacheable:creative' });
  expect(await ask(poem, {})).toMatchObject({ cache: 'bypass' });
  await ask(poem, { 'x-tuppence-ttl': '600' });
  await settled(poem, { 'x-tuppence-ttl': '600' }, 'hit-exact');
});

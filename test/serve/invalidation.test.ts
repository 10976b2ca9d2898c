import OpenAI from 'openai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import { makeRepository, type Repository } from '../cache/workspace/repository.js';
import { runCli } from '../support/cli.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { tempDirForTest } from '../support/temp-dir.js';
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

describe('whatever is done to a repository', () => {
  const linked = (repository: Repository) => {
    const tree = join(tempDirForTest('linked'), 'tree');
    repository.git('worktree', 'add', '-q', tree);
    return tree;
  };
  const changes: readonly {
    readonly what: string;
    readonly done: (repository: Repository, folder: string) => unknown;
    readonly folderOf?: (repository: Repository) => string;
  }[] = [
    { what: 'a commit', done: r => r.commit() },
    { what: 'an amended commit', done: r => r.git('commit', '-q', '--amend', '-m', 'other') },
    { what: 'another branch', done: r => r.git('checkout', '-q', '-b', 'other') },
    { what: 'an edit', done: r => r.write('src/a.ts', 'changed') },
    { what: 'an untracked file', done: r => r.write('src/new.ts', '') },
    { what: 'an edit, asked inside', done: r => r.write('src/b.ts', 'changed'), folderOf: r => join(r.root, 'src') },
    {
      what: 'a commit in a linked working tree',
      done: (r, tree) => r.git('-C', tree, 'commit', '-q', '--allow-empty', '-m', 'x'),
      folderOf: linked,
    },
    {
      what: 'an edit in a linked working tree',
      done: (_, tree) => writeFileSync(join(tree, 'src/a.ts'), 'changed'),
      folderOf: linked,
    },
    {
      what: 'an edit in a submodule',
      done: r => r.write('sub/src/a.ts', 'changed'),
      folderOf: r => {
        r.addSubmodule(makeRepository(), 'sub');
        return r.root;
      },
    },
  ];

  it('makes its answers stale, and only its own', async () => {
    const other = makeRepository();
    const foreign = { 'x-tuppence-workspace': other.root };
    await ask(question, foreign);
    await settled(question, foreign, 'hit-exact');
    const places = changes.map(({ what, done, folderOf }) => {
      const repository = makeRepository();
      const folder = folderOf?.(repository) ?? repository.root;
      return { what, folder, done: () => void done(repository, folder), own: { 'x-tuppence-workspace': folder } };
    });
    await Promise.all(
      places.map(async ({ what, done, own }) => {
        await ask(question, own);
        await settled(question, own, 'hit-exact');
        done();
        // An edit that git has to be asked about shows within a second.
        // On a machine that is too busy it may never be sure, and serves nothing then either.
        const gone = expect.poll(async () => (await ask(question, own)).why, { timeout: 20_000, message: what });
        await gone.toMatch(/^(?:stale|workspace-unknown)$/);
      }),
    );
    await settled(question, foreign, 'hit-exact');
  }, 60_000);

  it('a folder without git is tied to the files that are named, and to nothing without', async () => {
    const folder = tempDirForTest('plain');
    writeFileSync(join(folder, 'a.py'), 'a = 1');
    const headers = { 'x-tuppence-workspace': folder };
    const about = 'What does a.py do?';
    for (const text of [about, question]) {
      await ask(text, headers);
      await settled(text, headers, 'hit-exact');
    }
    writeFileSync(join(folder, 'a.py'), 'a = 2');
    await expect.poll(async () => (await ask(about, headers)).why, { timeout: 20_000 }).toBe('stale');
    await settled(question, headers, 'hit-exact');
  });

  it('where there is no git on the machine, nothing about a repository is kept, and prompts pass', async () => {
    const repository = makeRepository();
    const without = await startProxy({ upstream: upstream.url, env: { PATH: tempDirForTest('no-git') } });
    onTestFinished(async () => {
      await without.stop();
    });
    const sdk = new OpenAI({ baseURL: `${without.url}/v1`, apiKey: without.token, maxRetries: 0 });
    for (let i = 0; i < 3; i++) {
      const { response } = await sdk.chat.completions
        .create(
          { model: 'gpt-4.1', messages: [{ role: 'user', content: question }] },
          { headers: { 'x-tuppence-workspace': repository.root } },
        )
        .withResponse();
      expect(response.headers.get('x-tuppence-cache')).toBe('miss');
    }
    const health = await send(`${without.url}/healthz`, { headers: { authorization: `Bearer ${without.token}` } });
    expect(health.text).toContain('git was not found on this machine');
  });
});

describe('how long', () => {
  it('is said by class, by a rule, and above all by the caller, and no hit prolongs it', async () => {
    const headers = { authorization: `Bearer ${proxy.token}` };
    const keptS = async (content: string, own: Record<string, string> = {}) => {
      const { id } = await ask(content, own);
      const got = await send(`${proxy.url}/api/requests?limit=20`, { headers });
      const rows = (JSON.parse(got.text) as { readonly requests: readonly LedgerRow[] }).requests;
      return rows.find(row => row.id === id)?.keptS;
    };
    expect(await keptS('What is a monad?')).toBe(86_400);
    expect(await keptS('What is the weather in Oslo today?')).toBe(600);
    expect(await keptS('Summarize: the cat sat on the mat, and then it slept.')).toBe(8 * 3_600);
    expect(await keptS('Classify as bug, feature or question: it crashes.')).toBe(12 * 3_600);
    expect(await keptS('Write a poem about the sea')).toBeNull();
    const ttlRules = [{ when: { contentClass: 'knowledge' }, ttlS: 3_600 }];
    await send(`${proxy.url}/api/settings`, { method: 'PATCH', headers, body: { cache: { ttlRules } } });
    expect(await keptS('What is a functor?')).toBe(3_600);
    const brief = { 'x-tuppence-ttl': '2' };
    expect(await keptS('What is a semigroup?', brief)).toBe(2);
    const startMs = Date.now();
    let hits = 0;
    for (;;) {
      const { cache, why } = await ask('What is a semigroup?', brief);
      if (cache === 'hit-exact') hits += 1;
      if (why === 'expired') break;
      expect(Date.now() - startMs).toBeLessThan(20_000);
      await setTimeout(100);
    }
    expect(hits).toBeGreaterThan(0);
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

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { housePerTest } from '../support/house.js';
import type { ProxyProcess } from '../support/proxy.js';
import { chatBody, send } from '../support/send.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
let dataDir: string;
beforeEach(() => {
  dataDir = makeTempDir('life');
});
const house = housePerTest(() => dataDir);
const ask = (proxy: ProxyProcess, body: object) =>
  send(`${proxy.url}/v1/chat/completions`, { headers: proxy.auth, body });
async function api(proxy: ProxyProcess, path: string, method = 'GET', body?: object): Promise<Record<string, unknown>> {
  const got = await send(`${proxy.url}/api${path}`, { method, headers: proxy.auth, ...(body ? { body } : {}) });
  return JSON.parse(got.text) as Record<string, unknown>;
}
function run(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args, '--data-dir', dataDir], {
    encoding: 'utf8',
    timeout: 15_000,
    env: { PATH: process.env['PATH'] ?? '' },
  });
}

describe('a proxy', () => {
  it('makes a token at first start that only its owner can read, and keeps it', async () => {
    const first = await house.start();
    expect(first.token.length).toBeGreaterThanOrEqual(64);
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'token')).mode & 0o777).toBe(0o600);
    await first.stop();
    expect((await house.start()).token).toBe(first.token);
  });

  it('leaves at once and cleanly when asked', async () => {
    const proxy = await house.start();
    await ask(proxy, chatBody('Anything to say?'));
    expect(await proxy.stop()).toBe(0);
    expect(existsSync(join(dataDir, 'proxy.json'))).toBe(false);
  });

  it('still knows its answers after a restart', async () => {
    const body = chatBody('What does HTTP 418 mean?');
    const first = await house.start();
    await ask(first, body);
    await first.stop();
    const got = await ask(await house.start(), body);
    expect(got.headers['x-tuppence-cache']).toBe('hit-exact');
    expect(house.upstream.requests()).toHaveLength(1);
  });

  it('loses no request that a caller saw the end of when it is killed', async () => {
    const proxy = await house.start();
    const seen: string[] = [];
    const callers = Array.from({ length: 6 }, async (_unused, caller) => {
      for (let turn = 0; ; turn++) {
        const got = await ask(
          proxy,
          chatBody(`Caller ${String(caller)}, turn ${String(turn)}?`, { stream: turn % 2 === 0 }),
        );
        if (got.status !== 200 || got.broken !== undefined) return;
        seen.push(String(got.headers['x-tuppence-request-id']));
      }
    });
    await expect.poll(() => seen.length).toBeGreaterThan(40);
    await proxy.kill9();
    await Promise.all(callers);
    const again = await house.start();
    const { requests } = (await api(again, '/requests?limit=10000')) as { requests: { id: string }[] };
    const kept = new Set(requests.map(({ id }) => id));
    expect(seen.filter(id => !kept.has(id))).toEqual([]);
    expect((await ask(again, chatBody('Are you well?'))).status).toBe(200);
  });

  it('sets a damaged ledger or cache aside, says so, and serves', async () => {
    const first = await house.start();
    await ask(first, chatBody('Before the damage?'));
    await first.stop();
    for (const name of ['ledger.db', 'cache.db'])
      writeFileSync(join(dataDir, name), 'this is no database '.repeat(400));
    const again = await house.start();
    expect((await ask(again, chatBody('After the damage?'))).status).toBe(200);
    const health = await send(`${again.url}/healthz`, { headers: again.auth });
    expect((JSON.parse(health.text) as { troubles: string[] }).troubles.join(' ')).toMatch(/damaged|set aside/);
    expect(readdirSync(dataDir).filter(name => name.includes('damaged'))).toHaveLength(2);
  });

  it('lets fifty callers with the same question share one call', async () => {
    const proxy = await house.start();
    // Long enough for all fifty to arrive on a machine that has other work as well.
    const hold = new Promise(resolve => setTimeout(resolve, 2_000));
    house.upstream.always({ kind: 'ok', pace: { hold } });
    const body = chatBody('How many of us are there?');
    const got = await Promise.all(
      Array.from({ length: 50 }, (_unused, n) => ask(proxy, { ...body, stream: n % 2 === 0 })),
    );
    expect(house.upstream.requests()).toHaveLength(1);
    expect(got.every(({ status }) => status === 200)).toBe(true);
    expect(got.filter(({ headers }) => headers['x-tuppence-cache'] === 'coalesced')).toHaveLength(49);
    const ids = got.map(({ text }) => /"id":"([^"]+)"/.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(50);
  });

  it('lets those who wait ask for themselves when the call they waited for fails', async () => {
    const proxy = await house.start();
    const hold = new Promise(resolve => setTimeout(resolve, 300));
    house.upstream.next({ kind: 'status', status: 500 });
    house.upstream.always({ kind: 'ok', pace: { hold } });
    const got = await Promise.all([1, 2, 3].map(() => ask(proxy, chatBody('Who goes first?'))));
    expect(got.map(({ status }) => status).toSorted()).toEqual([200, 200, 500]);
  });

  it('takes changed settings at once, from its API and from the file', async () => {
    const proxy = await house.start();
    const body = chatBody('Will this be kept?');
    await api(proxy, '/settings', 'PATCH', { cache: { exact: false, gate: false } });
    await ask(proxy, body);
    expect((await ask(proxy, body)).headers['x-tuppence-cache']).not.toBe('hit-exact');
    writeFileSync(join(dataDir, 'settings.json'), '{"cache":{"exact":true}}');
    await expect.poll(async () => ((await api(proxy, '/settings'))['cache'] as { exact: boolean }).exact).toBe(true);
    await ask(proxy, body);
    expect((await ask(proxy, body)).headers['x-tuppence-cache']).toBe('hit-exact');
  });

  it('keeps its settings when the new ones cannot be used, and says why', async () => {
    const proxy = await house.start();
    const refused = await api(proxy, '/settings', 'PATCH', { routing: { cheapBelow: 7 } });
    expect(JSON.stringify(refused)).toContain('routing.cheapBelow');
    writeFileSync(join(dataDir, 'settings.json'), '{"cache":');
    const troubles = async () =>
      (JSON.parse((await send(`${proxy.url}/healthz`, { headers: proxy.auth })).text) as { troubles: string[] })
        .troubles;
    await expect.poll(async () => (await troubles()).join(' ')).toContain('settings.json');
    expect((await ask(proxy, chatBody('Still there?'))).status).toBe(200);
  });

  it('offers the automatic model once tiers are mapped, and routes it', async () => {
    const tiers = { cheap: 'gpt-4.1-nano', strong: 'gpt-4.1' };
    const proxy = await house.start({ settings: { routing: { tiers } } });
    const models = await send(`${proxy.url}/v1/models`, { headers: proxy.auth });
    expect((JSON.parse(models.text) as { data: { id: string }[] }).data.map(({ id }) => id)).toContain('tuppence-auto');
    const got = await ask(proxy, { ...chatBody('What is a mutex?'), model: 'tuppence-auto' });
    expect(got.status).toBe(200);
    expect(Object.values(tiers)).toContain(got.headers['x-tuppence-model-served']);
    expect(house.upstream.requests().at(-1)!.json['model']).toBe(got.headers['x-tuppence-model-served']);
    // Clients look up the name they know; who answered is in the header.
    expect((JSON.parse(got.text) as { model: string }).model).toBe('tuppence-auto');
    const streamed = await ask(proxy, { ...chatBody('What is a semaphore?'), model: 'tuppence-auto', stream: true });
    expect(streamed.text.match(/"model":"[^"]*"/g)?.every(name => name === '"model":"tuppence-auto"')).toBe(true);
  });
});

describe('the command line', () => {
  it('says which port is in use and what to do', async () => {
    const proxy = await house.start();
    const other = makeTempDir('other');
    const result = spawnSync(process.execPath, [cli, 'serve', '--port', String(proxy.port), '--data-dir', other], {
      encoding: 'utf8',
      timeout: 15_000,
    });
    removeDir(other);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(`Port ${String(proxy.port)} is in use`);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    [['serve', '--port', 'x'], "'x' is no port"],
    [['serve', '--openai-url', 'ftp://h'], "provider 'openai'"],
    [['serve', '--openai-url', 'http://example.com/v1'], "provider 'openai'"],
    [['serve', '--token', 'short'], 'The token given'],
    [['serve', '--port', '4799', '--openai-url', 'http://localhost:4799/v1'], "Tuppence's own address"],
    [['serve', '--nonsense'], '--nonsense'],
    [['stats', '--since', 'long'], "'long' is no span"],
    [['cache', 'rm'], "'tuppence cache list'"],
    [['set', 'routing.mode', 'sometimes'], 'routing.mode'],
  ])('refuses %j in one sentence', (args, sentence) => {
    const result = run(...args);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(sentence);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says that a data folder cannot be used', () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const result = spawnSync(process.execPath, [cli, 'serve', '--data-dir', file], {
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('cannot be written');
  });

  it('names the setting that cannot be used', () => {
    writeFileSync(join(dataDir, 'settings.json'), '{"cache":{"similarity":2}}');
    const result = run('serve', '--port', '0');
    expect(result.status).toBe(1);
    expect(result.stderr).toContain("'cache.similarity'");
  });

  it('shows and changes the cache of a running proxy, and of one that has left', async () => {
    const proxy = await house.start();
    const got = await ask(proxy, chatBody('Which entry am I?'));
    await expect
      .poll(() => JSON.parse(run('cache', 'list', '--json').stdout) as { list: unknown[] })
      .toMatchObject({ list: [{ model: 'gpt-4.1' }] });
    const { list } = JSON.parse(run('cache', 'list', '--json').stdout) as { list: { id: string }[] };
    expect(run('cache', 'show', list[0]!.id).stdout).toContain('Which entry am I?');
    expect(run('stats', '--json').stdout).toContain('"requests":1');
    await proxy.stop();
    expect(JSON.parse(run('cache', 'show', list[0]!.id, '--json').stdout)).toMatchObject({ id: list[0]!.id });
    expect(run('cache', 'rm', list[0]!.id).status).toBe(0);
    expect(run('cache', 'rm', list[0]!.id).status).toBe(1);
    expect(JSON.parse(run('stats', '--json').stdout)).toMatchObject({ requests: 1 });
    expect(got.status).toBe(200);
  });

  it('changes settings and prints the token', () => {
    expect(run('set', 'routing.mode', 'on').status).toBe(0);
    expect(JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'))).toEqual({ routing: { mode: 'on' } });
    const token = run('token').stdout.trim();
    expect(readFileSync(join(dataDir, 'token'), 'utf8').trim()).toBe(token);
  });

  it('prints help and version, and refuses commands it does not know', () => {
    expect(run('help').stdout).toContain('tuppence serve');
    expect(run('version').stdout).toMatch(/^\d+\.\d+\.\d+/);
    expect(run('fly').status).toBe(2);
  });
});

import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import type { Done } from '../../src/protocol/api.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import { runCli } from '../support/cli.js';
import { housePerTest } from '../support/house.js';
import type { ProxyOptions, ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { makeTempDir } from '../support/temp-dir.js';

// What a user can do to a request that is over: with the real proxy, the openai SDK, and a provider whose every answer
// is another.

let dataDir: string;
const house = housePerTest(() => dataDir);

function start(options: Partial<ProxyOptions> = {}): Promise<ProxyProcess> {
  if (options.dataDir === undefined) dataDir = makeTempDir('actions');
  return house.start(options);
}

interface Said {
  readonly id: string;
  readonly text: string;
  readonly cache: string;
  readonly why: string;
  readonly reason: string;
}

async function ask(
  proxy: ProxyProcess,
  content: string,
  more: { model?: string; session?: string } = {},
): Promise<Said> {
  const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
  const { data, response } = await client.chat.completions
    .create(
      { model: more.model ?? 'gpt-4.1', messages: [{ role: 'user', content }] },
      more.session === undefined ? {} : { headers: { 'x-session-id': more.session } },
    )
    .withResponse();
  const header = (name: string) => response.headers.get(`x-tuppence-${name}`) ?? '';
  return {
    id: header('request-id'),
    text: data.choices[0]?.message.content ?? '',
    cache: header('cache'),
    why: header('cache-reason'),
    reason: header('reason'),
  };
}

async function api(proxy: ProxyProcess, method: string, path: string): Promise<{ status: number; value: unknown }> {
  const got = await send(`${proxy.url}/api${path}`, { method, headers: proxy.auth });
  return { status: got.status, value: JSON.parse(got.text) as unknown };
}
const recent = async (proxy: ProxyProcess, id: string) =>
  ((await api(proxy, 'GET', '/snapshot')).value as Snapshot).recent.find(request => request.id === id);

const rowOf = async (proxy: ProxyProcess, id: string) => (await api(proxy, 'GET', `/requests/${id}`)).value;

const plain = 'How do I reverse a list in Go?';
const polite = 'Please tell me how to reverse a list in Go';

describe('a wrong answer', () => {
  it('that was kept goes, and the next request is answered by a model', async () => {
    const proxy = await start();
    const first = await ask(proxy, plain);
    const repeat = await ask(proxy, plain);
    expect(repeat).toMatchObject({ cache: 'hit-exact', text: first.text });
    const entryId = (await recent(proxy, first.id))?.entryId;
    expect(entryId).toEqual(expect.any(String));
    expect((await recent(proxy, repeat.id))?.entryId).toBe(entryId);
    const { status, value } = await api(proxy, 'POST', `/requests/${repeat.id}/wrong-answer`);
    expect(status).toBe(200);
    expect(value).toEqual({ done: 'The kept answer is gone. The next time this is asked, a model answers.' });
    expect((await recent(proxy, repeat.id))?.entryId).toBeNull();
    const fresh = await ask(proxy, plain);
    expect(fresh).toMatchObject({ cache: 'miss', why: 'wrong-answer' });
    expect(fresh.text).not.toBe(first.text);
    expect(await ask(proxy, plain)).toMatchObject({ cache: 'hit-exact', text: fresh.text });
    expect(await rowOf(proxy, repeat.id)).toMatchObject({ verdict: 'wrong-answer' });
  });

  it('for another wording is refused to that wording for good, by command and after a restart', async () => {
    const proxy = await start();
    await ask(proxy, plain);
    const served = await ask(proxy, polite);
    expect(served.cache).toBe('hit-gate');
    const told = await runCli('wrong', served.id, '--data-dir', dataDir);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('never answered from that other one again');
    await proxy.stop();
    const next = await start({ dataDir });
    const anew = await ask(next, plain);
    expect(anew.cache).toBe('miss');
    expect((await ask(next, polite)).cache).toBe('miss');
    expect(await ask(next, plain)).toMatchObject({ cache: 'hit-exact', text: anew.text });
    const pairs = await runCli('cache', 'verdicts', '--data-dir', dataDir);
    expect(JSON.parse(pairs.stdout)).toMatchObject({ a: plain, b: polite, label: 0, category: 'gate' });
  });

  it('of a model is not the cache’s fault, and is not repeated', async () => {
    const proxy = await start();
    const first = await ask(proxy, plain);
    const told = await runCli('wrong', 'last', '--data-dir', dataDir);
    expect(told.stdout).toBe(
      'gpt-4.1 answered this, not the cache. Its answer was kept and is gone, so that it is not repeated. The next time this is asked, a model answers.\n',
    );
    expect((await ask(proxy, plain)).text).not.toBe(first.text);
  });

  it('can be told while no proxy runs', async () => {
    const proxy = await start();
    const first = await ask(proxy, plain);
    await proxy.stop();
    expect((await runCli('wrong', first.id, '--data-dir', dataDir)).code).toBe(0);
    expect((await ask(await start({ dataDir }), plain)).text).not.toBe(first.text);
  });
});

describe('a request that shall never be cached', () => {
  it('is not, in no wrapping and after no restart, until that is taken back', async () => {
    const proxy = await start();
    const first = await ask(proxy, plain);
    const told = await runCli('cache', 'never', first.id, '--data-dir', dataDir);
    expect(told.stdout).toContain(`'tuppence cache allow ${first.id}' takes that back`);
    expect(await ask(proxy, plain)).toMatchObject({ cache: 'bypass', why: 'never-cache' });
    expect(await ask(proxy, polite)).toMatchObject({ cache: 'bypass', why: 'never-cache' });
    await proxy.stop();
    const next = await start({ dataDir });
    const bypassed = await ask(next, plain);
    expect(bypassed).toMatchObject({ cache: 'bypass', why: 'never-cache' });
    expect(await rowOf(next, bypassed.id)).toMatchObject({ cacheReason: 'never-cache' });
    expect((await runCli('cache', 'never', '--data-dir', dataDir)).stdout).toContain(`${first.id}  `);
    expect((await runCli('cache', 'allow', first.id, '--data-dir', dataDir)).code).toBe(0);
    expect((await api(next, 'DELETE', `/refusals/${first.id}`)).status).toBe(404);
    expect((await api(next, 'GET', '/refusals')).value).toEqual({ refusals: [] });
    expect((await ask(next, plain)).cache).toBe('miss');
    expect((await ask(next, plain)).cache).toBe('hit-exact');
  });
});

describe('a conversation that shall go on with the strong model', () => {
  const settings = { routing: { mode: 'observe', tiers: { cheap: 'gpt-4.1-nano', strong: 'gpt-4.1' } } };

  it('goes there at its next turn, past the cache and once', async () => {
    const proxy = await start({ settings });
    const same = { model: 'gpt-4.1-nano', session: 's1' };
    const first = await ask(proxy, plain, same);
    expect((await ask(proxy, plain, same)).cache).toBe('hit-exact');
    const told = await runCli('redo', first.id, '--data-dir', dataDir);
    expect(told.stdout).toContain('goes to gpt-4.1 and passes the cache, once');
    const redone = await ask(proxy, plain, same);
    expect(redone).toMatchObject({ cache: 'miss', why: 'redo-strong', reason: 'redo-strong' });
    expect(house.upstream.requests().map(({ json }) => json['model'])).toEqual(['gpt-4.1-nano', 'gpt-4.1']);
    expect(await ask(proxy, plain, same)).toMatchObject({ cache: 'hit-exact', text: redone.text });
    expect(await rowOf(proxy, first.id)).toMatchObject({ verdict: 'redo-strong' });
    expect(await rowOf(proxy, redone.id)).toMatchObject({
      modelServed: 'gpt-4.1',
      tier: 'strong',
    });
  });

  it('says so where no strong tier is mapped, and where no proxy runs', async () => {
    const proxy = await start();
    const first = await ask(proxy, plain);
    const { value } = await api(proxy, 'POST', `/requests/${first.id}/redo-strong`);
    expect((value as Done).done).toContain('no strong tier is mapped');
    expect(await ask(proxy, plain)).toMatchObject({ cache: 'miss', reason: 'redo-strong' });
    await proxy.stop();
    expect(await runCli('redo', first.id, '--data-dir', dataDir)).toMatchObject({ code: 1, stdout: '' });
  });
});

it('a request that nobody knows is told apart, and nothing happens', async () => {
  const proxy = await start();
  for (const action of ['wrong-answer', 'never-cache', 'redo-strong']) {
    const { status, value } = await api(proxy, 'POST', `/requests/nobody/${action}`);
    expect(status).toBe(404);
    expect(value).toEqual({ error: { message: "No request 'nobody' is in the ledger." } });
  }
  expect((await runCli('wrong', '--data-dir', dataDir)).stderr).toContain("Write 'tuppence wrong ID'");
});

it('a killed process loses neither the row nor the name of its entry', async () => {
  const proxy = await start();
  const first = await ask(proxy, plain);
  await proxy.kill9();
  const next = await start({ dataDir });
  expect(await rowOf(next, first.id)).toMatchObject({
    cache: 'miss',
    cacheReason: 'first-time',
    entryId: expect.any(String) as string,
  });
});

import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Done, Explanation } from '../../src/protocol/api.js';
import type { FitReport, LearnedReport, Misroutes, RouteExplanation } from '../../src/protocol/learning.js';
import { runCli } from '../support/cli.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

// A router that learns from its user, in the real proxy: one who finds that the cheap model fails at one kind of prompt.

const cheap = 'gpt-4.1-nano';
const strong = 'gpt-4.1';
/** All of the prompts below score under this, and counts by kind alone move none of them over it. */
const routing = { mode: 'on', tiers: { cheap, strong }, cheapBelow: 0.6, strongFrom: 0.65 };
const cache = { exact: false, gate: false };

let upstream: Upstream;
let dataDir: string;
const running: ProxyProcess[] = [];

beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(async () => {
  await Promise.all(running.splice(0).map(proxy => proxy.stop()));
  removeDir(dataDir);
  upstream.reset();
});

async function start(fresh = true, more: object = {}): Promise<ProxyProcess> {
  if (fresh) dataDir = makeTempDir('learning');
  const settings = { routing: { ...routing, ...more }, cache };
  const proxy = await startProxy({ upstream: upstream.url, dataDir, settings });
  running.push(proxy);
  return proxy;
}

async function ask(proxy: ProxyProcess, content: string): Promise<{ readonly id: string; readonly model: string }> {
  const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
  const { response } = await client.chat.completions
    .create({ model: strong, messages: [{ role: 'user', content }] })
    .withResponse();
  const header = (name: string) => response.headers.get(`x-tuppence-${name}`) ?? '';
  return { id: header('request-id'), model: header('model-served') };
}

async function api<T>(proxy: ProxyProcess, path: string, method = 'GET'): Promise<T> {
  const got = await send(`${proxy.url}/api${path}`, { method, headers: { authorization: `Bearer ${proxy.token}` } });
  return JSON.parse(got.text) as T;
}

const query = (what: string) => `Write the SQL that finds ${what}.`;
const wanted = [
  'orders of last week',
  'customers without orders',
  'the ten best customers',
  'the average basket',
  'late orders',
  'customers by city',
  'revenue per product',
  'repeat buyers',
  'refunds per month',
  'the oldest open order',
  'orders above 100 euros',
  'customers with two addresses',
];
const subjects = ['a closure', 'a mutex', 'a promise', 'HTTP 418', 'a monad', 'a B-tree', 'CORS', 'a symlink', 'DNS'];
const others = subjects.flatMap(what =>
  ['What is', 'When would I use', 'Who needs', 'Why is there'].map(words => `${words} ${what}?`),
);

describe('a router with a user', () => {
  it('sends a kind of prompt up at which the cheap model fails, leaves others where they are, and forgets nothing', async () => {
    let proxy = await start();
    expect((await ask(proxy, query('everything'))).model).toBe(cheap);
    for (const what of wanted) {
      const { id } = await ask(proxy, query(what));
      await api<Done>(proxy, `/requests/${id}/wrong-answer`, 'POST');
    }
    for (const words of others) {
      const { id } = await ask(proxy, words);
      await api<Done>(proxy, `/requests/${id}/right-answer`, 'POST');
    }
    // Near prompts are counted anew seldom where that takes long, as on a busy machine.
    const next = query('customers who moved');
    await vi.waitFor(async () => expect((await ask(proxy, next)).model).toBe(strong), {
      timeout: 30_000,
      interval: 200,
    });
    expect((await ask(proxy, 'What is a semaphore?')).model).toBe(cheap);

    await proxy.kill9();
    running.splice(0);
    proxy = await start(false);
    const found = await vi.waitFor(
      async () => {
        const { id, model } = await ask(proxy, query('customers in arrears'));
        expect(model).toBe(strong);
        return id;
      },
      { timeout: 30_000, interval: 200 },
    );
    const { score, steps } = await api<RouteExplanation>(proxy, `/requests/${found}/route`);
    expect(score?.near.state).toBe('heard');
    expect(score?.near.failed).toBeGreaterThanOrEqual(5);
    expect(score?.gain).toBeGreaterThan(score?.priorGain ?? 1);
    expect(steps.find(({ said }) => said === 'spoke')?.step).toBe('score');
    const why = await api<Explanation>(proxy, `/requests/${found}/why`);
    expect(why.because.join(' ')).toMatch(/near prompts of yours a cheaper model failed/);

    const misroutes = await api<Misroutes>(proxy, '/routing/misroutes');
    expect(misroutes.list).toHaveLength(wanted.length);
    expect(misroutes.list.every(({ kind, model }) => kind === 'too-cheap' && model === cheap)).toBe(true);
    expect(JSON.stringify(misroutes)).not.toContain('orders');

    await api<Done>(proxy, '/routing/learned', 'DELETE');
    expect((await ask(proxy, query('customers who moved away'))).model).toBe(cheap);
    expect(await api<LearnedReport>(proxy, '/routing/learned')).toMatchObject({ labels: [], buckets: [] });
  }, 90_000);

  it('notes what the next turn says, without being told', async () => {
    const proxy = await start();
    const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
    const { data, response } = await client.chat.completions
      .create({ model: strong, messages: [{ role: 'user', content: 'How do I rename a branch in git?' }] })
      .withResponse();
    expect(response.headers.get('x-tuppence-model-served')).toBe(cheap);
    await client.chat.completions.create({
      model: strong,
      messages: [
        { role: 'user', content: 'How do I rename a branch in git?' },
        { role: 'assistant', content: data.choices[0]?.message.content ?? '' },
        { role: 'user', content: 'No, that is wrong. I want the remote one.' },
      ],
    });
    const id = response.headers.get('x-tuppence-request-id') ?? '';
    const { labels } = await api<RouteExplanation>(proxy, `/requests/${id}/route`);
    expect(labels.map(({ kind, failed }) => [kind, failed])).toEqual([['said-no', true]]);
  });

  it('has a word of the user safe at once, whatever happens to the process', async () => {
    let proxy = await start();
    const { id } = await ask(proxy, query('late orders'));
    await api<Done>(proxy, `/requests/${id}/wrong-answer`, 'POST');
    await proxy.kill9();
    running.splice(0);
    proxy = await start(false);
    const { labels, score } = await api<RouteExplanation>(proxy, `/requests/${id}/route`);
    expect(labels.map(({ kind }) => kind)).toEqual(['wrong-answer']);
    expect(score?.bucket).toBe('main short');
    await vi.waitFor(async () => {
      const { buckets } = await api<LearnedReport>(proxy, '/routing/learned');
      expect(buckets).toMatchObject([{ bucket: 'main short', model: `openai:${cheap}` }]);
    });
  });

  it('asks the model asked for beside a share of cheaper answers, where that is set, and learns whether it was needed', async () => {
    const proxy = await start(true, { shadow: { rate: 1, usdPerDay: 1 } });
    const say = (cheapSays: string, strongSays: string) =>
      upstream.always(({ json }) => ({
        kind: 'ok',
        answer: { text: json['model'] === cheap ? cheapSays : strongSays },
      }));
    const labelled = async (content: string) => {
      const { id, model } = await ask(proxy, content);
      expect(model).toBe(cheap);
      return vi.waitFor(
        async () => {
          const { labels } = await api<RouteExplanation>(proxy, `/requests/${id}/route`);
          expect(labels).toHaveLength(1);
          return labels[0]?.kind;
        },
        { timeout: 5_000 },
      );
    };
    say('Yes, a tuple can be hashed.', 'Yes, a tuple can be hashed.');
    expect(await labelled('Is a tuple hashable?')).toBe('shadow-same');
    say('Yes, it always can.', 'No, it never can.');
    expect(await labelled('Is a list hashable?')).toBe('shadow-different');
    const { list } = await api<Misroutes>(proxy, '/routing/misroutes');
    expect(list.map(({ label }) => label)).toEqual(['shadow-different']);
  });

  it('learns nothing while that is switched off, and decides by the shipped prior', async () => {
    const proxy = await start(true, { learn: false });
    const { id } = await ask(proxy, query('orders of last week'));
    const { done } = await api<Done>(proxy, `/requests/${id}/wrong-answer`, 'POST');
    expect(done).not.toContain('Routing weighs');
    const { score, labels } = await api<RouteExplanation>(proxy, `/requests/${id}/route`);
    expect(labels).toEqual([]);
    expect(score).toMatchObject({ shift: 0, near: { state: 'off' } });
    expect(score?.gain).toBe(score?.priorGain);
  });
});

describe('the command line', () => {
  it('explains, lists misroutes and forgets, with a proxy and on the files alone', async () => {
    const proxy = await start();
    const { id } = await ask(proxy, query('late orders'));
    const cli = async (...words: readonly string[]) => (await runCli(...words, '--data-dir', dataDir)).stdout;
    expect(await cli('wrong', id)).toContain('Routing weighs such requests');
    const explained = await cli('route', 'explain', id);
    expect(explained).toMatch(/> spoke +score/);
    expect(explained).toContain('Gain by the shape of the words');
    expect(explained).toContain('you said that the answer was wrong');
    const learned = await cli('route');
    expect(learned).toContain('Last 30d: cheap 1 (100 %)');
    expect(learned).toContain('Of 1 answers of cheaper models something is known of 1; 1 speak against the choice.');
    expect(learned).toContain('main short');
    await Promise.all(running.splice(0).map(one => one.stop()));
    const { list } = JSON.parse(await cli('route', 'misroutes', '--since', '1d', '--json')) as Misroutes;
    expect(list).toMatchObject([{ id, label: 'wrong-answer', model: cheap }]);
    expect(await cli('route', 'refit')).toContain('Nothing was changed');
    expect(await cli('route', 'forget')).toContain('has forgotten');
  }, 60_000);

  it('fits over HTTP, and takes it back', async () => {
    const proxy = await start();
    expect(await api<FitReport>(proxy, '/routing/fit', 'POST')).toMatchObject({ outcome: 'too-few', weights: null });
    expect(await api<FitReport>(proxy, '/routing/fit', 'DELETE')).toMatchObject({ outcome: 'reset', weights: null });
    const { fit } = await api<LearnedReport>(proxy, '/routing/learned');
    expect(fit?.outcome).toBe('reset');
  });
});

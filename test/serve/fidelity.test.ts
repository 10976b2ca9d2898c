import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { oddAnswers } from '../support/behaviours.js';
import { sharedHouse } from '../support/house.js';
import { upstreamKey } from '../support/proxy.js';
import { chatBody, eventData, send } from '../support/send.js';
import type { ReceivedRequest } from '../support/upstream.js';

const house = sharedHouse();
beforeEach(() => house.upstream.reset());

const url = () => `${house.proxy.url}/v1/chat/completions`;
let asked = 0;
const fresh = (more: object = {}) => chatBody(`Question number ${String(++asked)} about fidelity?`, more);

function sent(): ReceivedRequest {
  return house.upstream.requests().at(-1)!;
}

/** What the provider's body was, without the encoding it put around it. */
function said(request: ReceivedRequest, gzip: boolean): string {
  return (gzip ? gunzipSync(request.replied()) : request.replied()).toString('utf8');
}

describe.each(Object.entries(oddAnswers))('an answer with %s', (name, behaviour) => {
  const gzip = name.startsWith('gzip');

  it('reaches the caller byte for byte', async () => {
    house.upstream.next(behaviour);
    const got = await send(url(), { headers: house.proxy.auth, body: fresh() });
    expect(got.status).toBe(200);
    expect(got.text).toBe(said(sent(), gzip));
  });

  it('reaches the caller byte for byte as a stream with usage', async () => {
    house.upstream.next(behaviour);
    const got = await send(url(), {
      headers: house.proxy.auth,
      body: fresh({ stream: true, stream_options: { include_usage: true } }),
    });
    expect(got.text).toBe(said(sent(), gzip));
  });

  it('reaches a caller who did not ask for usage without the event that carries it', async () => {
    house.upstream.next(behaviour);
    const got = await send(url(), { headers: house.proxy.auth, body: fresh({ stream: true }) });
    expect(sent().json['stream_options']).toEqual({ include_usage: true });
    const theirs = eventData(said(sent(), gzip));
    const onlyUsage = (data: string) => data.includes('"choices":[]') && data.includes('"usage":{');
    expect(eventData(got.text)).toEqual(theirs.filter(data => !onlyUsage(data)));
    expect(got.broken).toBeUndefined();
  });
});

describe('a request', () => {
  it('goes upstream with the very bytes the caller sent', async () => {
    const odd =
      '{ "x_unknown": {"b":1,"a":[1.0, 2e3]},\n\t"messages":[{"role":"user","content":"caf\\u00e9 🎉 \\/ odd"}],"model":"gpt-4.1", "temperature":0.70 }';
    await send(url(), { headers: house.proxy.auth, body: odd });
    expect(sent().body.toString()).toBe(odd);
  });

  it('goes upstream with the caller’s headers, the provider’s key, and nothing of Tuppence', async () => {
    await send(`${url()}?api-version=7&x=%20`, {
      headers: {
        ...house.proxy.auth,
        'x-tuppence-feature': 'f',
        'openai-beta': 'realtime=v1',
        'x-initiator': 'agent',
        'user-agent': 'odd/1',
      },
      body: fresh(),
    });
    const { headers, url: path } = sent();
    expect(headers).toMatchObject({ 'openai-beta': 'realtime=v1', 'x-initiator': 'agent', 'user-agent': 'odd/1' });
    expect(headers.authorization).toBe(`Bearer ${upstreamKey}`);
    expect(Object.keys(headers).filter(name => name.startsWith('x-tuppence'))).toEqual([]);
    expect(JSON.stringify(headers)).not.toContain(house.proxy.token);
    expect(path).toBe('/v1/chat/completions?api-version=7&x=%20');
  });

  it('may bring its own key, which goes upstream in place of the configured one', async () => {
    await send(url(), {
      headers: { 'x-tuppence-token': house.proxy.token, authorization: 'Bearer sk-own' },
      body: fresh(),
    });
    expect(sent().headers.authorization).toBe('Bearer sk-own');
  });

  it('is never answered from another key’s cache', async () => {
    const body = fresh();
    const as = (key: string) =>
      send(url(), { headers: { 'x-tuppence-token': house.proxy.token, authorization: `Bearer ${key}` }, body });
    expect((await as('sk-one')).headers['x-tuppence-cache']).toBe('miss');
    expect((await as('sk-two')).headers['x-tuppence-cache']).toBe('miss');
    expect((await as('sk-one')).headers['x-tuppence-cache']).toBe('hit-exact');
  });

  it.each(['/chat/completions', '/c/cline/v1/chat/completions', '/c/cline/chat/completions'])(
    'is understood at %s',
    async path => {
      const got = await send(`${house.proxy.url}${path}`, { headers: house.proxy.auth, body: fresh() });
      expect(got.status).toBe(200);
      expect(sent().url).toBe('/v1/chat/completions');
    },
  );

  it('keeps error replies as they are, with status, body, retry-after and unknown headers', async () => {
    const body = '{"error":{"message":"slow down","type":"x","unknown":[1]}}';
    house.upstream.next({
      kind: 'status',
      status: 429,
      body,
      headers: { 'retry-after': '7', 'x-ratelimit-limit-requests': '9', 'x-odd': 'yes' },
    });
    const got = await send(url(), { headers: house.proxy.auth, body: fresh() });
    expect(got).toMatchObject({ status: 429, text: body });
    expect(got.headers).toMatchObject({ 'retry-after': '7', 'x-ratelimit-limit-requests': '9', 'x-odd': 'yes' });
  });

  it('stops the provider’s work when the caller goes away in the middle', async () => {
    const caller = new AbortController();
    house.upstream.next({ kind: 'ok', pace: { stall: { afterEvents: 2, ms: 5_000 } } });
    await send(url(), {
      headers: house.proxy.auth,
      body: fresh({ stream: true }),
      signal: caller.signal,
      onData: () => caller.abort(),
    });
    await expect.poll(() => sent().abandoned()).toBe(true);
    await expect.poll(async () => (await lastRow())['outcome']).toBe('aborted');
  });

  it('asks the provider for the list of models and passes it on', async () => {
    const got = await send(`${house.proxy.url}/v1/models`, { headers: house.proxy.auth });
    expect(got.status).toBe(200);
    expect(got.text).toBe(sent().replied().toString());
  });
});

async function lastRow(): Promise<Record<string, unknown>> {
  const got = await send(`${house.proxy.url}/api/requests?limit=1`, { headers: house.proxy.auth });
  return (JSON.parse(got.text) as { requests: Record<string, unknown>[] }).requests[0]!;
}

import { connect } from 'node:net';
import OpenAI from 'openai';
import { beforeEach, describe, expect, it } from 'vitest';
import { faults } from '../support/behaviours.js';
import { sharedHouse } from '../support/house.js';
import { startProxy } from '../support/proxy.js';
import { chatBody, eventData, send } from '../support/send.js';

const house = sharedHouse({ settings: { timeouts: { firstByteMs: 1_000, idleMs: 1_000 } } });
beforeEach(() => house.upstream.reset());

const url = () => `${house.proxy.url}/v1/chat/completions`;
let asked = 0;
const fresh = (more: object = {}) => chatBody(`Question number ${String(++asked)} about faults?`, more);
const errorOf = (text: string) =>
  (JSON.parse(text) as { error: { message: string; type: string; code: string } }).error;

async function lastRow(): Promise<Record<string, unknown>> {
  const got = await send(`${house.proxy.url}/api/requests?limit=1`, { headers: house.proxy.auth });
  return (JSON.parse(got.text) as { requests: Record<string, unknown>[] }).requests[0]!;
}

async function stillServes(): Promise<void> {
  const got = await send(url(), { headers: house.proxy.auth, body: fresh() });
  expect(got.status).toBe(200);
}

describe('a provider that', () => {
  it.each([
    ['refuses with 400', 400],
    ['refuses with 401', 401],
    ['refuses with 404', 404],
    ['refuses with 429', 429],
    ['fails with 500', 500],
    ['fails with 503', 503],
    ['is overloaded (529)', 529],
  ] as const)('%s is passed on and recorded', async (name, status) => {
    house.upstream.next(faults[name]);
    const got = await send(url(), { headers: house.proxy.auth, body: fresh({ stream: true }) });
    expect(got.status).toBe(status);
    expect(got.body).toEqual(house.upstream.requests().at(-1)!.replied());
    expect(await lastRow()).toMatchObject({ status, outcome: 'upstream-error', cost: 0 });
  });

  it.each([
    ['hangs', 504, 'upstream_first_byte_timeout'],
    ['resets', 502, 'upstream_reset'],
    ['resets in the middle of JSON', 502, 'upstream_reset'],
    ['sends garbage', 502, 'upstream_garbage'],
  ] as const)('%s becomes a clear error of the dialect', async (name, status, code) => {
    house.upstream.next(faults[name]);
    const got = await send(url(), { headers: house.proxy.auth, body: fresh() });
    expect(got.status).toBe(status);
    expect(errorOf(got.text)).toMatchObject({ type: 'server_error', code });
    expect(await lastRow()).toMatchObject({ outcome: 'upstream-failed' });
    await stillServes();
  });

  it.each([
    'cuts the stream',
    'ends the stream without a terminal event',
    'ends inside an event',
    'sends an error event',
  ] as const)('%s never looks like a clean end, and is never kept', async name => {
    const body = fresh({ stream: true });
    house.upstream.next(faults[name]);
    const got = await send(url(), { headers: house.proxy.auth, body });
    const events = eventData(got.text);
    expect(events).not.toContain('[DONE]');
    expect(JSON.parse(events.at(-1)!)).toHaveProperty('error');
    for (const data of events) expect(() => JSON.parse(data) as unknown).not.toThrow();
    expect(events.filter(data => data.includes('"error"'))).toHaveLength(1);
    const again = await send(url(), { headers: house.proxy.auth, body });
    expect(again.headers['x-tuppence-cache']).toBe('miss');
  });

  it('stalls in the middle of a stream is given up, and the caller is told', async () => {
    house.upstream.next({ kind: 'ok', pace: { stall: { afterEvents: 3, ms: 20_000 } } });
    const got = await send(url(), { headers: house.proxy.auth, body: fresh({ stream: true }) });
    expect(eventData(got.text).at(-1)).toContain('upstream_idle_timeout');
    expect(await lastRow()).toMatchObject({ outcome: 'upstream-failed', estimated: true });
  });

  it('breaks a stream throws in the SDK that reads it', async () => {
    house.upstream.next(faults['cuts the stream']);
    const client = new OpenAI({ baseURL: `${house.proxy.url}/v1`, apiKey: house.proxy.token, maxRetries: 0 });
    const stream = await client.chat.completions.create({
      ...(fresh() as OpenAI.ChatCompletionCreateParams),
      stream: true,
    });
    await expect(async () => {
      for await (const chunk of stream) expect(chunk.object).toBe('chat.completion.chunk');
    }).rejects.toThrow();
  });

  it('does not exist is named, with what to do', async () => {
    const lonely = await startProxy({ upstream: 'http://127.0.0.1:1' });
    const got = await send(`${lonely.url}/v1/chat/completions`, {
      headers: { authorization: `Bearer ${lonely.token}` },
      body: fresh(),
    });
    expect(got.status).toBe(502);
    expect(errorOf(got.text)).toMatchObject({ code: 'upstream_refused' });
    expect(errorOf(got.text).message).toContain('127.0.0.1:1');
    await lonely.stop();
  });
});

describe('a request that', () => {
  it.each([
    ['is no JSON', '{"model":', 400, 'invalid_json'],
    ['is empty', '', 400, 'invalid_json'],
    ['is an array', '[]', 400, 'invalid_json'],
    ['names no model', '{"messages":[]}', 400, 'missing_model'],
    ['has messages of the wrong type', '{"model":"m","messages":{}}', 400, 'invalid_messages'],
  ])('%s gets status and reason', async (_name, body, status, code) => {
    const got = await send(url(), { method: 'POST', headers: house.proxy.auth, body: Buffer.from(body) });
    expect(got.status).toBe(status);
    expect(errorOf(got.text)).toMatchObject({ code, type: 'invalid_request_error' });
  });

  it.each([
    ['without a token', {}, 401, 'missing_token'],
    ['with a wrong token', { authorization: 'Bearer nope' }, 401, 'invalid_api_key'],
    ['for a foreign host', { host: 'evil.example' }, 403, 'foreign_host'],
    ['from a web page', { origin: 'https://evil.example' }, 403, 'foreign_origin'],
  ])('comes %s is turned away', async (_name, headers, status, code) => {
    const got = await send(url(), {
      headers: { ...(code.startsWith('foreign') ? house.proxy.auth : {}), ...headers },
      body: fresh(),
    });
    expect(got.status).toBe(status);
    expect(errorOf(got.text).code).toBe(code);
    expect(got.headers['access-control-allow-origin']).toBeUndefined();
    expect(house.upstream.requests()).toEqual([]);
  });

  it('is turned away is answered before its body was sent', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(house.proxy.port, '127.0.0.1', () => {
        socket.write('POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000000\r\n\r\n');
      });
      socket.once('data', (data: Buffer) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('is larger than 32 MB is refused', async () => {
    const got = await send(url(), {
      headers: { ...house.proxy.auth, 'content-length': String(33 * 1024 * 1024) },
      body: Buffer.alloc(16, 0x20),
    });
    expect(got.status).toBe(413);
    expect(errorOf(got.text).code).toBe('body_too_large');
  });

  it('goes to an unknown path gets 404, with the wrong method 405', async () => {
    expect((await send(`${house.proxy.url}/v1/nothing`, { headers: house.proxy.auth, body: {} })).status).toBe(404);
    expect((await send(url(), { headers: house.proxy.auth, method: 'GET' })).status).toBe(405);
  });

  it('wants a WebSocket gets 426', async () => {
    const got = await new Promise<string>(resolve => {
      const socket = connect(house.proxy.port, '127.0.0.1', () => {
        socket.write(
          'GET /v1/responses HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
        );
      });
      socket.once('data', (data: Buffer) => resolve(data.toString()));
    });
    expect(got).toMatch(/^HTTP\/1\.1 426 /);
  });

  it('asks for the automatic model before any tier is mapped is told to map one', async () => {
    const got = await send(url(), { headers: house.proxy.auth, body: { ...fresh(), model: 'tuppence-auto' } });
    expect(got.status).toBe(400);
    expect(errorOf(got.text)).toMatchObject({ code: 'auto_unmapped' });
    expect(errorOf(got.text).message).toContain('routing.tiers');
  });

  it('comes when all this is over is still served', stillServes);
});

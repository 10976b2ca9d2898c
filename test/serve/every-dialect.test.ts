import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayer } from '../support/player.js';
import type { Manner, Player } from '../support/player.js';
import { startProxy, upstreamKey } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';
import type { Received } from '../support/send.js';
import { tongues } from './every-dialect.js';
import type { Tongue } from './every-dialect.js';

let player: Player;
let proxy: ProxyProcess;
let n = 0;

beforeAll(async () => {
  player = await startPlayer();
  proxy = await startProxy({
    upstream: player.url,
    args: ['--anthropic-url', player.url],
    env: { ANTHROPIC_API_KEY: upstreamKey },
    settings: { timeouts: { firstByteMs: 5_000, idleMs: 1_000 } },
  });
});
afterAll(async () => {
  await proxy.stop();
  await player.close();
});

const auth = () => ({ authorization: `Bearer ${proxy.token}` });

function ask(tongue: Tongue, stream: boolean, more: Partial<Parameters<typeof send>[1]> = {}): Promise<Received> {
  const { headers, ...rest } = more;
  const body = tongue.body(++n, stream);
  return send(`${proxy.url}${tongue.path}`, { body, ...rest, headers: { ...auth(), ...headers } });
}

async function lastRow(): Promise<Record<string, unknown>> {
  const got = await send(`${proxy.url}/api/requests?limit=1`, { headers: auth() });
  return (JSON.parse(got.text) as { requests: Record<string, unknown>[] }).requests[0]!;
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}

function findingOf({ dialect }: Tongue, bytes: Buffer) {
  const watch = dialect.watchStream();
  watch.feed(bytes, false);
  const { ended } = watch;
  watch.flush(false);
  return { ended, end: watch.finding().end };
}

describe.each(tongues)('$dialect.name', tongue => {
  describe.each(tongue.streams)('a stream with $about', ({ bytes }) => {
    it.each(['one-write', 'bytewise', 'per-event', 'never-ended'] as const)(
      'sent %s reaches the caller byte for byte up to its terminal event, or ends with the dialect’s error',
      async (manner: Manner) => {
        const { ended, end } = findingOf(tongue, bytes);
        // Without a terminal event an open connection is a provider that may go on: the idle limit's own test is below.
        if (manner === 'never-ended' && !ended) return;
        player.play({ body: bytes, stream: true, manner });
        const got = await ask(tongue, true);
        expect(got).toMatchObject({ status: 200, broken: undefined });
        if (end === 'broken') {
          const told = got.body.length > 0 ? findingOf(tongue, got.body).end : 'nothing';
          expect(told).toBe('failed');
          return;
        }
        // What follows the terminal event, such as comments or a second [DONE], is nobody's loss.
        expect(bytes.subarray(0, got.body.length).equals(got.body)).toBe(true);
        expect(findingOf(tongue, got.body)).toEqual({ ended, end });
      },
    );
  });

  it.each(tongue.wholes)('a whole reply with $about reaches the caller byte for byte', async ({ bytes }) => {
    player.play({ body: bytes });
    const got = await ask(tongue, false);
    if (isJson(bytes)) {
      expect(got.status).toBe(200);
      expect(got.body.equals(bytes)).toBe(true);
    } else {
      // A page of some gateway in between: the SDKs would choke on it, and it must not be taken for an answer.
      expect(got.status).toBe(502);
      expect(isJson(got.body)).toBe(true);
    }
  });

  const complete = tongue.streams.find(({ bytes }) => {
    const { ended, end } = findingOf(tongue, bytes);
    return ended && end === 'complete';
  })!;

  it('a stream that is cut ends for the caller with the dialect’s error event, and is not kept', async () => {
    player.play({ body: complete.bytes.subarray(0, complete.bytes.length >> 1), stream: true, manner: 'cut' });
    const body = tongue.body(++n, true);
    const url = `${proxy.url}${tongue.path}`;
    const got = await send(url, { headers: auth(), body });
    expect(got.broken).toBeUndefined();
    expect(findingOf(tongue, got.body).end).toBe('failed');
    player.play({ body: complete.bytes, stream: true });
    const again = await send(url, { headers: auth(), body });
    expect(again.headers['x-tuppence-cache']).not.toBe('hit-exact');
    expect(again.body.equals(complete.bytes)).toBe(true);
  });

  it('a stream that stalls ends with the dialect’s error event once the idle limit is over', async () => {
    player.play({ body: complete.bytes, stream: true, stallAfter: complete.bytes.length >> 1 });
    const got = await ask(tongue, true);
    expect(got.broken).toBeUndefined();
    expect(findingOf(tongue, got.body).end).toBe('failed');
  });

  it('a caller who leaves in the middle takes the provider’s work with him', async () => {
    const caller = new AbortController();
    const heard = player.heard.length;
    player.play({ body: complete.bytes, stream: true, stallAfter: complete.bytes.length >> 1 });
    await ask(tongue, true, { signal: caller.signal, onData: () => caller.abort() });
    await expect.poll(() => player.heard[heard]?.abandoned()).toBe(true);
    await expect.poll(async () => (await lastRow())['outcome']).toBe('aborted');
  });

  it('a caller who leaves right behind the terminal event has a whole answer in the ledger', async () => {
    const caller = new AbortController();
    let seen = Buffer.alloc(0);
    player.play({ body: complete.bytes, stream: true, manner: 'never-ended' });
    await ask(tongue, true, {
      signal: caller.signal,
      onData: piece => {
        seen = Buffer.concat([seen, piece]);
        if (findingOf(tongue, seen).ended) caller.abort();
      },
    });
    expect(await lastRow()).toMatchObject({ outcome: 'ok', status: 200 });
  });

  it.each([400, 401, 403, 404, 413, 422, 429, 500, 503, 529])(
    'an error of status %i keeps its body and its headers',
    async status => {
      const body = Buffer.from('{"type":"error","error":{"type":"odd_error","message":"No.","unknown":[1, 2.0]}}');
      const headers = { 'retry-after': '7', 'x-should-retry': 'false', 'request-id': 'req_1', 'x-odd': 'yes' };
      player.play({ status, body, headers });
      const got = await ask(tongue, true);
      expect(got.status).toBe(status);
      expect(got.body.equals(body)).toBe(true);
      expect(got.headers).toMatchObject(headers);
    },
  );

  it('caps a wait of more than a minute', async () => {
    player.play({ status: 429, body: Buffer.from('{"error":{}}'), headers: { 'retry-after': '90' } });
    expect((await ask(tongue, false)).headers['retry-after']).toBe('60');
  });

  it('sends the provider the caller’s very bytes, query and unknown headers', async () => {
    player.play({ body: tongue.wholes[0]!.bytes });
    const raw = JSON.stringify({ zz_unknown: [1.0, { b: 1, a: 'café' }], ...tongue.body(++n, false) }, undefined, 1);
    await send(`${proxy.url}${tongue.path}`, {
      headers: { ...auth(), 'anthropic-beta': 'a-2026,b', 'openai-beta': 'x=y', 'x-initiator': 'agent' },
      body: raw,
    });
    const heard = player.heard.at(-1)!;
    expect(heard.body.toString()).toBe(raw);
    expect(heard.headers).toMatchObject({ 'anthropic-beta': 'a-2026,b', 'openai-beta': 'x=y', 'x-initiator': 'agent' });
    expect(heard.url).toBe(tongue.path);
    expect(JSON.stringify(heard.headers)).not.toContain(proxy.token);
  });

  it('sends the caller’s own key to its origin, in the header it came in', async () => {
    player.play({ body: tongue.wholes[0]!.bytes });
    const own = { 'x-tuppence-token': proxy.token };
    await ask(tongue, false, { headers: { ...own, authorization: 'Bearer sk-own' } });
    expect(player.heard.at(-1)!.headers.authorization).toBe('Bearer sk-own');
    const body = tongue.body(++n, false);
    await send(`${proxy.url}${tongue.path}`, { headers: { ...own, 'x-api-key': 'sk-own' }, body });
    expect(player.heard.at(-1)!.headers['x-api-key']).toBe('sk-own');
    expect(player.heard.at(-1)!.headers.authorization).toBeUndefined();
  });

  it('refuses a body it cannot read in its own words', async () => {
    const got = await send(`${proxy.url}${tongue.path}`, { headers: auth(), body: '{"model":7}' });
    expect(got.status).toBe(400);
    expect(JSON.parse(got.text)).toEqual(
      tongue.dialect.error(400, expect.any(String) as unknown as string, expect.any(String) as unknown as string),
    );
  });
});

describe('the providers’ own SDKs', () => {
  it('see Anthropic’s error classes through the proxy', async () => {
    const client = new Anthropic({ baseURL: proxy.url, apiKey: proxy.token, maxRetries: 0 });
    const request = { model: 'claude-sonnet-5-5', max_tokens: 9, messages: [{ role: 'user' as const, content: 'x' }] };
    const failing = (status: number) => {
      player.play({ status, body: Buffer.from('{"type":"error","error":{"type":"x","message":"No."}}') });
      return client.messages.create(request);
    };
    await expect(failing(429)).rejects.toBeInstanceOf(Anthropic.RateLimitError);
    await expect(failing(400)).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    await expect(failing(529)).rejects.toBeInstanceOf(Anthropic.InternalServerError);
    const stranger = new Anthropic({ baseURL: proxy.url, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.messages.create(request)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
  });

  it('see OpenAI’s error classes through the proxy', async () => {
    const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
    player.play({ status: 429, body: Buffer.from('{"error":{"message":"slow","type":"x","code":"y"}}') });
    await expect(client.responses.create({ model: 'gpt-5.1', input: 'x' })).rejects.toBeInstanceOf(
      OpenAI.RateLimitError,
    );
  });

  it('ask again after an overloaded provider, and the answer is paid once', async () => {
    const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 1 });
    const before = player.heard.length;
    player.play(
      { status: 503, body: Buffer.from('{"error":{}}'), headers: { 'retry-after-ms': '1' } },
      { body: tongues[0]!.wholes[0]!.bytes },
    );
    const asked = client.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content: 'again?' }] });
    expect((await asked).choices).toHaveLength(1);
    expect(player.heard).toHaveLength(before + 2);
    expect(await lastRow()).toMatchObject({ outcome: 'ok' });
  });
});

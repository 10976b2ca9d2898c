import { describe, expect, it } from 'vitest';
import { comparable, expectSame, maskFor, type Run } from './compare.js';
import type { Seen } from './upstreams/provider.js';

// The comparison that the other tests rest on must see what it is there to see.

const chat: Seen = {
  method: 'POST',
  url: '/v1/chat/completions',
  headers: { 'user-agent': 'OpenAI/JS', 'x-new': '1' },
  body: '{"model":"m","stream":true}',
};
const run = (stdout: string, ...requests: readonly Seen[]): Run => ({
  end: { code: 0, stdout, stderr: '' },
  requests,
  strayed: [],
});

describe('two runs', () => {
  it('are the same when only usage was asked for on the way', () => {
    const wished = { ...chat, body: '{"stream_options":{"include_usage":true},"model":"m","stream":true}' };
    expect(() => expectSame(run('{"a":1}', chat), run('{"a":1,"usage":null}', wished))).not.toThrow();
  });

  it.each<[string, Run]>([
    ['another output', run('done.', chat)],
    ['a request more', run('done', chat, chat)],
    ['a request less', run('done')],
    ['another path', run('done', { ...chat, url: '/v1/chat/completions?beta=true' })],
    ['one byte more in a body', run('done', { ...chat, body: '{"model":"m", "stream":true}' })],
    ['fields in another order', run('done', { ...chat, body: '{"stream":true,"model":"m"}' })],
    ['a header lost', run('done', { ...chat, headers: { 'user-agent': 'OpenAI/JS' } })],
    ['a header added', run('done', { ...chat, headers: { ...chat.headers, 'x-tuppence-route': 'off' } })],
    ['a client that failed', { ...run('done', chat), end: { code: 1, stdout: 'done', stderr: '' } }],
  ])('are not the same with %s', (_name, through) => {
    expect(() => expectSame(run('done', chat), through)).toThrow();
  });
});

it('what a client makes up is taken out of bodies, addresses and headers, and keys are left out', () => {
  const mask = maskFor(['/tmp/x1'], [/id-\d+/gu]);
  const request = {
    ...chat,
    url: '/v1/id-7',
    headers: { session: 'id-7', 'x-api-key': 'secret' },
    body: 'id-7 in /tmp/x1',
  };
  expect(comparable(request, mask)).toEqual({
    method: 'POST',
    url: '/v1/<varies>',
    headers: { session: '<varies>' },
    body: '<varies> in <own>',
  });
});

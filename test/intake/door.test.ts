import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/proxy/intake/address.js';
import { readControls } from '../../src/proxy/intake/controls.js';
import { readCredentials, refuseHost, refuseOrigin } from '../../src/proxy/intake/door.js';
import { forwardedHeaders } from '../../src/proxy/intake/request-headers.js';

const token = 'tup-0123456789abcdef';

describe('the door', () => {
  it.each(['127.0.0.1', '127.0.0.1:4711', 'localhost:4711', 'LOCALHOST:1', '[::1]:4711'])('lets host %s in', host => {
    expect(refuseHost(host)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:4711',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '0.0.0.0:4711',
    '127.0.0.1:4711@evil.example',
    '127.0.0.1:99999999',
  ])('refuses host %s', host => expect(refuseHost(host)).toMatchObject({ status: 403, reason: 'foreign_host' }));

  it.each([
    ['http://127.0.0.1:4711', '127.0.0.1:4711'],
    ['http://localhost:4711', 'localhost:4711'],
    ['http://localhost:4711', 'LOCALHOST:4711'],
    ['http://[::1]:4711', '[::1]:4711'],
    ['http://localhost', 'localhost'],
    [undefined, '127.0.0.1:4711'],
  ])('lets its own page in: origin %s at host %s', (origin, host) => {
    expect(refuseOrigin(origin, host)).toBeUndefined();
  });

  it.each([
    ['https://evil.example', '127.0.0.1:4711'],
    ['null', '127.0.0.1:4711'],
    ['', '127.0.0.1:4711'],
    ['http://127.0.0.1:3000', '127.0.0.1:4711'],
    ['http://localhost:4711', '127.0.0.1:4711'],
    ['http://127.0.0.1:4711', 'localhost:4711'],
    ['https://127.0.0.1:4711', '127.0.0.1:4711'],
    ['http://127.0.0.1:4711.evil.example', '127.0.0.1:4711'],
    ['http://127.0.0.1:4711/', '127.0.0.1:4711'],
    ['http://evil.example@127.0.0.1:4711', '127.0.0.1:4711'],
    ['http://127.0.0.1', '127.0.0.1:4711'],
    ['vscode-webview://abc', '127.0.0.1:4711'],
    ['http://undefined', undefined],
  ])('refuses the page %s at host %s', (origin, host) => {
    expect(refuseOrigin(origin, host)).toMatchObject({ status: 403, reason: 'foreign_origin' });
  });

  it.each([
    { authorization: `Bearer ${token}` },
    { authorization: `bearer   ${token}` },
    { 'x-api-key': token },
    { 'x-tuppence-token': token },
    { 'x-tuppence-token': token, 'x-api-key': '' },
    { 'x-tuppence-token': token, authorization: 'Bearer ' },
  ])('knows the token in %j', headers => {
    expect(readCredentials(headers, token)).toEqual({ kind: 'known', ownKey: undefined });
  });

  it.each([
    [
      { 'x-tuppence-token': token, authorization: 'Bearer sk-own' },
      { value: 'sk-own', header: 'bearer' },
    ],
    [
      { 'x-tuppence-token': token, 'x-api-key': 'sk-own' },
      { value: 'sk-own', header: 'x-api-key' },
    ],
    [
      { authorization: `Bearer ${token}`, 'x-api-key': 'sk-own' },
      { value: 'sk-own', header: 'x-api-key' },
    ],
  ])('takes another credential beside the token as the caller’s own key', (headers, ownKey) => {
    expect(readCredentials(headers, token)).toEqual({ kind: 'known', ownKey });
  });

  it.each([
    [{}, 'missing_token'],
    [{ authorization: 'Bearer ' }, 'missing_token'],
    [{ 'x-api-key': ' ' }, 'missing_token'],
    [{ authorization: `Basic ${token}` }, 'missing_token'],
    [{ authorization: 'Bearer wrong' }, 'invalid_api_key'],
    [{ 'x-api-key': `${token}x` }, 'invalid_api_key'],
    [{ 'x-api-key': token.slice(0, -1) }, 'invalid_api_key'],
  ])('refuses %j with %s', (headers, reason) => {
    expect(readCredentials(headers, token)).toMatchObject({ kind: 'refused', refusal: { status: 401, reason } });
  });
});

describe('addresses', () => {
  it.each([
    ['/v1/chat/completions', undefined, '/chat/completions', ''],
    ['/chat/completions', undefined, '/chat/completions', ''],
    ['/c/cline/v1/chat/completions?a=b', 'cline', '/chat/completions', '?a=b'],
    ['/c/cline/chat/completions', 'cline', '/chat/completions', ''],
    ['/c/cline/v1', 'cline', '/', ''],
    ['/v1/models', undefined, '/models', ''],
    ['/v10/models', undefined, '/v10/models', ''],
    ['/healthz', undefined, '/healthz', ''],
    ['/', undefined, '/', ''],
  ])('%s leads to client %s, path %s, query %s', (url, client, path, query) => {
    expect(readAddress(url)).toEqual({ client, path, query });
  });
});

describe('words to Tuppence', () => {
  it('are read from their headers', () => {
    expect(
      readControls({
        'cache-control': 'no-cache',
        'x-tuppence-ttl': '60',
        'x-tuppence-namespace': 'n',
        'x-tuppence-feature': 'f',
        'x-tuppence-user-tier': 'pro',
        'x-tuppence-workspace': 'w',
        'x-tuppence-route': 'strong',
      }),
    ).toEqual({
      cache: 'refresh',
      ttlS: 60,
      namespace: 'n',
      feature: 'f',
      userTier: 'pro',
      workspace: 'w',
      route: 'strong',
    });
  });

  it.each([
    { 'x-tuppence-ttl': '0' },
    { 'x-tuppence-ttl': '1.5' },
    { 'x-tuppence-ttl': 'soon' },
    { 'x-tuppence-route': 'fast' },
  ])('that make no sense are refused: %j', headers =>
    expect(() => readControls(headers)).toThrow(
      expect.objectContaining({ status: 400, reason: 'bad_header' }) as Error,
    ),
  );

  it('and credentials never go upstream, everything else does', () => {
    expect(
      forwardedHeaders({
        host: '127.0.0.1',
        authorization: 'Bearer x',
        'x-api-key': 'x',
        cookie: 'x',
        'x-tuppence-token': 'x',
        'x-tuppence-route': 'off',
        connection: 'keep-alive',
        'transfer-encoding': 'chunked',
        'content-length': '1',
        'openai-beta': 'a=b',
        'x-initiator': 'agent',
        'user-agent': 'u',
      }),
    ).toEqual({ 'openai-beta': 'a=b', 'x-initiator': 'agent', 'user-agent': 'u' });
  });
});

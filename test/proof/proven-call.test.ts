import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { UnprovenError, provenCall, readText } from '../../src/proof/proven-call.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { send } from '../support/send.js';

let proxy: ProxyProcess;
beforeAll(async () => {
  proxy = await startProxy({ upstream: 'http://127.0.0.1:9' });
});
afterAll(() => proxy.stop());

const token = 'tup-0123456789abcdef0123456789abcdef';

/** Listens on a free port and keeps all that arrives. */
async function stranger(server: Server, heard: string[] = []): Promise<{ port: number; heard: readonly string[] }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('data', piece => void heard.push(piece.toString('latin1'))).on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard };
}

async function refusal(port: number, withToken = token): Promise<UnprovenError> {
  const call = provenCall({ port, token: withToken, method: 'GET', path: '/api/identity' });
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UnprovenError);
  return error as UnprovenError;
}

describe('a call that waits for a proof', () => {
  it('reaches the Tuppence that knows the token', async () => {
    const call = { port: proxy.port, token: proxy.token, method: 'GET', path: '/api/identity' };
    const response = await provenCall(call);
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(await readText(response))).toMatchObject({ product: 'tuppence', pid: proxy.pid });
  });

  it('carries a body and gives back the status of a refusal', async () => {
    const call = { port: proxy.port, token: proxy.token, method: 'PATCH', path: '/api/settings' };
    const response = await provenCall({ ...call, body: { cache: { similarity: 7 } } });
    expect(response.statusCode).toBe(400);
    expect(await readText(response)).toContain('cache.similarity');
  });

  it('tells a Tuppence with another token from a stranger', async () => {
    expect((await refusal(proxy.port)).reason).toBe('other-tuppence');
  });

  it('never shows the token to a web server, and learns its name', async () => {
    const server = createServer((_request, response) => response.setHeader('server', 'Apricot/2.1').end('hello'));
    const { port, heard } = await stranger(server);
    expect(await refusal(port)).toMatchObject({ reason: 'not-tuppence', server: 'Apricot/2.1' });
    expect(heard.join('')).toContain('GET /identity-proof');
    expect(heard.join('')).not.toContain(token);
  });

  it.each([
    ['talks first in another language', 'SSH-2.0-OpenSSH_9.9\r\n', 'not-tuppence'],
    ['sends more than anybody would', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(4_000)}`, 'not-tuppence'],
    [
      'makes the proof up',
      `HTTP/1.1 200 OK\r\nContent-Length: 76\r\n\r\n{"proof":"${'0'.repeat(64)}"}`,
      'other-tuppence',
    ],
  ] as const)('gives up on a program that %s', async (_title, words, reason) => {
    const server = createTcpServer(socket => socket.write(words));
    const { port, heard } = await stranger(server);
    expect((await refusal(port)).reason).toBe(reason);
    expect(heard.join('')).not.toContain(token);
  });

  it('gives up on a program that hangs up', async () => {
    const { port } = await stranger(createTcpServer(socket => socket.end()));
    expect((await refusal(port)).reason).toBe('cut');
  });

  it('knows when nobody listens', async () => {
    const server = createTcpServer();
    const { port } = await stranger(server);
    server.close();
    await once(server, 'close');
    expect((await refusal(port)).reason).toBe('nobody');
  });

  it('is not deceived by a stranger who asks the real Tuppence on another port', async () => {
    const relay = createServer((incoming, response) => {
      request({ port: proxy.port, host: '127.0.0.1', path: incoming.url, headers: { host: '127.0.0.1' } }, answer => {
        response.writeHead(200, { 'content-length': answer.headers['content-length'] });
        answer.pipe(response);
      }).end();
    });
    const { port, heard } = await stranger(relay);
    expect((await refusal(port, proxy.token)).reason).toBe('other-tuppence');
    expect(heard.join('')).not.toContain(proxy.token);
  });
});

describe('the proof at the door', () => {
  it('needs no token, but a nonce, a host that means this machine and no web page behind it', async () => {
    const path = `${proxy.url}/identity-proof?nonce=${'a'.repeat(64)}`;
    expect((await send(path)).status).toBe(200);
    expect((await send(path, { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await send(path, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    for (const query of ['', '?nonce=', '?nonce=abc', `?nonce=${'g'.repeat(64)}`, `?nonce=${'a'.repeat(500)}`]) {
      expect((await send(`${proxy.url}/identity-proof${query}`)).status).toBe(401);
    }
  });
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, AskError, type Question } from '../../../src/extension/language-model/ask.js';
import { proofOf, proofPath, readNonce } from '../../../src/proof/proof.js';
import type { Address } from '../../../src/protocol/control.js';

describe('asking the proxy', () => {
  let server: Server | undefined;
  const token = 'tup-test';
  const listen = async (
    handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
    knowsToken = true,
  ): Promise<Address> => {
    server = createServer((request, response) => {
      const nonce =
        request.url?.startsWith(proofPath) === true ? readNonce(new URL(request.url, 'x:/').search) : undefined;
      if (nonce !== undefined && knowsToken) {
        const reply = JSON.stringify({ proof: proofOf(token, (server?.address() as AddressInfo).port, nonce) });
        response.setHeader('content-length', reply.length).end(reply);
        return;
      }
      let body = '';
      request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      request.on('end', () => handle(request, response, body));
    });
    await new Promise<void>(ready => server?.listen(0, '127.0.0.1', ready));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token };
  };
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise(closed => server?.close(closed) ?? closed(undefined));
    server = undefined;
  });

  const question = (signal = new AbortController().signal, route?: string): Question => ({
    body: { model: 'm' },
    route,
    signal,
  });
  const chunk = (content: string): string =>
    `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: null }] })}\n\n`;
  const run = async (address: Address, of: Question): Promise<string> => {
    let text = '';
    await ask(address, of, { text: piece => (text += piece), toolCall: () => undefined });
    return text;
  };

  it('brings token, tier and body, and does not wait for a connection that stays open behind the end', async () => {
    let seen: unknown;
    const gone = new Promise<void>(closed => {
      void listen((request, response, body) => {
        seen = {
          url: request.url,
          body,
          auth: request.headers.authorization,
          route: request.headers['x-tuppence-route'],
        };
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`${chunk('Hel')}${chunk('lo')}data: [DONE]\n\n`);
        response.on('close', closed);
      }).then(async address => {
        expect(await run(address, question(undefined, 'cheap'))).toBe('Hello');
      });
    });
    await gone;
    expect(seen).toEqual({
      url: '/c/vscode/v1/chat/completions',
      body: '{"model":"m"}',
      auth: 'Bearer tup-test',
      route: 'cheap',
    });
  });

  it('lets go upstream when it is called off', async () => {
    const leaving = new AbortController();
    let left: () => void = () => undefined;
    const gone = new Promise<void>(closed => (left = closed));
    const address = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('x'));
      response.on('close', left);
    });
    let text = '';
    await ask(address, question(leaving.signal), {
      text: piece => {
        text += piece;
        leaving.abort();
      },
      toolCall: () => undefined,
    });
    await gone;
    expect(text).toBe('x');
  });

  it('fails when the connection breaks in the middle', async () => {
    const address = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('x'), () => response.destroy());
    });
    await expect(run(address, question())).rejects.toMatchObject({ name: 'AnswerError', reason: 'broken-off' });
  });

  it.each([
    [401, 'no-permission'],
    [403, 'no-permission'],
    [404, 'not-found'],
    [429, 'blocked'],
    [402, 'blocked'],
    [400, 'refused'],
    [500, 'refused'],
  ])('status %i is told with the proxy’s own sentence', async (status, reason) => {
    const address = await listen((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `Sentence ${status}.`, code: 'x' } }));
    });
    await expect(run(address, question())).rejects.toMatchObject({
      name: 'AskError',
      reason,
      message: `Sentence ${status}.`,
    });
  });

  it('says so when an error is no error of the proxy’s', async () => {
    const address = await listen((_request, response) => {
      response.writeHead(502);
      response.end('<html>');
    });
    await expect(run(address, question())).rejects.toThrow('status 502');
  });

  it('says so when nobody listens', async () => {
    const address = await listen(() => undefined);
    await new Promise(closed => server?.close(closed));
    const failed = run(address, question());
    await expect(failed).rejects.toBeInstanceOf(AskError);
    await expect(failed).rejects.toMatchObject({
      reason: 'unreachable',
      message: `The Tuppence proxy does not answer on ${address.url}: nothing listens there.`,
    });
  });

  it('sends neither the token nor the question to a program that has taken the port', async () => {
    const heard: string[] = [];
    const address = await listen((request, response, body) => {
      heard.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''} ${body}`);
      response.writeHead(200, { 'content-type': 'text/event-stream', server: 'Stranger/1' });
      response.end(`${chunk('Give me more.')}data: [DONE]\n\n`);
    }, false);
    await expect(run(address, question())).rejects.toMatchObject({
      reason: 'unreachable',
      message: `Another program (Stranger/1) listens on ${address.url} in place of this Tuppence, so nothing was sent to it. End it, or set another 'tuppence.port'.`,
    });
    expect(heard).toEqual([expect.stringMatching(/^GET \/identity-proof\?nonce=[0-9a-f]{64} {2}$/)]);
  });

  it('is not taken in by a Tuppence with another token', async () => {
    const address = await listen(() => undefined);
    await expect(run({ ...address, token: 'tup-other' }, question())).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('in place of this Tuppence') as unknown,
    });
  });
});

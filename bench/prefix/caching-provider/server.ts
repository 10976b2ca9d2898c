import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatedProvider } from './answer.js';

/** Simulated providers on a free port of 127.0.0.1, each at its own path. */
export interface CachingServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
}

export async function serveProviders(providers: readonly SimulatedProvider[]): Promise<CachingServer> {
  const server = createServer((request, response) => void take(providers, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function take(providers: readonly SimulatedProvider[], request: IncomingMessage, response: ServerResponse) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const raw = Buffer.concat(pieces);
  const provider = providers.find(({ path }) => path === request.url?.split('?')[0]);
  if (provider === undefined) {
    response.writeHead(404).end();
    return;
  }
  const key = request.headers['x-api-key'] ?? request.headers.authorization ?? '';
  const { status, body, events } = provider.answer(raw, String(key));
  const streamed = status === 200 && (JSON.parse(raw.toString('utf8')) as { stream?: unknown }).stream === true;
  response.writeHead(status, { 'content-type': streamed ? 'text/event-stream' : 'application/json' });
  if (streamed) for (const event of events) response.write(event);
  response.end(streamed ? undefined : JSON.stringify(body));
}

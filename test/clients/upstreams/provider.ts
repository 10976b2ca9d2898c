import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readChat, sayChat } from './chat.js';
import { countTokens, readMessages, sayMessages } from './messages.js';
import { readResponses, sayResponses } from './responses.js';
import { objectOf, type Ask, type Script } from './script.js';

/** One request as it came in. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** OpenAI and Anthropic behind one address of 127.0.0.1, both saying what the script says. */
export interface SimulatedProvider {
  /** Such as `http://127.0.0.1:40123`; the API is below `/v1`. */
  readonly url: string;
  seen(): readonly Seen[];
  close(): Promise<void>;
}

/** Starts the simulated provider on a free port. */
export async function startProvider(script: Script): Promise<SimulatedProvider> {
  const seen: Seen[] = [];
  const server = createServer((req, res) => void take(req, res, script, seen));
  // What OpenAI's own clients understand as 'plain HTTP, please'.
  server.on('upgrade', (_req, socket) => {
    socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen: () => [...seen],
    close: () =>
      new Promise<void>(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function take(req: IncomingMessage, res: ServerResponse, script: Script, seen: Seen[]): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const raw = Buffer.concat(parts);
  const { method = '', url = '', headers } = req;
  seen.push({ method, url, headers, body: raw.toString('utf8') });
  const body = method === 'POST' ? objectOf(JSON.parse(raw.toString('utf8'))) : {};
  switch (`${method} ${url.split('?')[0] ?? ''}`) {
    case 'POST /v1/chat/completions': {
      const ask = readChat(body);
      sayChat(script(ask), ask, body, numberOf(ask), res);
      return;
    }
    case 'POST /v1/responses': {
      const ask = readResponses(body);
      sayResponses(script(ask), ask, raw, numberOf(ask), res);
      return;
    }
    case 'POST /v1/messages': {
      const ask = readMessages(body);
      sayMessages(script(ask), ask, raw, numberOf(ask), res);
      return;
    }
    case 'POST /v1/messages/count_tokens':
      countTokens(raw, res);
      return;
    case 'GET /v1/models':
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ object: 'list', data: ['gpt-5.1', 'claude-sonnet-4-5'].map(modelOf) }));
      return;
    default:
      res.writeHead(404, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ type: 'error', error: { type: 'not_found_error', message: 'Not here.' } }));
  }
}

/** Ids follow from what was asked, not from when: side requests of a client may overtake each other. */
function numberOf(ask: Ask): number {
  return ask.turns * 100 + ask.toolNames.length;
}

function modelOf(id: string): object {
  return { id, object: 'model', type: 'model', created: 1_760_000_000, owned_by: 'simulated', display_name: id };
}

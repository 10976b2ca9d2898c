import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Behaviour } from './behaviours.js';
import { perform, type Stage } from './perform.js';

/** A provider on loopback that does what a test tells it and keeps what it was sent. */
export interface Upstream {
  /** Such as `http://127.0.0.1:40123`; the API is below `/v1`. */
  readonly url: string;
  /** What to do with the next completions, in turn. When the queue is empty the default applies again. */
  next(...behaviours: readonly Behaviour[]): void;
  /** What to do whenever the queue is empty. */
  always(behaviour: Behaviour | ((request: ReceivedRequest) => Behaviour)): void;
  /** Every request so far, oldest first. */
  requests(): readonly ReceivedRequest[];
  /** Resolves once `count` requests have come in whole. */
  received(count: number): Promise<readonly ReceivedRequest[]>;
  /** Forgets requests, queue and default. */
  reset(): void;
  close(): Promise<void>;
}

/** One request as it came in, byte for byte, and what was answered. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, in the order and letter case of the wire. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** The body parsed, or an empty object when it is not a JSON object. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The bytes of the reply's body so far, before chunked encoding. */
  replied(): Buffer;
  /** The caller went away before the reply was over. */
  abandoned(): boolean;
  /** Settles when the reply is over, whoever ended it. */
  readonly over: Promise<void>;
}

export interface UpstreamOptions {
  readonly always?: Behaviour;
}

/** Starts the simulated provider on a free port of 127.0.0.1. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const ok: Behaviour = { kind: 'ok' };
  const state = new UpstreamState(options.always ?? ok);
  const server = createServer((req, res) => void state.take(req, res));
  // A proxy under test keeps its connections; closing is for the tests to decide.
  server.keepAliveTimeout = 0;
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    next: (...behaviours) => state.queue.push(...behaviours),
    always: behaviour => (state.otherwise = behaviour),
    requests: () => [...state.requests],
    received: count => state.received(count),
    reset: () => state.reset(options.always ?? ok),
    close: () =>
      new Promise<void>(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

class UpstreamState {
  readonly requests: ReceivedRequest[] = [];
  readonly queue: Behaviour[] = [];
  #waiting: { readonly count: number; readonly wake: () => void }[] = [];

  constructor(public otherwise: Behaviour | ((request: ReceivedRequest) => Behaviour)) {}

  async take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of req) parts.push(part as Buffer);
    } catch {
      // The caller left while it was still sending: there is no request to record.
      return;
    }
    const request = record(req, res, Buffer.concat(parts));
    this.requests.push(request);
    const n = this.requests.length;
    const ready = this.#waiting.filter(({ count }) => count <= n);
    this.#waiting = this.#waiting.filter(({ count }) => count > n);
    for (const { wake } of ready) wake();
    if (req.method === 'GET' && req.url?.split('?')[0] === '/v1/models') {
      models(res);
      return;
    }
    if (req.method !== 'POST' || req.url?.split('?')[0] !== '/v1/chat/completions') {
      return perform({ kind: 'status', status: 404 }, stageOf(request, n), res);
    }
    const behaviour =
      this.queue.shift() ?? (typeof this.otherwise === 'function' ? this.otherwise(request) : this.otherwise);
    await perform(behaviour, stageOf(request, n), res);
  }

  async received(count: number): Promise<readonly ReceivedRequest[]> {
    if (this.requests.length < count) {
      await new Promise<void>(wake => this.#waiting.push({ count, wake }));
    }
    return [...this.requests];
  }

  reset(otherwise: Behaviour): void {
    this.requests.length = 0;
    this.queue.length = 0;
    this.otherwise = otherwise;
  }
}

function record(req: IncomingMessage, res: ServerResponse, body: Buffer): ReceivedRequest {
  const replied: Buffer[] = [];
  const write = res.write.bind(res);
  const end = res.end.bind(res);
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') replied.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) replied.push(Buffer.from(chunk));
  };
  res.write = ((...args: Parameters<typeof write>) => (keep(args[0]), write(...args))) as typeof res.write;
  res.end = ((...args: Parameters<typeof end>) => (keep(args[0]), end(...args))) as typeof res.end;
  const over = new Promise<void>(done => res.once('close', done));
  return {
    method: req.method ?? '',
    url: req.url ?? '',
    rawHeaders: req.rawHeaders,
    headers: req.headers,
    body,
    json: parse(body),
    replied: () => Buffer.concat(replied),
    abandoned: () => res.destroyed && !res.writableEnded,
    over,
  };
}

function stageOf(request: ReceivedRequest, n: number): Stage {
  const { model, messages, stream, stream_options: streamOptions, n: choices } = request.json;
  return {
    n,
    model: typeof model === 'string' ? model : 'no-model',
    stream: stream === true,
    usageAsked: isRecord(streamOptions) && streamOptions['include_usage'] === true,
    choices: typeof choices === 'number' ? choices : 1,
    lastUserText: lastUserText(Array.isArray(messages) ? messages : []),
  };
}

function lastUserText(messages: readonly unknown[]): string {
  const content = messages.filter(isRecord).findLast(message => message['role'] === 'user')?.['content'];
  return typeof content === 'string' ? content : JSON.stringify(content ?? '');
}

function models(res: ServerResponse): void {
  const model = (id: string): object => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'simulated' });
  res.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req_models' });
  res.end(JSON.stringify({ object: 'list', data: [model('gpt-4.1'), model('gpt-4.1-nano')] }, null, 2));
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { request } from 'node:http';

/** What came back, down to the bytes. A reply that broke has `broken` set and whatever came before that. */
export interface Received {
  /** 0 when no status line came. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly text: string;
  /** Node's error code, such as `ECONNRESET`. */
  readonly broken: string | undefined;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; a buffer or text as it is. */
  readonly body?: object | string | Buffer;
  readonly signal?: AbortSignal;
  /** Told of every piece of the body as it comes. */
  readonly onData?: (piece: Buffer) => void;
}

/** One request on a connection of its own, without any client library's help. Never rejects. */
export async function send(url: string, options: SendOptions = {}): Promise<Received> {
  const body = bytesOf(options.body);
  const method = options.method ?? (body ? 'POST' : 'GET');
  return new Promise(resolve => {
    const pieces: Buffer[] = [];
    let status = 0;
    let headers: Received['headers'] = {};
    const settle = (broken: string | undefined): void => {
      const whole = Buffer.concat(pieces);
      resolve({ status, headers, body: whole, text: whole.toString('utf8'), broken });
    };
    const req = request(url, {
      method,
      agent: false,
      headers: {
        ...(body ? { 'content-type': 'application/json', 'content-length': String(body.length) } : {}),
        ...options.headers,
      },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    req.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.name));
    req.on('response', res => {
      status = res.statusCode ?? 0;
      headers = res.headers;
      res.on('data', (piece: Buffer) => {
        pieces.push(piece);
        options.onData?.(piece);
      });
      res.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.name));
      res.on('end', () => settle(undefined));
    });
    req.end(body);
  });
}

/** A chat completion request's body, as small as it gets. */
export function chatBody(text: string, more: object = {}): object {
  return { model: 'gpt-4.1', messages: [{ role: 'user', content: text }], ...more };
}

/** The data of every event of a stream, in order, comments and other fields left out. */
export function eventData(stream: string): readonly string[] {
  return stream
    .split(/\r?\n\r?\n/u)
    .flatMap(event => event.split(/\r?\n/u).filter(line => line.startsWith('data:')))
    .map(line => line.slice(line.startsWith('data: ') ? 6 : 5));
}

function bytesOf(body: SendOptions['body']): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

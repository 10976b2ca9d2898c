import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How a reply's bytes travel. */
export type Manner =
  | 'one-write'
  | 'bytewise'
  | 'per-event'
  /** Everything is said and the connection stays open. */
  | 'never-ended'
  /** The connection breaks behind the last byte. */
  | 'cut';

/** A reply to play, whatever is asked. */
export interface Score {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly stream?: boolean;
  readonly manner?: Manner;
  /** Bytes of the body after which nothing more comes until the caller leaves. */
  readonly stallAfter?: number;
}

/** One request as it came in. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The caller left before the reply was over. */
  readonly abandoned: () => boolean;
}

/** A provider of any dialect: it plays what it is given, byte for byte, and keeps what it heard. */
export interface Player {
  readonly url: string;
  /** In turn; the last one again and again. */
  play(...scores: readonly [Score, ...(readonly Score[])]): void;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

export async function startPlayer(): Promise<Player> {
  const heard: Heard[] = [];
  let scores: readonly Score[] = [{ body: Buffer.from('{}') }];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      let left = false;
      response.on('close', () => (left = !response.writableFinished));
      heard.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts),
        abandoned: () => left,
      });
      const [score, ...rest] = scores;
      if (rest.length > 0) scores = rest;
      if (score !== undefined) void perform(score, response);
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    play: (...next) => (scores = next),
    heard,
    close: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function perform(score: Score, response: ServerResponse): Promise<void> {
  const type = score.stream === true ? 'text/event-stream' : 'application/json';
  response.writeHead(score.status ?? 200, { 'content-type': type, ...score.headers });
  const body = score.body.subarray(0, score.stallAfter ?? score.body.length);
  for (const part of pieces(body, score.manner ?? 'one-write')) {
    if (response.destroyed) return;
    await new Promise<void>(done => response.write(part, () => done()));
    await nextTurn();
  }
  if (score.stallAfter !== undefined || score.manner === 'never-ended') return;
  if (score.manner === 'cut') response.socket?.destroy();
  else response.end();
}

function pieces(body: Buffer, manner: Manner): readonly Buffer[] {
  // Every byte alone where that is quick; long bodies in pieces that respect no boundary.
  const step = body.length > 2_000 ? 61 : 1;
  if (manner === 'bytewise') {
    return Array.from({ length: Math.ceil(body.length / step) }, (_, i) => body.subarray(i * step, (i + 1) * step));
  }
  if (manner !== 'per-event') return body.length === 0 ? [] : [body];
  return body
    .toString('latin1')
    .split(/(?<=\r?\n\r?\n)/u)
    .map(event => Buffer.from(event, 'latin1'));
}

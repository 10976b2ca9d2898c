import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ClientRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { proofOf, proofPath } from './proof.js';

// HTTP to a Tuppence on this machine that never hands the token to anybody else: every connection has to prove that its
// other end knows the token before a request with it goes over the same connection.

/** Nobody that may have the token answered on the port. */
export class UnprovenError extends Error {
  override readonly name = 'UnprovenError';
  constructor(
    /** `nobody`: nothing listens. `cut`: the connection ended before an answer. `silent`: none came in time. */
    readonly reason: 'nobody' | 'cut' | 'silent' | 'not-tuppence' | 'other-tuppence',
    /** How the listener calls itself, if it does. */
    readonly server?: string,
  ) {
    super(`Who listens on the port is not this Tuppence (${reason}).`);
  }
}

export interface ProvenRequest {
  readonly port: number;
  readonly token: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Beside the token and what belongs to the body. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** The connection may be silent for so long before it counts as broken; 60 s by default, 0 for as long as it likes. */
  readonly idleMs?: number;
}

/** How long a listener may take for its proof. Long, because a proxy that just starts or a busy machine is no stranger. */
const proofTimeoutMs = 3_000;
const maxProofBytes = 16 * 1024;

/** Sends one request over a proven connection of its own. Rejects with {@link UnprovenError} or what the network throws. */
export async function provenCall(call: ProvenRequest): Promise<IncomingMessage> {
  const { port, token, method, path, headers, signal, idleMs = 60_000 } = call;
  const socket = await connectProven(port, token);
  if (signal?.aborted === true) {
    socket.destroy();
    throw new Error('The request was called off.');
  }
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  return new Promise((resolve, reject) => {
    // Not `request()`: editors put one of their own in its place, with an agent that opens a connection of its own.
    const outgoing = new ClientRequest({
      createConnection: () => socket,
      method,
      path,
      headers: {
        host: `127.0.0.1:${port}`,
        authorization: `Bearer ${token}`,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(body.length) }),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    socket.setTimeout(idleMs, () => socket.destroy(new Error('The proxy fell silent.')));
    outgoing.on('error', reject).on('response', resolve).end(body);
  });
}

/** Text of a response, to its end. */
export async function readText(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

async function connectProven(port: number, token: string): Promise<Socket> {
  const nonce = randomBytes(32).toString('hex');
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  // A connection may break at any time, also between its proof and its request, which then tells.
  socket.on('error', () => undefined);
  try {
    const reply = await ask(socket, `GET ${proofPath}?nonce=${nonce} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    judge(reply, proofOf(token, port, nonce));
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

interface ShortReply {
  readonly status: number;
  readonly server: string | undefined;
  /** Empty unless its length was announced. */
  readonly body: string;
}

/** Throws unless the reply holds the proof. */
function judge({ status, server, body }: ShortReply, expected: string): void {
  const proof = status === 200 ? /^\{"proof":"([0-9a-f]{64})"\}$/.exec(body)?.[1] : undefined;
  if (proof === undefined) throw new UnprovenError('not-tuppence', server);
  if (!timingSafeEqual(Buffer.from(proof), Buffer.from(expected))) throw new UnprovenError('other-tuppence', server);
}

/** Sends the text and reads one short reply, no byte more: what follows belongs to the next request. */
function ask(socket: Socket, text: string): Promise<ShortReply> {
  return new Promise((resolve, reject) => {
    let got = '';
    const settle = (outcome: ShortReply | UnprovenError) => {
      clearTimeout(timer);
      socket.off('data', take).off('error', fail).off('close', cut);
      if (outcome instanceof UnprovenError) reject(outcome);
      else resolve(outcome);
    };
    const take = (piece: Buffer) => {
      got += piece.toString('latin1');
      const reply = readReply(got);
      if (reply !== undefined) settle(reply);
      else if (got.length > maxProofBytes || !'HTTP/1.'.startsWith(got.slice(0, 7))) {
        settle(new UnprovenError('not-tuppence'));
      }
    };
    const cut = () => settle(new UnprovenError('cut'));
    const fail = (error: NodeJS.ErrnoException) =>
      settle(new UnprovenError(error.code === 'ECONNREFUSED' ? 'nobody' : 'cut'));
    const timer = setTimeout(() => settle(new UnprovenError('silent')), proofTimeoutMs);
    socket.on('data', take).once('error', fail).once('close', cut);
    socket.write(text);
  });
}

/** Undefined while it is not complete. */
function readReply(text: string): ShortReply | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1];
  if (headEnd === -1 || status === undefined) return undefined;
  const head = text.slice(0, headEnd);
  const length = Number(/\r\ncontent-length: *(\d{1,4})(?:\r\n|$)/i.exec(head)?.[1] ?? 0);
  const body = text.slice(headEnd + 4);
  if (body.length < length) return undefined;
  const server = /\r\nserver: *([^\r\n]{1,200})/i.exec(head)?.[1]?.trim();
  return { status: Number(status), server, body: body.slice(0, length) };
}

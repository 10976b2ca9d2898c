import type { IncomingMessage } from 'node:http';
import { provenCall, UnprovenError } from '../../proof/proven-call.js';
import type { Address } from '../../protocol/control.js';
import { errorMessage } from '../api-call.js';
import { AnswerError, readAnswer } from './answer.js';
import type { AnswerSink } from './answer.js';

/** Nobody answered, or with an error status; the message is for the user. */
export class AskError extends Error {
  override readonly name = 'AskError';
  constructor(
    readonly reason: 'no-permission' | 'not-found' | 'blocked' | 'unreachable' | 'refused',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Question {
  readonly body: object;
  /** `x-tuppence-route`, where the model stands for a tier. */
  readonly route: string | undefined;
  readonly signal: AbortSignal;
}

/** The name of the editor's own chat in the ledger. */
const client = 'vscode';

/**
 * Sends a question to the proxy and passes the answer on as it comes. Resolves at the answer's own end, whatever the
 * connection does after it; quietly when it was called off. Throws {@link AskError} and {@link AnswerError}.
 */
export async function ask(address: Address, question: Question, sink: AnswerSink): Promise<void> {
  const response = await send(address, question);
  try {
    response.setEncoding('utf8');
    if (response.statusCode !== 200) throw refused(response.statusCode ?? 0, await readAll(response));
    const reader = readAnswer(sink);
    for await (const piece of response) if (reader.push(String(piece))) return;
    reader.end();
  } catch (error) {
    if (question.signal.aborted) return;
    if (error instanceof AskError || error instanceof AnswerError) throw error;
    throw new AnswerError(
      'broken-off',
      `The connection broke off in the middle of the answer. Ask again. (${String(error)})`,
    );
  } finally {
    response.destroy();
  }
}

/** The token goes only to a listener that has proved to know it: the port may have changed hands. */
async function send({ url, token }: Address, { body, route, signal }: Question): Promise<IncomingMessage> {
  try {
    return await provenCall({
      port: Number(new URL(url).port),
      token,
      method: 'POST',
      path: `/c/${client}/v1/chat/completions`,
      headers: route === undefined ? {} : { 'x-tuppence-route': route },
      body,
      signal,
      // How long a model may think is for the proxy to say.
      idleMs: 0,
    });
  } catch (cause) {
    throw new AskError('unreachable', whyUnreachable(url, cause), { cause });
  }
}

function whyUnreachable(url: string, cause: unknown): string {
  const silent = `The Tuppence proxy does not answer on ${url}`;
  if (!(cause instanceof UnprovenError)) return `${silent}: ${cause instanceof Error ? cause.message : String(cause)}`;
  switch (cause.reason) {
    case 'nobody':
      return `${silent}: nothing listens there.`;
    case 'cut':
    case 'silent':
      return `${silent} as it should; the question was not sent. Ask again.`;
    case 'not-tuppence':
    case 'other-tuppence': {
      const who = cause.server === undefined ? 'Another program' : `Another program (${cause.server})`;
      return `${who} listens on ${url} in place of this Tuppence, so nothing was sent to it. End it, or set another 'tuppence.port'.`;
    }
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of response) text += String(piece);
  return text;
}

/** The proxy's own sentence, and the kind of error that the editor knows. */
function refused(status: number, body: string): AskError {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Not the proxy's way to speak of errors; the status says enough.
    value = undefined;
  }
  const reason = (
    { 401: 'no-permission', 403: 'no-permission', 404: 'not-found', 429: 'blocked', 402: 'blocked' } as const
  )[status];
  return new AskError(reason ?? 'refused', errorMessage(value) ?? `The provider answered with status ${status}.`);
}

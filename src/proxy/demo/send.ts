import OpenAI from 'openai';
import type { Clock } from '../prompt.js';
import { markIn } from './mark.js';
import type { DemoRequest } from './workload/types.js';

/** How one request of the day went. */
export interface Answered {
  readonly request: DemoRequest;
  readonly ok: boolean;
  /** From the call to the last byte of the answer, milliseconds. */
  readonly tookMs: number;
  /** The question that the answer belongs to; undefined when it carries no mark. */
  readonly mark: string | undefined;
  /** As the reply headers say. */
  readonly cache: string | undefined;
  readonly requestId: string | undefined;
}

/** Sends one request as its client would. Never rejects: a failure is an answer that is not `ok`. */
export type Send = (request: DemoRequest) => Promise<Answered>;

/** Sends through the official SDK to one base URL for each client; connections are kept and nothing is retried. */
export function makeSend(baseUrlOf: (client: string) => string, apiKey: string, clock: Pick<Clock, 'tickMs'>): Send {
  const clients = new Map<string, OpenAI>();
  return async request => {
    const client =
      clients.get(request.client) ?? new OpenAI({ apiKey, baseURL: baseUrlOf(request.client), maxRetries: 0 });
    clients.set(request.client, client);
    const startTick = clock.tickMs();
    try {
      const { read, response } = await call(client, request);
      const { text, fingerprint } = await read();
      return {
        request,
        ok: true,
        tookMs: clock.tickMs() - startTick,
        mark: markIn(text, fingerprint),
        cache: response.headers.get('x-tuppence-cache') ?? undefined,
        requestId: response.headers.get('x-tuppence-request-id') ?? undefined,
      };
    } catch {
      const tookMs = clock.tickMs() - startTick;
      return { request, ok: false, tookMs, mark: undefined, cache: undefined, requestId: undefined };
    }
  };
}

interface Spoken {
  readonly text: string;
  readonly fingerprint: string | undefined;
}

async function call(
  client: OpenAI,
  { body, headers }: DemoRequest,
): Promise<{ read: () => Promise<Spoken>; response: Response }> {
  const options = { headers: { ...headers } };
  if (body['stream'] === true) {
    // The workload is data; the SDK checks nothing but its types, which know no read-only messages.
    const asked = body as unknown as OpenAI.ChatCompletionCreateParamsStreaming;
    const { data, response } = await client.chat.completions.create(asked, options).withResponse();
    return { read: () => readStream(data), response };
  }
  const asked = body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
  const { data, response } = await client.chat.completions.create(asked, options).withResponse();
  const whole = { text: data.choices[0]?.message.content ?? '', fingerprint: fingerprintOf(data) };
  return { read: () => Promise.resolve(whole), response };
}

async function readStream(chunks: AsyncIterable<OpenAI.ChatCompletionChunk>): Promise<Spoken> {
  let text = '';
  let fingerprint: string | undefined;
  let finished = false;
  for await (const chunk of chunks) {
    const choice = chunk.choices[0];
    text += choice?.delta.content ?? '';
    fingerprint ??= fingerprintOf(chunk);
    finished ||= typeof choice?.finish_reason === 'string';
  }
  if (!finished) throw new OpenAI.OpenAIError('the stream ended before the answer did');
  return { text, fingerprint };
}

/** The SDK advises against the field because it says nothing about real models; the demo's mark stands in it. */
function fingerprintOf(reply: { readonly system_fingerprint?: string | null }): string | undefined {
  return reply.system_fingerprint ?? undefined;
}

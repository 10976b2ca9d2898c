import type { OpenAI } from 'openai';
import { fetch, type Dispatcher, type RequestInit as UndiciRequest } from 'undici';
import type { Json, JsonObject, Prompt } from '../prompt.js';

/** An answer may take as long as a slow model takes for a long one. */
const timeoutMs = 180_000;

/** What came of asking: a whole reply, or why there is none. */
export type Asked =
  | { readonly kind: 'answered'; readonly body: Json; readonly bytes: Buffer }
  /** `status` is the provider's, or what a caller would be told where it could not be reached. */
  | { readonly kind: 'refused' | 'unreachable'; readonly status: number };

/**
 * Asks the model that the caller named, at the provider the request would have gone to and with the key it would have
 * gone with, which is held for this call only, by the same way out as every prompt. Never rejects.
 */
export async function askAgain(
  { origin, path, query, headers }: Prompt,
  body: JsonObject,
  agent: Dispatcher,
  signal: AbortSignal,
): Promise<Asked> {
  // Loaded at the first need: most never ask.
  const sdk = await import('openai');
  const { provider, auth, key } = origin;
  const own = auth === 'x-api-key' ? { authorization: null, 'x-api-key': key ?? null } : {};
  const client = new sdk.OpenAI({
    apiKey: key ?? 'none',
    baseURL: provider.url,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: through(agent),
    // Of the environment, which is the proxy's and not the caller's.
    organization: null,
    project: null,
    defaultHeaders: { ...versions(headers), ...own },
  });
  const { stream: _stream, stream_options: _options, ...whole } = body;
  try {
    const answer = await client.post<Json>(`${path}${query}`, { body: whole, signal });
    return { kind: 'answered', body: answer, bytes: Buffer.from(JSON.stringify(answer)) };
  } catch (error) {
    if (error instanceof sdk.APIConnectionTimeoutError) return { kind: 'unreachable', status: 504 };
    const status = error instanceof sdk.APIError ? (error.status as number | undefined) : undefined;
    return status === undefined ? { kind: 'unreachable', status: 502 } : { kind: 'refused', status };
  }
}

/** The SDK's requests through a pool of connections that is open already, and through the network's proxy with it. */
function through(dispatcher: Dispatcher): NonNullable<ConstructorParameters<typeof OpenAI>[0]>['fetch'] {
  const send = (url: string | URL | Request, init: RequestInit = {}) =>
    fetch(url as string | URL, { ...(init as unknown as UndiciRequest), dispatcher });
  return send;
}

/** Headers that choose how the provider answers. */
function versions(headers: Prompt['headers']): Record<string, string> {
  const names = ['anthropic-version', 'anthropic-beta', 'openai-beta', 'openai-organization', 'openai-project'];
  return Object.fromEntries(
    names.flatMap(name => (headers[name] === undefined ? [] : [[name, headers[name]] as const])),
  );
}

import type { Json, Prompt } from '../prompt.js';

/** An answer may take as long as a slow model takes for a long one. */
const timeoutMs = 180_000;

/**
 * Asks the model that the caller named, at the provider the request would have gone to and with the key it would have
 * gone with, which is held for this call only. Rejects when no whole answer comes.
 */
export async function askAgain({ origin, body, path, query, headers }: Prompt): Promise<{
  readonly body: Json;
  readonly bytes: Buffer;
}> {
  // Loaded at the first need: most never ask.
  const { OpenAI } = await import('openai');
  const { provider, auth, key } = origin;
  const own = auth === 'x-api-key' ? { authorization: null, 'x-api-key': key ?? null } : {};
  const client = new OpenAI({
    apiKey: key ?? 'none',
    baseURL: provider.url,
    maxRetries: 0,
    timeout: timeoutMs,
    // Of the environment, which is the proxy's and not the caller's.
    organization: null,
    project: null,
    defaultHeaders: { ...versions(headers), ...own },
  });
  const { stream: _stream, stream_options: _options, ...whole } = body;
  const answer = await client.post<Json>(`${path}${query}`, { body: whole });
  return { body: answer, bytes: Buffer.from(JSON.stringify(answer)) };
}

/** Headers that choose how the provider answers. */
function versions(headers: Prompt['headers']): Record<string, string> {
  const names = ['anthropic-version', 'anthropic-beta', 'openai-beta', 'openai-organization', 'openai-project'];
  return Object.fromEntries(
    names.flatMap(name => (headers[name] === undefined ? [] : [[name, headers[name]] as const])),
  );
}

import type { Dispatcher } from 'undici';
import { z } from 'zod';
import type { Provider } from '../rooms/provider.js';
import { toUpstreamError } from './upstream-error.js';
import { keyHeader } from './upstream-headers.js';

/** A provider did not say which models it has; the sentence says why, and never holds what the provider answered. */
export class NoModelsError extends Error {
  override readonly name = 'NoModelsError';
  constructor(
    readonly reason: 'unreachable' | 'refused' | 'unreadable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const listSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(256) })).max(20_000) });
const maxBytes = 16 * 1024 * 1024;

/** The names of the models that a provider lists, as a request names them. Rejects with {@link NoModelsError}. */
export async function modelNames(
  agent: Dispatcher,
  ask: { readonly provider: Provider; readonly key: string | undefined; readonly timeoutMs: number },
): Promise<readonly string[]> {
  const { provider, key, timeoutMs } = ask;
  const base = new URL(provider.url);
  const anthropic = provider.name === 'anthropic';
  const hurry = new AbortController();
  const late = setTimeout(() => hurry.abort(), timeoutMs);
  try {
    const response = await agent.request({
      origin: base.origin,
      path: `${base.pathname.replace(/\/$/, '')}/models${anthropic ? '?limit=1000' : ''}`,
      method: 'GET',
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        ...(anthropic ? { 'anthropic-version': '2023-06-01' } : {}),
        ...keyHeader(anthropic ? 'x-api-key' : provider.auth, key),
      },
      signal: hurry.signal,
    });
    if (response.statusCode !== 200) {
      await response.body.dump({ limit: maxBytes });
      throw new NoModelsError('refused', `${provider.name} does not list its models (status ${response.statusCode}).`);
    }
    const list = listSchema.safeParse(JSON.parse(await readBounded(response.body)));
    if (!list.success) throw new SyntaxError('not a list of models');
    // Google's list puts the collection in front, which requests may leave out.
    return list.data.data.map(({ id }) => (provider.priceId === 'google' ? id.replace(/^models\//, '') : id));
  } catch (error) {
    if (error instanceof NoModelsError) throw error;
    if (error instanceof SyntaxError) {
      throw new NoModelsError('unreadable', `${provider.name} answers with something that is no list of models.`);
    }
    const sentence = hurry.signal.aborted
      ? `${provider.name} did not list its models within ${timeoutMs / 1_000} s.`
      : toUpstreamError(error, provider.name, provider.url).message;
    throw new NoModelsError('unreachable', sentence, { cause: error });
  } finally {
    clearTimeout(late);
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > maxBytes) throw new SyntaxError('too long for a list of models');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

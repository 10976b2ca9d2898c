import type { Dispatcher } from 'undici';
import type { Origin } from '../prompt.js';
import { autoModel } from '../rooms/plan.js';
import type { Reply } from '../wire.js';
import { toUpstreamError } from './upstream-error.js';
import { keyHeader, replyHeaders } from './upstream-headers.js';

/**
 * The provider's list of models, or one of them, as it gives it; with `auto`, the name that lets Tuppence choose is put
 * in front of the list. Rejects with an UpstreamError when the provider cannot be reached.
 */
export async function listModels(
  agent: Dispatcher,
  ask: {
    readonly origin: Origin;
    /** Below `/v1`, with its query. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly auto: boolean;
  },
): Promise<Reply> {
  const { provider, key, auth } = ask.origin;
  const base = new URL(provider.url);
  try {
    const response = await agent.request({
      origin: base.origin,
      path: `${base.pathname.replace(/\/$/, '')}${ask.path}`,
      method: 'GET',
      headers: { ...ask.headers, 'accept-encoding': 'identity', ...keyHeader(auth, key) },
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    const list = ask.auto && response.statusCode === 200 && /^\/models(?:\?|$)/.test(ask.path);
    return {
      status: response.statusCode,
      headers: replyHeaders(response.headers),
      body: { kind: 'whole', bytes: list ? addAuto(bytes) : bytes },
    };
  } catch (error) {
    throw toUpstreamError(error, provider.name, provider.url);
  }
}

function addAuto(bytes: Buffer): Buffer {
  let list: unknown;
  try {
    list = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return bytes;
    throw error;
  }
  if (typeof list !== 'object' || list === null || !('data' in list) || !Array.isArray(list.data)) return bytes;
  const auto = { id: autoModel, object: 'model', created: 0, owned_by: 'tuppence' };
  return Buffer.from(JSON.stringify({ ...list, data: [auto, ...(list.data as unknown[])] }));
}

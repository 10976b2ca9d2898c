import type { Dispatcher } from 'undici';
import type { Origin } from '../prompt.js';
import { autoModel } from '../rooms.js';
import type { Reply } from '../wire.js';
import { toUpstreamError } from './upstream-error.js';
import { replyHeaders } from './upstream-headers.js';

/**
 * The provider's list of models, as it gives it; with `auto`, the name that lets Tuppence choose is put in front.
 * Rejects with an UpstreamError when the provider cannot be reached.
 */
export async function listModels(agent: Dispatcher, origin: Origin, auto: boolean): Promise<Reply> {
  const { provider, key } = origin;
  try {
    const response = await agent.request({
      origin: new URL(provider.url).origin,
      path: `${new URL(provider.url).pathname.replace(/\/$/, '')}/models`,
      method: 'GET',
      headers: {
        'accept-encoding': 'identity',
        ...(key === undefined
          ? {}
          : provider.auth === 'x-api-key'
            ? { 'x-api-key': key }
            : { authorization: `Bearer ${key}` }),
      },
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    const withAuto = auto && response.statusCode === 200 ? addAuto(bytes) : bytes;
    return {
      status: response.statusCode,
      headers: replyHeaders(response.headers),
      body: { kind: 'whole', bytes: withAuto },
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

import type { ModelOffer } from '../protocol/api.js';
import type { ProxyClient } from './proxy-client.js';
import { RefusedError } from './proxy-errors.js';

/** What the providers list, with prices. A provider that does not answer must not stand in the way: then nothing. */
export async function listOffers(proxy: ProxyClient): Promise<readonly ModelOffer[]> {
  try {
    return (await proxy.api('GET /models', {})).models;
  } catch (error) {
    if (error instanceof RefusedError) return [];
    throw error;
  }
}

import type { Dispatcher } from 'undici';
import { FetchError } from './fetch-error.js';

/** The hub sends large files to other hosts, which send them on once more at most. */
const maxRedirects = 5;

export interface HubReply {
  readonly status: number;
  header(name: string): string | undefined;
  /** Of the reply of the host that was asked first, which may have redirected. */
  hubHeader(name: string): string | undefined;
  readonly body: Dispatcher.ResponseData['body'];
}

/** How a file is asked for. Time-outs in milliseconds. */
export interface HubAsk {
  readonly agent: Dispatcher;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Without a word for this long, the answer is given up. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/**
 * One GET that follows redirects, to other hosts too, but never from https to http. No key or cookie is ever sent.
 * Rejects with a {@link FetchError}, or with what the agent throws.
 */
export async function askHub(ask: HubAsk): Promise<HubReply> {
  let url = new URL(ask.url);
  let hubHeader: HubReply['hubHeader'] | undefined;
  for (let redirects = 0; ; redirects++) {
    const reply = await ask.agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { ...ask.headers, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'tuppence' },
      headersTimeout: ask.idleMs,
      bodyTimeout: ask.idleMs,
      signal: ask.signal,
    });
    const header = (name: string) => {
      const value = reply.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    hubHeader ??= header;
    const location = header('location');
    if (reply.statusCode < 300 || reply.statusCode >= 400 || location === undefined) {
      return { status: reply.statusCode, header, hubHeader, body: reply.body };
    }
    await reply.body.dump();
    const next = new URL(location, url);
    const safe = next.protocol === 'https:' || (next.protocol === 'http:' && url.protocol === 'http:');
    if (!safe || redirects >= maxRedirects) {
      throw new FetchError('refused', `${url.host} redirects to '${next.origin}', which is not followed.`);
    }
    url = next;
  }
}

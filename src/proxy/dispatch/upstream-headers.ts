import type { Origin, Prompt } from '../prompt.js';
import type { Target } from '../rooms/plan.js';
import type { Reply } from '../wire.js';
import { capRetryAfter } from './retry-after.js';

/**
 * The headers sent upstream: the caller's own (intake took out credentials and hop-by-hop headers), the target's key,
 * and a wish for uncompressed bytes, so that usage can be found by scanning.
 */
export function upstreamHeaders(prompt: Prompt, target: Target): Record<string, string> {
  const headers: Record<string, string> = { ...prompt.headers, 'accept-encoding': 'identity' };
  if (target.provider.name !== prompt.origin.provider.name) {
    for (const name of accountHeaders) Reflect.deleteProperty(headers, name);
  }
  const { origin } = prompt;
  const auth = target.key === origin.key ? origin.auth : target.provider.auth;
  return { ...headers, ...keyHeader(auth, target.key) };
}

/** The header that carries a key; empty where there is none. */
export function keyHeader(auth: Origin['auth'], key: string | undefined): Record<string, string> {
  if (key === undefined || auth === 'none') return {};
  return auth === 'x-api-key' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
}

/** They name an account of one provider and mean nothing, or something else, to another. */
const accountHeaders = ['openai-organization', 'openai-project', 'anthropic-version', 'anthropic-beta'] as const;

/** The reply's headers as the caller gets them: without those that only concern one connection, waits kept bearable. */
export function replyHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Reply['headers'] {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !connectionHeaders.has(name)) kept[name] = value;
  }
  return capRetryAfter(kept);
}

/** RFC 9110 §7.6.1, and the two that describe bytes as they came, which decoding and framing change. */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'content-encoding',
]);

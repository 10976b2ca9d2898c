import { UpstreamError } from '../prompt.js';
import type { UpstreamReason } from '../prompt.js';

/** Names what went wrong between Tuppence and a provider, in words that say what to do next. */
export function toUpstreamError(cause: unknown, provider: string, url: string): UpstreamError {
  const reason = reasonOf(cause);
  return new UpstreamError(reason, `${provider} (${new URL(url).host}) ${words[reason]}`, { cause });
}

const words: Readonly<Record<UpstreamReason, string>> = {
  refused: 'refused the connection: is it running, is its URL right, and does the network let you reach it?',
  dns: 'could not be found: check the URL and the network connection.',
  tls: 'has a certificate that cannot be verified: set NODE_EXTRA_CA_CERTS to the certificate of your network.',
  'connect-timeout': 'did not accept a connection in time: check the network connection.',
  'first-byte-timeout': 'did not begin to answer in time: try again, or raise timeouts.firstByteMs.',
  'idle-timeout': 'stopped in the middle of its answer: try again, or raise timeouts.idleMs.',
  reset: 'closed the connection before it had answered: try again.',
  aborted: 'was left, because the caller went away.',
  garbage: 'answered with something that is no reply of its dialect: is its URL right?',
  redirect:
    'answered with a redirect, which is not followed because it would carry your key: set its URL to the new address.',
};

function reasonOf(cause: unknown): UpstreamReason {
  if (cause instanceof UpstreamError) return cause.reason;
  // The network's own proxy would not let the request out; undici says that like a caller who left.
  if (cause instanceof Error && cause.message.startsWith('Proxy response')) return 'refused';
  const code = errorCode(cause);
  if (code === undefined) return 'reset';
  if (
    code.startsWith('CERT_') ||
    code.includes('SELF_SIGNED') ||
    code.includes('UNABLE_TO') ||
    code.startsWith('ERR_TLS')
  ) {
    return 'tls';
  }
  return reasons[code] ?? 'reset';
}

const reasons: Readonly<Record<string, UpstreamReason>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'first-byte-timeout',
  UND_ERR_BODY_TIMEOUT: 'idle-timeout',
  UND_ERR_ABORTED: 'aborted',
  ABORT_ERR: 'aborted',
};

// Node wraps the errors of several addresses in one AggregateError whose own code may be missing.
function errorCode(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  if (cause instanceof AggregateError) return errorCode(cause.errors[0]);
  return cause.name === 'AbortError' ? 'ABORT_ERR' : undefined;
}

import type { IncomingHttpHeaders } from 'node:http';

/** The caller's headers that go on upstream: all but credentials, those of the connection, and Tuppence's own words. */
export function forwardedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || dropped.has(name) || name.startsWith('x-tuppence-') || name.startsWith('proxy-'))
      continue;
    kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}

const dropped: ReadonlySet<string> = new Set([
  'authorization',
  'x-api-key',
  'cookie',
  'host',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
  // The body goes on decoded, and the reply is asked for uncompressed.
  'content-encoding',
  'accept-encoding',
  // Spoken to Tuppence's cache, not to the provider.
  'cache-control',
  'pragma',
]);

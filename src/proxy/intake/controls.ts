import type { IncomingHttpHeaders } from 'node:http';
import { tierNames } from '../../protocol/settings.js';
import { BadRequestError } from '../prompt.js';
import type { Controls } from '../prompt.js';

/** Reads what the caller asks of Tuppence itself. Throws {@link BadRequestError} for words it does not know. */
export function readControls(headers: IncomingHttpHeaders): Controls {
  const cacheControl = headers['cache-control'] ?? '';
  const workspace = text(headers, 'x-tuppence-workspace') ?? '';
  const namespace = text(headers, 'x-tuppence-namespace') ?? '';
  return {
    cache: cacheControl.includes('no-store') ? 'off' : cacheControl.includes('no-cache') ? 'refresh' : 'use',
    ttlS: readTtl(text(headers, 'x-tuppence-ttl')),
    invalidate: readInvalidate(text(headers, 'x-tuppence-invalidate'), { workspace, namespace }),
    namespace,
    feature: text(headers, 'x-tuppence-feature'),
    userTier: text(headers, 'x-tuppence-user-tier'),
    workspace,
    route: readRoute(text(headers, 'x-tuppence-route')),
  };
}

function readTtl(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isSafeInteger(seconds) && seconds > 0) return seconds;
  throw new BadRequestError(400, 'bad_header', "'x-tuppence-ttl' must be a whole number of seconds from 1 up.");
}

function readInvalidate(
  value: string | undefined,
  named: Readonly<Record<'workspace' | 'namespace', string>>,
): Controls['invalidate'] {
  if (value === undefined) return undefined;
  if (value !== 'workspace' && value !== 'namespace') {
    throw new BadRequestError(400, 'bad_header', "'x-tuppence-invalidate' must be workspace or namespace.");
  }
  if (named[value] !== '') return value;
  throw new BadRequestError(400, 'bad_header', `'x-tuppence-invalidate: ${value}' needs 'x-tuppence-${value}'.`);
}

function readRoute(value: string | undefined): Controls['route'] {
  if (value === undefined) return undefined;
  const route = (['off', ...tierNames] as const).find(name => name === value);
  if (route !== undefined) return route;
  throw new BadRequestError(400, 'bad_header', "'x-tuppence-route' must be off, local, cheap, standard or strong.");
}

function text(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first.trim() === '' ? undefined : first.trim().slice(0, 256);
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is turned away before its body is read. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
}

/**
 * Host names that mean this machine. Anything else is a page on the web whose name was made to point here (DNS
 * rebinding), so it is refused whatever token it holds.
 */
export function refuseHost(host: string | undefined): Refusal | undefined {
  if (host !== undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(host)) return undefined;
  return {
    status: 403,
    reason: 'foreign_host',
    message: `Requests for host '${(host ?? '').slice(0, 100)}' are refused: use http://127.0.0.1 or http://localhost.`,
  };
}

/**
 * Browsers name the page a request comes from. The only page that has business here is the one this proxy serves
 * itself, so its origin is the very host that is asked; `host` has passed {@link refuseHost}.
 */
export function refuseOrigin(origin: string | undefined, host: string | undefined): Refusal | undefined {
  if (origin === undefined || (host !== undefined && origin === `http://${host.toLowerCase()}`)) return undefined;
  return { status: 403, reason: 'foreign_origin', message: 'Requests from web pages are refused.' };
}

/** What the credentials of a request turned out to be. */
export type Credentials =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** `ownKey` is a provider key the caller brought along; it goes upstream in place of the configured one. */
  | { readonly kind: 'known'; readonly ownKey: OwnKey | undefined };

/** A provider key of the caller's own, and the kind of header it came in. */
export interface OwnKey {
  readonly value: string;
  readonly header: 'bearer' | 'x-api-key';
}

/** Finds Tuppence's token in `x-tuppence-token`, `Authorization: Bearer` or `x-api-key`. */
export function readCredentials(headers: IncomingHttpHeaders, token: string): Credentials {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
  const candidates = [single(headers['x-tuppence-token']), bearer, single(headers['x-api-key'])];
  if (!candidates.some(candidate => candidate !== undefined && same(candidate, token))) {
    const missing = candidates.every(candidate => candidate === undefined);
    return { kind: 'refused', refusal: missing ? noToken : wrongToken };
  }
  const apiKey = single(headers['x-api-key']);
  if (bearer !== undefined && !same(bearer, token)) return known({ value: bearer, header: 'bearer' });
  if (apiKey !== undefined && !same(apiKey, token)) return known({ value: apiKey, header: 'x-api-key' });
  return known(undefined);
}

function known(ownKey: OwnKey | undefined): Credentials {
  return { kind: 'known', ownKey };
}

const howTo =
  "send Tuppence's token as 'Authorization: Bearer', 'x-api-key' or 'x-tuppence-token'. It is in the file 'token' of the data folder; 'tuppence token' prints it.";
const noToken: Refusal = { status: 401, reason: 'missing_token', message: `No token came with the request: ${howTo}` };
const wrongToken: Refusal = {
  status: 401,
  reason: 'invalid_api_key',
  message: `The token is not Tuppence's: ${howTo}`,
};

/** An empty credential is none: Copilot sends an empty `x-api-key` beside the headers that it was told to. */
function single(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first?.trim() === '' ? undefined : first;
}

/** Takes the same time wherever the first difference lies. */
function same(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

import type { Address } from '../protocol/control.js';
import { isObject, set } from './value.js';
import type { Change, Path } from './value.js';

// How what Tuppence wrote is known again, whoever wrote it: by its address.

/** The name of the header for callers that must keep a key of their own. */
export const tokenHeader = 'x-tuppence-token';

/** Below which a client's requests come in: `/c/<client>`. OpenAI's way adds `/v1`, Anthropic's does not. */
export function baseUrl(address: Pick<Address, 'url'>, client: string): string {
  return `${address.url.replace(/\/+$/, '')}/c/${client}`;
}

/** Whether this text is a Tuppence address that some client was given on this machine. */
export function isOurUrl(text: unknown): boolean {
  return typeof text === 'string' && ourUrl.test(text);
}
const ourUrl = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?\/c\/[A-Za-z0-9._-]{1,64}(?:\/|$)/i;

/** A token that Tuppence made. Tokens of the user's own making are known by where they stand. */
export function isOurToken(text: unknown): boolean {
  return typeof text === 'string' && /^tup-[0-9a-f]{64}$/.test(text);
}

/**
 * What must change for everything of ours in a file to lead to another address. `from` is the address written there,
 * where it is known; without it only tokens that Tuppence made are told apart.
 */
export function readdress(value: unknown, to: Address, from?: Address): readonly Change[] {
  return strings(value).flatMap(([path, text]) => {
    const moved = readdressText(text, to, from);
    return moved === text ? [] : [set(path, moved)];
  });
}

/** One text with its address and token replaced. */
export function readdressText(text: string, to: Address, from?: Address): string {
  const url = isOurUrl(text) ? text.replace(/^https?:\/\/[^/]+/i, to.url.replace(/\/+$/, '')) : text;
  const known = url.replaceAll(/tup-[0-9a-f]{64}/g, to.token);
  return from === undefined ? known : known.replaceAll(from.token, to.token);
}

function strings(value: unknown, path: Path = []): readonly (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => strings(item, [...path, index]));
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => strings(item, [...path, key])) : [];
}

/** Header lines as Claude Code takes them, with ours added or renewed. */
export function withTokenLine(lines: string | undefined, token: string): string {
  const others = withoutTokenLine(lines ?? '');
  return `${others === '' ? '' : `${others}\n`}${tokenHeader}: ${token}`;
}

export function withoutTokenLine(lines: string): string {
  return lines
    .split('\n')
    .filter(line => !line.trim().toLowerCase().startsWith(`${tokenHeader}:`))
    .join('\n');
}

/** A name for a block of ours: the one it has, or one that nothing of the user's has. */
export function blockName(
  blocks: Readonly<Record<string, unknown>>,
  wanted: string,
  isOurs: (block: unknown) => boolean,
): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!Object.hasOwn(blocks, name) || isOurs(blocks[name])) return name;
  }
}

/** A text for the screen: tokens shortened, so that nobody reads them over a shoulder. */
export function masked(text: string, token?: string): string {
  const known = text.replaceAll(/(tup-[0-9a-f]{4})[0-9a-f]{60}/g, '$1…');
  return token === undefined || isOurToken(token) ? known : known.replaceAll(token, `${token.slice(0, 4)}…`);
}

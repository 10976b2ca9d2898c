import { createHash } from 'node:crypto';
import type { Json, JsonObject, Prompt } from '../prompt.js';
import { stableText } from './stable-text.js';

/**
 * SHA-256, hex, over everything that may change the answer: the canonical body, the dialect, path and query, the
 * version headers, and everything that keeps two callers apart (tenant, origin, workspace, namespace, route override).
 * Case, punctuation and white space all count.
 */
export function exactKey(prompt: Prompt): string {
  return keyOver(prompt, 'exact', prompt.dialect.canonical(prompt.body), []);
}

/**
 * The same over everything but the last user text. `envelopes` are the blocks that an assistant put beside the user's
 * words: they are no part of the words that are compared, so they must be equal here.
 */
export function partitionKey(prompt: Prompt, envelopes: readonly string[]): string {
  return keyOver(prompt, 'partition', prompt.dialect.partition(prompt.body), envelopes);
}

function keyOver(prompt: Prompt, kind: 'exact' | 'partition', body: JsonObject, envelopes: readonly string[]): string {
  const { origin, controls, dialect, path, query } = prompt;
  const scope: Json = [
    kind,
    [dialect.name, path, query],
    [origin.tenant, origin.provider.name, origin.provider.url],
    [controls.workspace, controls.namespace, controls.route ?? null],
    versionHeaders(prompt.headers),
    envelopes,
  ];
  const { parts, lossy } = stableText([scope, body]);
  const hash = createHash('sha256');
  updateWithText(hash, parts);
  // Digits that the parser dropped are still in the bytes: the price is that only byte-equal requests match.
  if (lossy) hash.update(prompt.raw);
  return hash.digest('hex');
}

/** Lone surrogates all become the same bytes in UTF-8; such text is hashed as UTF-16 behind a byte UTF-8 never has. */
function updateWithText(hash: ReturnType<typeof createHash>, parts: readonly string[]): void {
  if (parts.every(isWellFormed)) for (const part of parts) hash.update(part, 'utf8');
  else hash.update(Buffer.of(0xff)).update(parts.join(''), 'utf16le');
}

/** ECMAScript 2024, in Node since 20.0, but not yet in the library types that the project compiles against. */
function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

/** Headers that choose the provider's behaviour; a list of betas is a set, so its order does not matter. */
function versionHeaders(headers: Prompt['headers']): Json {
  const betas = (headers['anthropic-beta'] ?? '')
    .split(',')
    .map(beta => beta.trim())
    .filter(beta => beta !== '' && !neutralBetas.some(prefix => beta.startsWith(prefix)))
    .sort();
  return [betas, ...plainVersionHeaders.map(name => headers[name] ?? null)];
}

const plainVersionHeaders = ['anthropic-version', 'openai-beta', 'openai-organization', 'openai-project'] as const;

/** Betas that change how a client is counted or billed, never what is answered. */
const neutralBetas = ['claude-code-', 'token-counting', 'prompt-caching', 'thinking-token-count'] as const;

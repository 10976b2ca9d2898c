import { createHash } from 'node:crypto';
import type { JsonObject, Prompt } from '../prompt.js';

/**
 * The same for all requests of one conversation: the id that the client sends, or else how the conversation began.
 * Hashed, so that neither an id nor a word of the prompt is kept; of one tenant and client, so that ids never meet.
 */
export function sessionOf(prompt: Prompt): string {
  const [kind, id] = sentId(prompt) ?? ['opening', opening(prompt)];
  return createHash('sha256')
    .update(JSON.stringify([prompt.origin.tenant, prompt.client, kind, id]))
    .digest('hex')
    .slice(0, 32);
}

function sentId(prompt: Prompt): readonly [kind: string, id: string] | undefined {
  for (const name of sessionHeaders) {
    const id = prompt.headers[name];
    if (id !== undefined && id !== '') return [name, id];
  }
  const inUserId = sessionInUserId(prompt.body);
  if (inUserId !== undefined) return ['user-id', inUserId];
  const cacheKey = prompt.body['prompt_cache_key'];
  return typeof cacheKey === 'string' && cacheKey !== '' ? ['prompt-cache-key', cacheKey] : undefined;
}

const sessionHeaders = ['x-claude-code-session-id', 'x-session-id', 'session-id', 'thread-id'] as const;

/** Claude Code puts its session into `metadata.user_id`: as JSON text, and in older versions behind `_session_`. */
function sessionInUserId(body: JsonObject): string | undefined {
  const metadata = body['metadata'];
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return undefined;
  const userId = (metadata as JsonObject)['user_id'];
  if (typeof userId !== 'string' || userId.length > 2_000) return undefined;
  return /"session_id"\s*:\s*"([^"]+)"/.exec(userId)?.[1] ?? /_session_([\w-]+)$/.exec(userId)?.[1];
}

function opening(prompt: Prompt): string {
  const { turns } = prompt.facts;
  const system = turns.find(turn => turn.role === 'system')?.text ?? '';
  const firstWords = turns.find(turn => turn.role === 'user')?.text ?? '';
  return JSON.stringify([system, firstWords].map(text => [text.length, text.slice(0, openingChars)]));
}

/** Far beyond the point where two openings of equal length still agree by chance. */
const openingChars = 16_384;

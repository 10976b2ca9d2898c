import { createHash } from 'node:crypto';
import type { Fingerprint, Prompt } from '../../prompt.js';
import { conversationKey } from '../memory.js';
import type { Talk } from './books.js';
import type { Named } from './prices.js';

/** One conversation as the books see it. Small jobs beside it stand alone: each is a prefix of its own. */
export function talkOf(prompt: Prompt, fingerprint: Pick<Fingerprint, 'session' | 'role'>, home: Named): Talk {
  const isMain = fingerprint.role === 'main' || fingerprint.role === 'compaction';
  return {
    owner: `${prompt.origin.tenant} ${prompt.client}`,
    conversation: isMain ? conversationKey(prompt, fingerprint) : undefined,
    shared: sharedBeginning(prompt),
    home,
    bytes: prompt.raw.length,
  };
}

const seen = new WeakMap<Prompt, Talk['shared']>();

/** System prompt and tools. How long they are can only be told from a conversation's first request. */
function sharedBeginning(prompt: Prompt): Talk['shared'] {
  const known = seen.get(prompt);
  if (known !== undefined) return known;
  const { turns, toolNames } = prompt.facts;
  const system = turns.find(turn => turn.role === 'system')?.text ?? '';
  const key = createHash('sha1')
    .update(JSON.stringify([system.length, system.slice(0, headChars), toolNames]))
    .digest('base64');
  const isFirst = !turns.some(turn => turn.role === 'assistant');
  const said = turns.reduce((sum, turn) => sum + (turn.role === 'system' ? 0 : turn.text.length), 0);
  const tokens = isFirst ? Math.ceil(Math.max(0, prompt.raw.length - said) / bytesPerToken) : undefined;
  const shared = { key, tokens };
  seen.set(prompt, shared);
  return shared;
}

const headChars = 4_096;
const bytesPerToken = 3;

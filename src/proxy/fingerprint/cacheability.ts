import type { Role } from '../../protocol/settings.js';
import type { Cacheability, Facts, Turn } from '../prompt.js';
import { looseText } from './loose-text.js';
import { matchText } from './match-text.js';

/** What a request may be served from, and the words to match it by where it may be matched loosely. */
export type Verdict =
  | { readonly cacheability: Exclude<Cacheability, 'loose'>; readonly why: string }
  | {
      readonly cacheability: 'loose';
      readonly why: undefined;
      readonly text: string;
      readonly envelopes: readonly string[];
    };

/**
 * Decides by the strictest thing a request holds. `why` is the reason code shown to the user; docs/cache.md explains
 * each of them.
 */
export function cacheability(facts: Facts, role: Role): Verdict {
  const never = whyNever(facts, role);
  if (never !== undefined) return { cacheability: 'never', why: never };
  const retry = whyRetry(facts);
  if (retry !== undefined) return { cacheability: 'retry', why: retry };
  const exact = whyExact(facts, role);
  if (exact !== undefined) return { cacheability: 'exact', why: exact };
  return byWords(facts.turns.at(-1)?.text ?? '');
}

/** The answer depends on something outside the request, or is not one answer. */
function whyNever(facts: Facts, role: Role): string | undefined {
  if (facts.serverState) return 'server-state';
  if (facts.choices > 1) return 'choices';
  if (facts.logprobs) return 'logprobs';
  if (role === 'compaction') return 'role-compaction';
  return undefined;
}

/** An agent's turn: files may have changed since, and a stored call would be carried out again. */
function whyRetry(facts: Facts): string | undefined {
  if (facts.toolNames.length > 0 || facts.toolChoice !== undefined) return 'tools';
  if (facts.turns.some(turn => turn.calledTools || turn.toolResult || turn.role === 'tool')) return 'tool-history';
  return undefined;
}

/** Only the very same request has the same answer. */
function whyExact(facts: Facts, role: Role): string | undefined {
  if (facts.turns.some(turn => turn.media)) return 'media';
  if (facts.seeded) return 'seed';
  if (facts.temperature !== undefined && facts.temperature >= 1) return 'sampling';
  if (facts.structured) return 'structured';
  if (role !== 'main') return `role-${role}`;
  const spoken = facts.turns.filter(turn => turn.role !== 'system');
  if (spoken.length > 1) return 'multi-turn';
  if (!isQuestion(spoken[0]) || facts.turns.at(-1) !== spoken[0]) return 'no-question';
  return undefined;
}

function isQuestion(turn: Turn | undefined): boolean {
  return turn !== undefined && turn.role === 'user';
}

/** Somebody who writes this much has given details; nobody asks the same in other words. */
const longChars = 4_000;

function byWords(message: string): Verdict {
  const words = matchText(message);
  if (!words.ok) return { cacheability: 'exact', why: words.why };
  if (words.text.length > longChars) return { cacheability: 'exact', why: 'long' };
  const loose = looseText(words.text);
  if (!loose.ok) return { cacheability: 'exact', why: loose.why };
  return { cacheability: 'loose', why: undefined, text: words.text, envelopes: words.envelopes };
}

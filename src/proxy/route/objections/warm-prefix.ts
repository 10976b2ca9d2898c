import type { Named } from '../economics/prices.js';
import { heldBy, isCold, rankOfNamed } from '../held.js';
import type { Case, Choice } from '../step.js';

/**
 * Where prices are not known: in a long conversation the provider reads what was said before from its cache, and a
 * cheaper model would have to read it all anew. So such a conversation does not move down while its prefix is warm; it
 * may always move up.
 */
export function warmPrefix(at: Case, wanted: Named): Choice | undefined {
  if (historyChars(at) < longHistoryChars) return undefined;
  if (at.last === undefined) return { to: 'requested', reason: 'warm-prefix' };
  if (isCold(at)) return undefined;
  return rankOfNamed(at, wanted) < rankOfNamed(at, heldBy(at)) ? { to: 'last', reason: 'warm-prefix' } : undefined;
}

/**
 * About 8,000 tokens. At list prices of one large family (input 5, written to cache 6.25, read from it 0.50, output 25
 * dollars per million tokens, the small model a fifth of that) one answer of usual length no longer pays for reading
 * more than that anew.
 */
const longHistoryChars = 32_000;

function historyChars({ prompt }: Case): number {
  const { turns } = prompt.facts;
  let chars = 0;
  for (const turn of turns.slice(0, -1)) if (turn.role !== 'system') chars += turn.text.length;
  return chars;
}

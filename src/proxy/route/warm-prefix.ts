import { tierNames, type TierName } from '../../protocol/settings.js';
import type { Case, Choice } from './step.js';
import { rankOf } from './tiers.js';

/**
 * In a long conversation the provider reads what was said before from its cache, at a tenth of the price or less. A
 * cheaper model would have to read it all anew, which costs more than it saves. So such a conversation does not move
 * down while its prefix is warm; it may always move up.
 */
export function warmPrefix(at: Case, wanted: TierName): Choice | undefined {
  if (historyChars(at) < longHistoryChars) return undefined;
  if (at.last === undefined) return { to: 'requested', reason: 'warm-prefix' };
  if (at.nowMs - at.last.atMs > cacheLifeMs) return undefined;
  return rankOf(wanted) < lastRank(at) ? { to: 'last', reason: 'warm-prefix' } : undefined;
}

/**
 * About 8,000 tokens. At list prices of one large family (input 5, written to cache 6.25, read from it 0.50, output 25
 * dollars per million tokens, the small model a fifth of that) one answer of usual length no longer pays for reading
 * more than that anew.
 */
const longHistoryChars = 32_000;

/** The shorter of the two usual lives of a provider's prompt cache. */
const cacheLifeMs = 5 * 60_000;

function historyChars({ prompt }: Case): number {
  const { turns } = prompt.facts;
  let chars = 0;
  for (const turn of turns.slice(0, -1)) if (turn.role !== 'system') chars += turn.text.length;
  return chars;
}

/** A model of no tier is the one the caller asked for: at the top. */
function lastRank({ last, tiers }: Case): number {
  const tier = tierNames.findLast(name => {
    const target = tiers.get(name);
    return target?.model === last?.model && target?.provider.name === last?.provider;
  });
  return tier === undefined ? tierNames.length : rankOf(tier);
}

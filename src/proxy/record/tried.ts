import type { Settlement } from '../rooms/settlement.js';
import type { Usage } from '../wire.js';
import { cleanUsage, completeUsage, estimateUsage } from './usage.js';

/** What the call used whose answer was not passed on; undefined when there was none, or the provider did no work. */
export function triedUsage({
  tried,
  prompt,
}: Pick<Settlement, 'tried' | 'prompt'>): { readonly usage: Usage; readonly estimated: boolean } | undefined {
  if (tried === undefined) return undefined;
  const { usage, partialUsage, answerChars, begun } = tried;
  if (usage !== undefined) return { usage: cleanUsage(usage), estimated: false };
  if (partialUsage !== undefined) return { usage: completeUsage(partialUsage, answerChars), estimated: true };
  return begun ? { usage: estimateUsage(prompt.facts, answerChars), estimated: true } : undefined;
}

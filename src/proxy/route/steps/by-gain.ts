import type { TierName } from '../../../protocol/settings.js';
import { isSmallByName, tierUnderCeiling } from '../ceiling.js';
import { expectedGain, readSignals, scoreOf } from '../gain/gain.js';
import { wordsInView } from '../gain/words-in-view.js';
import type { Case, Choice } from '../step.js';
import { tierOf } from '../tiers.js';
import { warmPrefix } from '../warm-prefix.js';

/**
 * Weighs the words of a new human turn against the two thresholds of the settings. Only ever moves a request down from
 * the model that was asked for; where no model was asked for, all three tiers are open. Always has an opinion.
 */
export function byGain(at: Case): Choice {
  const { prompt } = at;
  const { text, earlierTurns, bare } = wordsInView(prompt.facts.turns);
  if (bare) return { to: 'last', reason: 'no-opinion' };
  const score = scoreOf(expectedGain(readSignals(text, earlierTurns)));
  if (prompt.facts.structured) return { to: 'requested', reason: 'structured', score };
  const { tier, reason } = wantedTier(at, score);
  const reachable = tierUnderCeiling(at, tier);
  if (reachable === undefined) return { to: 'requested', reason: stayReason(at, tier, reason), score };
  const warm = warmPrefix(at, reachable);
  return warm === undefined ? { to: reachable, reason, score } : { ...warm, score };
}

function wantedTier({ settings }: Case, score: number): { readonly tier: TierName; readonly reason: string } {
  const { cheapBelow, strongFrom } = settings.routing;
  if (score < cheapBelow) return { tier: 'cheap', reason: 'gain-low' };
  return score < strongFrom ? { tier: 'standard', reason: 'gain-mid' } : { tier: 'strong', reason: 'gain-high' };
}

/** Why a request stays: its own model is what the score asks for, or nothing that is surely cheaper would do. */
function stayReason({ prompt, tiers }: Case, wanted: TierName, reason: string): string {
  const { model } = prompt.facts;
  const own = tierOf(tiers, { provider: prompt.origin.provider, model });
  if (own === undefined && isSmallByName(model)) return 'small-model';
  return own === wanted || (own === undefined && wanted === 'strong') ? reason : 'ceiling';
}

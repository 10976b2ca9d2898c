import type { TierName } from '../../../protocol/settings.js';
import { isSmallByName, tierUnderCeiling } from '../ceiling.js';
import { payoff } from '../objections/payoff.js';
import { sameChat } from '../objections/same-chat.js';
import type { Case, Choice, Objection, Wish } from '../step.js';
import { tierOf } from '../tiers.js';

/** In this order; the first that speaks overrules the score. */
const objections: readonly Objection[] = [sameChat, payoff];

/**
 * Holds the score of a new human turn against the two thresholds. Only ever moves a request down from the model that was
 * asked for, unless the user said otherwise; where no model was asked for, all tiers are open. Always has an opinion.
 */
export function byGain(at: Case, score: number): Choice {
  const { tier, reason } = wantedTier(at, score);
  const reachable = tierUnderCeiling(at, tier);
  const target = reachable === undefined ? undefined : at.fitting.get(reachable);
  const wish: Wish = { tier: reachable, target: target ?? at.home };
  for (const objection of objections) {
    const choice = objection(at, wish);
    if (choice !== undefined) return { ...choice, score };
  }
  return reachable === undefined
    ? { to: 'requested', reason: stayReason(at, tier, reason), score }
    : { to: reachable, reason, score };
}

function wantedTier({ settings }: Case, score: number): { readonly tier: TierName; readonly reason: string } {
  const { cheapBelow, strongFrom } = settings.routing;
  if (score < cheapBelow) return { tier: 'cheap', reason: 'gain-low' };
  return score < strongFrom ? { tier: 'standard', reason: 'gain-mid' } : { tier: 'strong', reason: 'gain-high' };
}

/** Why a request stays: its own model is what the score asks for, or nothing that is surely cheaper would do. */
function stayReason(at: Case, wanted: TierName, reason: string): string {
  const { prompt, tiers, misfit } = at;
  const { model } = prompt.facts;
  const own = tierOf(tiers, { provider: prompt.origin.provider, model });
  if (own === wanted || (own === undefined && wanted === 'strong')) return reason;
  if (misfit !== undefined) return misfit;
  return own === undefined && isSmallByName(model) ? 'small-model' : 'ceiling';
}

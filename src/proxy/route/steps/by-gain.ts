import type { TierName } from '../../../protocol/settings.js';
import type { Thresholds } from '../gain/own-scores.js';
import { isSmallByName, tierUnderCeiling } from '../ceiling.js';
import { payoff } from '../objections/payoff.js';
import { sameChat } from '../objections/same-chat.js';
import { gainAt } from '../gain/gain.js';
import type { Case, Choice, Objection } from '../step.js';
import { tierOf } from '../tiers.js';
import { mayJudge, mayLose } from '../trial.js';

/** In this order; the first that speaks overrules the score. */
const objections: readonly Objection[] = [sameChat, payoff];

/**
 * Holds the score of a new human turn against the two thresholds. Only ever moves a request down from the model that was
 * asked for, unless the user said otherwise; where no model was asked for, all tiers are open. Always has an opinion.
 */
export function byGain(at: Case, score: number, thresholds: Thresholds): Choice {
  const { tier, reason } = wantedTier(thresholds, score);
  const reachable = tierUnderCeiling(at, tier);
  const first = reachable === undefined && tier === 'standard' ? cheapFirst(at) : undefined;
  const wished = reachable ?? first;
  const target = (wished && at.fitting.get(wished)) ?? at.home;
  const seen = { score, expected: gainAt(score), wished: target };
  for (const objection of objections) {
    const choice = objection(at, { tier: wished, target });
    if (choice !== undefined) return { ...choice, ...seen };
  }
  if (first !== undefined) return { to: first, reason: 'cheap-first', ...seen };
  return reachable === undefined
    ? { to: 'requested', reason: stayReason(at, tier, reason), ...seen }
    : { to: reachable, reason, ...seen };
}

/** Nothing in between is mapped: the cheap model may try, where its answer can be judged before anybody sees it. */
function cheapFirst(at: Case): TierName | undefined {
  const tier = tierUnderCeiling(at, 'cheap');
  const target = tier && at.fitting.get(tier);
  return target !== undefined && mayJudge(at, target) && mayLose(at, target) ? tier : undefined;
}

function wantedTier(
  { cheapBelow, strongFrom }: Thresholds,
  score: number,
): { readonly tier: TierName; readonly reason: string } {
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

import { tierNames, type TierName } from '../../protocol/settings.js';
import type { Case } from './step.js';
import { rankOf, tierOf } from './tiers.js';

/**
 * The tier to take when `wanted` would do. What is not mapped, or cannot do it, is skipped upwards. A caller who named a
 * model is never moved to a tier that is not below that model, unless the user said so: undefined then means that the
 * request stays.
 */
export function tierUnderCeiling(at: Case, wanted: TierName): TierName | undefined {
  const upwards = tierNames.filter(name => rankOf(name) >= rankOf(wanted) && at.fitting.has(name));
  const isOpen = at.auto || (wanted === 'strong' && at.settings.routing.ceiling === 'none');
  if (isOpen) return upwards[0] ?? (at.auto ? tierNames.findLast(name => at.fitting.has(name)) : undefined);
  return upwards.find(name => rankOf(name) < ceilingRank(at));
}

/** The rank that a request must stay below: that of its own model. */
function ceilingRank(at: Case): number {
  const requested = { provider: at.prompt.origin.provider, model: at.prompt.facts.model };
  const tier = tierOf(at.tiers, requested);
  if (tier !== undefined) return rankOf(tier);
  // A model of no tier has no known place. By its name it is at the bottom or somewhere under the top.
  return rankOf(isSmallByName(requested.model) ? 'cheap' : 'strong');
}

/** The small model of a family by what its maker calls it. Such a request has nothing below it that is surely cheaper. */
export function isSmallByName(model: string): boolean {
  return smallNames.test(model);
}

const smallNames = /(?:^|[-_./:])(?:nano|mini|micro|tiny|small|lite|flash|haiku|instant|[1-9]b)(?:$|[-_.:@\d])/i;

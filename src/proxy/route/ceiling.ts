import { tierNames, type TierName } from '../../protocol/settings.js';
import { rankOf, tierOf, type Asker, type Tiers } from './tiers.js';

/** What a requested model's place among the tiers hangs on. */
export interface Placed {
  readonly tiers: Tiers;
  /** The caller asked for no model in particular. */
  readonly auto: boolean;
  readonly prompt: Pick<Asker, 'origin'> & { readonly facts: { readonly model: string } };
}

/**
 * The tier to take when `wanted` would do. What is not mapped is skipped upwards. A caller who named a model is never
 * moved to a tier that is not below that model: undefined then means that the request stays.
 */
export function tierUnderCeiling(at: Placed, wanted: TierName): TierName | undefined {
  const upwards = tierNames.filter(name => rankOf(name) >= rankOf(wanted) && at.tiers.has(name));
  if (at.auto) return upwards[0] ?? tierNames.findLast(name => at.tiers.has(name));
  return upwards.find(name => rankOf(name) < ceilingRank(at));
}

/** The rank that a request must stay below: that of its own model. */
function ceilingRank(at: Placed): number {
  const requested = { provider: at.prompt.origin.provider, model: at.prompt.facts.model };
  const tier = tierOf(at.tiers, requested);
  if (tier !== undefined) return rankOf(tier);
  // A model of no tier has no known place. By its name it is at the bottom or somewhere under the top.
  return isSmallByName(requested.model) ? 0 : rankOf('strong');
}

/** The small model of a family by what its maker calls it. Such a request has nothing below it that is surely cheaper. */
export function isSmallByName(model: string): boolean {
  return smallNames.test(model);
}

const smallNames = /(?:^|[-_./:])(?:nano|mini|micro|tiny|small|lite|flash|haiku|instant|[1-9]b)(?:$|[-_.:@\d])/i;

import { tierNames, type Settings, type TierName } from '../../protocol/settings.js';
import { rankOf, tierOf, type Asker, type Tiers } from './tiers.js';

/** What a requested model's place among the tiers hangs on. */
export interface Placed {
  readonly tiers: Tiers;
  /** Those whose model can do what the request needs; all of them where it is not known. */
  readonly fitting?: Tiers;
  readonly settings?: Pick<Settings, 'routing'>;
  /** The caller asked for no model in particular. */
  readonly auto: boolean;
  readonly prompt: Pick<Asker, 'origin'> & { readonly facts: { readonly model: string } };
}

/**
 * The tier to take when `wanted` would do. What is not mapped, or cannot do it, is skipped upwards. A caller who named a
 * model is never moved to a tier that is not below that model, unless the user said so: undefined then means that the
 * request stays.
 */
export function tierUnderCeiling(at: Placed, wanted: TierName): TierName | undefined {
  const fitting = at.fitting ?? at.tiers;
  const upwards = tierNames.filter(name => rankOf(name) >= rankOf(wanted) && fitting.has(name));
  if (at.auto) return upwards[0] ?? tierNames.findLast(name => fitting.has(name));
  if (wanted === 'strong' && at.settings?.routing.ceiling === 'none') return upwards[0];
  return upwards.find(name => rankOf(name) < ceilingRank(at));
}

/** The rank that a request must stay below: that of its own model. */
function ceilingRank(at: Placed): number {
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

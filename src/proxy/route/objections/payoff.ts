import type { TierName } from '../../../protocol/settings.js';
import { nameOf } from '../economics/prices.js';
import { heldBy, rankOfNamed } from '../held.js';
import type { Case, Objection } from '../step.js';
import { nameOfTarget } from '../tiers.js';
import { warmPrefix } from './warm-prefix.js';

/**
 * A model is taken only if that pays with the cold prefix counted, and if the way back is covered: routing must never
 * cost more than the model asked for with a warm cache.
 */
export const payoff: Objection = (at, { tier, target }) => {
  const wanted = nameOfTarget(target);
  const home = nameOfTarget(at.home);
  if (isAboveHome(at, tier)) return undefined;
  const now = heldBy(at) ?? home;
  if (!at.money.knows(wanted, home)) return warmPrefix(at, wanted);
  const isSame = nameOf(wanted) === nameOf(now);
  if (isSame && nameOf(wanted) === nameOf(home)) return undefined;
  const stay = at.last === undefined ? 'requested' : 'last';
  const isDown = rankOfNamed(at, wanted) < rankOfNamed(at, now);
  if (isDown && at.money.expected(wanted, now) <= 0) return { to: stay, reason: 'warm-prefix' };
  if (at.money.covers(wanted)) return undefined;
  if (!isSame) return { to: stay, reason: 'not-covered' };
  // What cannot be covered on the cheaper side goes back where that is free.
  return at.money.covers(home) ? { to: 'requested', reason: 'not-covered' } : undefined;
};

/** The user has said that scores may move requests above the model that they name: that is not asked what it costs. */
export function isAboveHome(at: Case, tier: TierName | undefined): boolean {
  if (at.settings.routing.ceiling !== 'none' || at.auto || tier !== 'strong') return false;
  const strong = at.tiers.get(tier);
  return strong !== undefined && nameOf(nameOfTarget(strong)) !== nameOf(nameOfTarget(at.home));
}

import type { Role, TierName } from '../../../protocol/settings.js';
import { tierUnderCeiling } from '../ceiling.js';
import { nameOf } from '../economics/prices.js';
import type { Case, Step } from '../step.js';
import { nameOfTarget } from '../tiers.js';

/** Titles, branch names, commit messages and classifiers: jobs of the assistant's own that any model can do. */
export const smallJob: Step = at => {
  const { role } = at.fingerprint;
  if (!small.has(role)) return undefined;
  const tier = tierUnderCeiling(at, 'cheap');
  if (tier !== undefined && isDearer(at, tier)) return { to: 'requested', reason: 'not-covered' };
  return { to: tier ?? 'requested', reason: `role-${role}` };
};

/** A model is not cheaper for being mapped so: nothing goes to one that may cost more than the one asked for. */
export function isDearer(at: Case, tier: TierName): boolean {
  const target = at.tiers.get(tier);
  if (target === undefined) return false;
  const [wanted, home] = [nameOfTarget(target), nameOfTarget(at.home)];
  return nameOf(wanted) !== nameOf(home) && at.money.knows(wanted, home) && !at.money.covers(wanted);
}

const small: ReadonlySet<Role> = new Set(['title', 'branch', 'commit', 'classifier']);

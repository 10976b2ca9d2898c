import { heldBy, isCold, rankOfNamed } from '../held.js';
import { nameOfTarget } from '../tiers.js';
import type { Objection } from '../step.js';

/**
 * A conversation does not move to a cheaper model behind its user's back while it is going on; it may always move up.
 * Once the provider has forgotten it, it starts afresh.
 */
export const sameChat: Objection = (at, { target }) => {
  if (at.settings.routing.downgradeInChat || at.last === undefined || isCold(at)) return undefined;
  return rankOfNamed(at, nameOfTarget(target)) < rankOfNamed(at, heldBy(at))
    ? { to: 'last', reason: 'same-chat' }
    : undefined;
};

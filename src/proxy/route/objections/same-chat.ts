import { heldBy, isCold, rankOfNamed } from '../held.js';
import { nameOfTarget } from '../tiers.js';
import type { Objection } from '../step.js';

/**
 * A conversation does not move to a cheaper model behind its user's back while it is going on; it may always move up.
 * Once the provider has forgotten it, it starts afresh. Whoever lets agents change at every turn of a human has asked for
 * it there.
 */
export const sameChat: Objection = (at, { target }) => {
  const { agents, downgradeInChat } = at.settings.routing;
  const isAgent = at.prompt.facts.toolNames.length > 0;
  const mayMoveDown = isAgent ? agents === 'turns' : downgradeInChat;
  if (mayMoveDown || at.last === undefined || isCold(at)) return undefined;
  return rankOfNamed(at, nameOfTarget(target)) < rankOfNamed(at, heldBy(at))
    ? { to: 'last', reason: 'same-chat' }
    : undefined;
};

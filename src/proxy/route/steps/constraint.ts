import type { Step } from '../step.js';

/** Things another model may not be able to do, or must do the same again: the request stays. */
export const constraint: Step = at => {
  const { facts } = at.prompt;
  if (facts.seeded) return { to: 'requested', reason: 'seed' };
  if (facts.signed === true) return { to: 'last', reason: 'signed' };
  if (facts.toolNames.length > 0 && at.settings.routing.agents === 'stay') return { to: 'requested', reason: 'tools' };
  if (at.fitting.size === 0 && at.misfit !== undefined) return { to: 'requested', reason: at.misfit };
  return undefined;
};

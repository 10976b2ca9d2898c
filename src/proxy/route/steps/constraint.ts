import type { Step } from '../step.js';

/** Things another model may not be able to do, or must do the same again: the request stays. */
export const constraint: Step = ({ prompt: { facts } }) => {
  if (facts.toolNames.length > 0) return { to: 'requested', reason: 'tools' };
  if (facts.turns.some(turn => turn.media)) return { to: 'requested', reason: 'media' };
  if (facts.seeded) return { to: 'requested', reason: 'seed' };
  return undefined;
};

import { ownWords } from '../gain/own-words.js';
import type { Case, Choice, Step } from '../step.js';

/**
 * Between two turns of the human the model does not change: it would lose its signed thoughts and the provider's cached
 * prefix. The same holds where the provider keeps the state.
 */
export const hold = ({ prompt, fingerprint }: Pick<Case, 'prompt' | 'fingerprint'>): Choice | undefined => {
  if (fingerprint.inToolLoop) return { to: 'last', reason: 'tool-loop' };
  if (prompt.facts.serverState) return { to: 'last', reason: 'server-state' };
  // Some clients put their own notes behind the user's words.
  const last = prompt.facts.turns.findLast(turn => turn.role !== 'system');
  const human = last !== undefined && last.role === 'user' && (last.media || ownWords(last.text) !== '');
  return human ? undefined : { to: 'last', reason: 'continuation' };
};

/** {@link hold} where there is a decision to hold to. Not even a rule that was changed just now breaks into a loop. */
export const holdDecision: Step = at => (at.last === undefined ? undefined : hold(at));

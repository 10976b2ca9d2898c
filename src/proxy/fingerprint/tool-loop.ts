import type { Facts } from '../prompt.js';

/** The last message is a tool's result: the assistant is at work and no human has spoken since. */
export function inToolLoop(facts: Facts): boolean {
  // Some clients put their own notes behind the result.
  return facts.turns.findLast(turn => turn.role !== 'system')?.toolResult === true;
}

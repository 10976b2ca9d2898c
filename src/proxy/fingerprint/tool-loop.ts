import type { Facts } from '../prompt.js';

/** The last message is a tool's result: the assistant is at work and no human has spoken since. */
export function inToolLoop(facts: Facts): boolean {
  return facts.turns.at(-1)?.toolResult === true;
}

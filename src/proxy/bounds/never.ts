import type { Fingerprint, Prompt } from '../prompt.js';

/**
 * Requests whose answers are never bounded: an agent's turns, a conversation that the provider keeps and that may be
 * one of an agent, and the summary that a session goes on from.
 */
export function isOffLimits({ facts }: Prompt, { role }: Fingerprint): boolean {
  const tools = facts.toolNames.length > 0 || facts.toolChoice !== undefined;
  const history = facts.turns.some(turn => turn.calledTools || turn.toolResult || turn.role === 'tool');
  return tools || history || facts.serverState || role === 'compaction';
}

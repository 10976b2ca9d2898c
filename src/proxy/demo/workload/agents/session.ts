import { draft } from '../clients.js';
import { titleFor } from '../titles.js';
import type { ChatMessage, Draft } from '../types.js';
import { agentSystem, agentTools } from './setup.js';

/** What the model called and what came back. */
export type Step = readonly [tool: string, args: Readonly<Record<string, string>>, result: string];

export interface AgentSession {
  readonly topic: string;
  readonly client: 'opencode' | 'cline';
  /** What the user asked for, the steps that followed, and so on with each further request of the user. */
  readonly turns: readonly { readonly ask: string; readonly steps: readonly Step[]; readonly done: string }[];
}

/**
 * The requests of one session in order, each with everything said before it. opencode also asks for a title with its
 * first request; that one is returned beside it.
 */
export function agentRequests(session: AgentSession): readonly (readonly Draft[])[] {
  const messages: ChatMessage[] = [{ role: 'system', content: agentSystem }];
  const moments: Draft[][] = [];
  const send = () => moments.push([request(session, moments.length, [...messages])]);
  for (const { ask, steps, done } of session.turns) {
    messages.push({ role: 'user', content: ask });
    send();
    for (const step of steps) {
      messages.push(...exchange(step, `call_${session.topic}_${moments.length}`));
      send();
    }
    messages.push({ role: 'assistant', content: done });
  }
  const [first, ...rest] = moments;
  const title = titleFor(session.topic, session.turns[0]?.ask ?? '');
  return session.client === 'opencode' ? [[title, ...(first ?? [])], ...rest] : moments;
}

function request(session: AgentSession, index: number, messages: readonly ChatMessage[]): Draft {
  const { topic, client } = session;
  const headers: Readonly<Record<string, string>> = client === 'opencode' ? { 'x-session-id': `ses_${topic}` } : {};
  return draft(client, { kind: 'agent', topic: `${topic}-${index}`, headers }, messages, { tools: agentTools });
}

function exchange([name, args, result]: Step, id: string): readonly ChatMessage[] {
  const call = { id, type: 'function', function: { name, arguments: JSON.stringify(args) } } as const;
  return [
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: id, content: result },
  ];
}

import type { ChatMessage, ClientName, Draft } from './types.js';

/** How one client asks: its model, whether it streams, and its standing instructions. */
interface Habit {
  readonly model: string;
  readonly stream: boolean;
  readonly system: string | undefined;
  readonly extra: Readonly<Record<string, unknown>>;
}

const streamed = { stream: true, stream_options: { include_usage: true } };

/**
 * Like most assistants, all but one of these ask for a strong model whatever the question is. `ask` and `launcher` are
 * two bare tools on the same model, so the same question from both is the same request.
 */
const habits: Readonly<Record<ClientName, Habit>> = {
  continue: {
    model: 'gpt-5',
    stream: true,
    system:
      'You are a coding assistant in an editor. Answer for an experienced developer: short, exact, with one example ' +
      'where it helps. Put code in fenced blocks with the language. Do not repeat the question. When something can ' +
      'lose data, say so before the command.',
    extra: streamed,
  },
  ask: { model: 'gpt-4.1', stream: false, system: undefined, extra: {} },
  launcher: { model: 'gpt-4.1', stream: true, system: undefined, extra: { stream: true } },
  opencode: { model: 'gpt-5', stream: true, system: undefined, extra: { ...streamed, max_tokens: 32_000 } },
  cline: { model: 'gpt-4.1', stream: true, system: undefined, extra: { ...streamed, tool_choice: 'auto' } },
  aicommits: {
    model: 'gpt-4o',
    stream: false,
    system:
      'Generate a concise commit message for the given diff in the conventional form. Present tense, at most 72 ' +
      'characters, no body. Reply with the commit message only.',
    extra: { temperature: 0.4, max_tokens: 2_000 },
  },
  triage: {
    model: 'gpt-4o',
    stream: false,
    system: 'Sort the issue that the user gives you. Answer in the schema.',
    extra: {},
  },
  review: {
    model: 'gpt-5',
    stream: true,
    system: 'You read logs, diffs and configuration for a senior engineer. Name the cause first, then the evidence.',
    extra: streamed,
  },
};

/** A request of that client: its own instructions first, then the messages, with any further fields. */
export function draft(
  client: ClientName,
  what: Pick<Draft, 'kind' | 'topic'> & { readonly of?: string; readonly headers?: Readonly<Record<string, string>> },
  messages: readonly ChatMessage[],
  fields: Readonly<Record<string, unknown>> = {},
): Draft {
  const { model, system, extra } = habits[client];
  const standing: readonly ChatMessage[] = system === undefined ? [] : [{ role: 'system', content: system }];
  return {
    kind: what.kind,
    topic: what.topic,
    of: what.of,
    client,
    headers: what.headers ?? {},
    body: { model, messages: [...standing, ...messages], ...extra, ...fields },
  };
}

/** A single question as a user message. */
export function question(text: string): readonly ChatMessage[] {
  return [{ role: 'user', content: text }];
}

// The wire languages of the bench: how a talk is put to a provider in each, and what the mock provider says back.

/** As `--dialect` takes them. */
export const languageNames = ['chat', 'responses', 'completions', 'messages'] as const;
export type LanguageName = (typeof languageNames)[number];

/** What is asked, whatever the language. */
export interface Talk {
  readonly system: string;
  /** Alternately the user's and the assistant's, the user's first and last. */
  readonly turns: readonly string[];
}

interface Language {
  /** Behind the base URL. */
  readonly path: string;
  /** Headers that its clients always send. */
  readonly headers: Readonly<Record<string, string>>;
  /** The mode stands near the front, where the mock provider looks for it; the last turn near the end. */
  body(talk: Talk, stream: boolean): object;
}

const model = 'gpt-4.1';

export const languages: Readonly<Record<LanguageName, Language>> = {
  chat: {
    path: '/chat/completions',
    headers: {},
    body: (talk, stream) => ({ model, ...mode(stream), messages: [system(talk), ...turnsOf(talk)] }),
  },
  responses: {
    path: '/responses',
    headers: {},
    body: ({ system, turns }, stream) => ({
      model,
      stream,
      store: false,
      instructions: system,
      input: turns.map((text, i) => ({
        role: roleOf(i),
        content: [{ type: i % 2 === 0 ? 'input_text' : 'output_text', text }],
      })),
    }),
  },
  completions: {
    path: '/completions',
    headers: {},
    body: ({ system, turns }, stream) => ({
      model: 'gpt-3.5-turbo-instruct',
      ...mode(stream),
      max_tokens: 256,
      prompt: [system, ...turns].join('\n'),
    }),
  },
  messages: {
    path: '/messages',
    headers: { 'anthropic-version': '2023-06-01' },
    body: (talk, stream) => ({
      model: 'claude-sonnet-4-5',
      stream,
      max_tokens: 1_024,
      system: talk.system,
      messages: turnsOf(talk),
    }),
  },
};

function mode(stream: boolean): object {
  return stream ? { stream, stream_options: { include_usage: true } } : { stream };
}

function system(talk: Talk): object {
  return { role: 'system', content: talk.system };
}

function turnsOf({ turns }: Talk): readonly object[] {
  return turns.map((content, i) => ({ role: roleOf(i), content }));
}

function roleOf(turn: number): 'user' | 'assistant' {
  return turn % 2 === 0 ? 'user' : 'assistant';
}

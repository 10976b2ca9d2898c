import { languages, type LanguageName } from './languages.js';

// What the mock provider answers: always the same, in the language of the path. A stream has 200 events with text.

export interface MockReply {
  readonly whole: Buffer;
  /** One socket write each. */
  readonly events: readonly Buffer[];
}

const textEvents = 200;
const words = 'A rebase moves commits onto another base and gives each of them a new name, so shared history changes. ';
const text = words.repeat(4);
const pieces = Array.from({ length: textEvents }, (_, i) => ` word${i}`);
const createdS = 1_760_000_000;
const done = Buffer.from('data: [DONE]\n\n');
const model = 'gpt-4.1';

const makers: Readonly<Record<LanguageName, () => MockReply>> = { chat, responses, completions, messages };
// The longest path first: '/completions' also ends '/chat/completions'.
const replies = Object.entries(makers)
  .map(([name, make]) => ({ path: languages[name as LanguageName].path, reply: make() }))
  .toSorted((a, b) => b.path.length - a.path.length);

/** `url` is the request's own, with whatever stands before the language's path. Undefined for any other. */
export function mockReply(url: string): MockReply | undefined {
  const [path = ''] = url.split('?');
  return replies.find(one => path.endsWith(one.path))?.reply;
}

function chat(): MockReply {
  const usage = {
    prompt_tokens: 120,
    completion_tokens: 200,
    total_tokens: 320,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
  const head = { id: 'chatcmpl-bench', created: createdS, model };
  const chunk = (choices: readonly object[], withUsage: object | null = null): Buffer =>
    data({ ...head, object: 'chat.completion.chunk', choices, usage: withUsage });
  const delta = (delta: object, finish: string | null = null): Buffer =>
    chunk([{ index: 0, delta, finish_reason: finish }]);
  return {
    whole: json({
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
      usage,
    }),
    events: [
      delta({ role: 'assistant', content: '' }),
      ...pieces.map(content => delta({ content })),
      delta({}, 'stop'),
      chunk([], usage),
      done,
    ],
  };
}

function completions(): MockReply {
  const usage = { prompt_tokens: 120, completion_tokens: 200, total_tokens: 320 };
  const head = { id: 'cmpl-bench', object: 'text_completion', created: createdS, model: 'gpt-3.5-turbo-instruct' };
  const choice = (piece: string, finish: string | null): object => ({
    index: 0,
    text: piece,
    logprobs: null,
    finish_reason: finish,
  });
  return {
    whole: json({ ...head, choices: [choice(text, 'stop')], usage }),
    events: [
      ...pieces.map(piece => data({ ...head, choices: [choice(piece, null)], usage: null })),
      data({ ...head, choices: [choice('', 'stop')], usage: null }),
      data({ ...head, choices: [], usage }),
      done,
    ],
  };
}

function responses(): MockReply {
  const usage = {
    input_tokens: 120,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 200,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 320,
  };
  const response = { id: 'resp_bench', object: 'response', created_at: createdS, model };
  const item = { id: 'msg_bench', type: 'message', role: 'assistant' };
  const part = (written: string): object => ({ type: 'output_text', text: written, annotations: [] });
  const finished = (written: string): object => ({
    ...response,
    status: 'completed',
    output: [{ ...item, status: 'completed', content: [part(written)] }],
    usage,
  });
  const begun = { ...response, status: 'in_progress', output: [], usage: null };
  const at = { item_id: item.id, output_index: 0, content_index: 0 };
  const written = pieces.join('');
  const told: readonly (readonly [type: string, fields: object])[] = [
    ['response.created', { response: begun }],
    ['response.in_progress', { response: begun }],
    ['response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } }],
    ['response.content_part.added', { ...at, part: part('') }],
    ...pieces.map(delta => ['response.output_text.delta', { ...at, delta }] as const),
    ['response.output_text.done', { ...at, text: written }],
    ['response.content_part.done', { ...at, part: part(written) }],
    [
      'response.output_item.done',
      { output_index: 0, item: { ...item, status: 'completed', content: [part(written)] } },
    ],
    ['response.completed', { response: finished(written) }],
  ];
  return {
    whole: json(finished(text)),
    events: told.map(([type, fields], i) => named(type, { type, sequence_number: i, ...fields })),
  };
}

function messages(): MockReply {
  const usage = {
    input_tokens: 120,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 200,
  };
  const message = { id: 'msg_bench', type: 'message', role: 'assistant', model: 'claude-sonnet-4-5' };
  const told: readonly object[] = [
    {
      type: 'message_start',
      message: {
        ...message,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...usage, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...pieces.map(piece => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: piece },
    })),
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 200 } },
    { type: 'message_stop' },
  ];
  return {
    whole: json({
      ...message,
      content: [{ type: 'text', text }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage,
    }),
    events: told.map(event => named((event as { readonly type: string }).type, event)),
  };
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function data(value: object): Buffer {
  return Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
}

function named(type: string, value: object): Buffer {
  return Buffer.from(`event: ${type}\ndata: ${JSON.stringify(value)}\n\n`);
}

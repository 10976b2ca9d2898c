import type { Answer, Tokens } from './behaviours.js';

// Chat completions in the shape OpenAI gives them, whole and in chunks.

/** What an answer depends on besides its script. */
export interface Occasion {
  /** Number of the request at this upstream, from 1. Makes ids and default texts differ. */
  readonly n: number;
  readonly model: string;
  readonly lastUserText: string;
  readonly choices: number;
  readonly usageAsked: boolean;
}

/** The body of an answer that is not streamed, indented as the real one is, so that re-serialising shows. */
export function wholeBody(answer: Answer, on: Occasion): string {
  const message = {
    role: 'assistant',
    content: answer.refusal !== undefined || answer.toolCalls ? null : textOf(answer, on),
    ...(answer.reasoning === undefined ? {} : { reasoning_content: answer.reasoning }),
    refusal: answer.refusal ?? null,
    annotations: [],
    ...(answer.toolCalls ? { tool_calls: answer.toolCalls.map((call, i) => toolCall(call, i, on)) } : {}),
    ...unknown(answer, 'x_message'),
  };
  const choices = indexes(answer, on).map(index => ({
    index,
    message,
    logprobs: null,
    finish_reason: finishOf(answer),
    ...unknown(answer, 'x_choice'),
  }));
  const body = {
    ...head(answer, on, 'chat.completion'),
    choices,
    ...(answer.usage === 'never' ? {} : { usage: usageOf(answer, on) }),
    service_tier: 'default',
    ...unknown(answer, 'x_body'),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** The chunks of a streamed answer, without the final `[DONE]`. */
export function chunkBodies(answer: Answer, on: Occasion): readonly string[] {
  const deltas = [
    ...openingDeltas(answer),
    ...reasoningDeltas(answer),
    ...contentDeltas(answer, on),
    ...toolDeltas(answer, on),
  ];
  const finish = { delta: {}, finish_reason: finishOf(answer) };
  const usage = answer.usage ?? 'as-asked';
  const usageChunk = usage === 'always' || (usage === 'as-asked' && on.usageAsked);

  const chunk = (choices: readonly object[], withUsage: object | null | undefined): string =>
    JSON.stringify({
      ...head(answer, on, 'chat.completion.chunk'),
      service_tier: 'default',
      choices,
      ...(withUsage === undefined ? {} : { usage: withUsage }),
      ...unknown(answer, 'x_chunk'),
    });
  const choice = (index: number, part: object): object => ({
    index,
    delta: {},
    logprobs: null,
    finish_reason: null,
    ...part,
  });
  const perChoice = (part: object, withUsage: object | null | undefined): string[] =>
    indexes(answer, on).map(index => chunk([choice(index, part)], withUsage));

  const noUsageYet = usageChunk ? null : undefined;
  return [
    ...deltas.flatMap(delta => perChoice({ delta: { ...delta, ...unknown(answer, 'x_delta') } }, noUsageYet)),
    ...perChoice(finish, usage === 'in-last-chunk' ? usageOf(answer, on) : noUsageYet),
    ...(usageChunk ? [chunk([], usageOf(answer, on))] : []),
  ];
}

/** The provider's error object for a status, and the headers it comes with. */
export function errorFor(status: number): {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const known = errors[status] ?? { message: `Status ${status}`, type: 'server_error', code: null };
  const error = { message: known.message, type: known.type, param: null, code: known.code, x_detail: { hint: 'kept' } };
  return { body: JSON.stringify({ error }, null, 2), headers: known.headers ?? {} };
}

interface KnownError {
  readonly message: string;
  readonly type: string;
  readonly code: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const errors: Readonly<Record<number, KnownError>> = {
  400: { message: 'Unknown parameter: x.', type: 'invalid_request_error', code: 'unknown_parameter' },
  401: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
  404: { message: 'The model does not exist.', type: 'invalid_request_error', code: 'model_not_found' },
  429: {
    message: 'Rate limit reached.',
    type: 'requests',
    code: 'rate_limit_exceeded',
    headers: {
      'retry-after': '7',
      'retry-after-ms': '6500',
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '6.5s',
    },
  },
  500: { message: 'The server had an error.', type: 'server_error', code: null },
  503: { message: 'The engine is overloaded.', type: 'server_error', code: null, headers: { 'retry-after': '1' } },
  529: { message: 'Overloaded', type: 'overloaded_error', code: null },
};

function head(answer: Answer, on: Occasion, object: string): object {
  return {
    id: `chatcmpl-${String(on.n).padStart(6, '0')}`,
    object,
    // 2025-10-09, plus a second for every request.
    created: 1_760_000_000 + on.n,
    model: answer.model ?? on.model,
    system_fingerprint: 'fp_5a1d',
  };
}

function textOf(answer: Answer, on: Occasion): string {
  return answer.text ?? `Answer ${on.n} to: ${on.lastUserText.slice(0, 60)} — naïve, 東京, 🙂.`;
}

function finishOf(answer: Answer): string {
  return answer.finish ?? (answer.toolCalls ? 'tool_calls' : 'stop');
}

function indexes(answer: Answer, on: Occasion): readonly number[] {
  return Array.from({ length: answer.choices ?? on.choices }, (_, index) => index);
}

function usageOf(answer: Answer, on: Occasion): object {
  const tokens: Tokens = { input: 20 + on.n, cached: 0, output: 12, reasoning: 0, ...answer.tokens };
  return {
    prompt_tokens: tokens.input,
    completion_tokens: tokens.output,
    total_tokens: tokens.input + tokens.output,
    prompt_tokens_details: { cached_tokens: tokens.cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: tokens.reasoning, audio_tokens: 0 },
  };
}

function openingDeltas(answer: Answer): readonly object[] {
  return [{ role: 'assistant', content: answer.toolCalls ? null : '', refusal: null }];
}

function reasoningDeltas(answer: Answer): readonly object[] {
  return words(answer.reasoning ?? '').map(word => ({ reasoning_content: word }));
}

function contentDeltas(answer: Answer, on: Occasion): readonly object[] {
  if (answer.toolCalls) return [];
  if (answer.refusal !== undefined) return words(answer.refusal).map(word => ({ refusal: word }));
  return words(textOf(answer, on)).map(word => ({ content: word }));
}

function toolDeltas(answer: Answer, on: Occasion): readonly object[] {
  const calls = answer.toolCalls ?? [];
  const heads = calls.map((call, index) => ({
    tool_calls: [{ index, ...toolCall({ ...call, arguments: '' }, index, on) }],
  }));
  const fragments = calls.map(call => pieces(call.arguments, 5));
  const longest = Math.max(0, ...fragments.map(list => list.length));
  const interleaved = Array.from({ length: longest }, (_, i) =>
    fragments.flatMap((list, index) => {
      const fragment = list[i];
      return fragment === undefined ? [] : [{ tool_calls: [{ index, function: { arguments: fragment } }] }];
    }),
  );
  return [...heads, ...interleaved.flat()];
}

function toolCall(call: { readonly name: string; readonly arguments: string }, index: number, on: Occasion): object {
  return { id: `call_${on.n}_${index}`, type: 'function', function: { name: call.name, arguments: call.arguments } };
}

function unknown(answer: Answer, name: string): object {
  return answer.unknownFields === true ? { [name]: { deep: [1, null, { ключ: 1e21 }] } } : {};
}

function words(text: string): readonly string[] {
  return text.match(/\S+\s*/gu) ?? [];
}

function pieces(text: string, size: number): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
}

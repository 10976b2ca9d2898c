import type { Json, JsonObject } from '../../prompt.js';
import type { Answer } from './answer.js';
import type { ChatRequest } from './request.js';
import { charsPerToken, countTokens } from './tokens.js';

/** One finished answer with all that its wire forms need. Token counts are the demo's own approximation. */
export interface Completion {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
  readonly answer: Answer;
  readonly finish: 'stop' | 'length' | 'tool_calls';
  readonly usage: { readonly prompt: number; readonly cached: number; readonly completion: number };
}

/** Cuts the answer where the request's limit ends it. */
export function finishAnswer(answer: Answer, request: ChatRequest): Pick<Completion, 'answer' | 'finish'> {
  const limitTokens = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  if (spoken(answer).length <= limitTokens * charsPerToken) {
    return { answer, finish: answer.kind === 'tool' ? 'tool_calls' : 'stop' };
  }
  const chars = limitTokens * charsPerToken;
  return answer.kind === 'tool'
    ? { answer: { ...answer, args: answer.args.slice(0, Math.max(0, chars - answer.name.length)) }, finish: 'length' }
    : { answer: { ...answer, text: answer.text.slice(0, chars) }, finish: 'length' };
}

/** Output tokens of an answer. */
export function answerTokens(answer: Answer): number {
  return countTokens(spoken(answer));
}

function spoken(answer: Answer): string {
  return answer.kind === 'tool' ? answer.name + answer.args : answer.text;
}

/** The reply to a request that did not ask for a stream. */
export function wholeReply(completion: Completion): JsonObject {
  const { answer, finish } = completion;
  const message: JsonObject =
    answer.kind === 'text'
      ? { role: 'assistant', content: answer.text, refusal: null }
      : {
          role: 'assistant',
          content: null,
          refusal: null,
          tool_calls: [
            { id: callId(completion), type: 'function', function: { name: answer.name, arguments: answer.args } },
          ],
        };
  return {
    ...head(completion, 'chat.completion'),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
    usage: usageOf(completion),
  };
}

/** The same as a stream: role, pieces of content, the reason to stop, usage if asked for, and the end mark. */
export function streamedReply(completion: Completion, wantsUsage: boolean): readonly string[] {
  const base = head(completion, 'chat.completion.chunk');
  const chunk = (choices: readonly Json[], usage: JsonObject | null) =>
    `data: ${JSON.stringify({ ...base, choices, ...(wantsUsage ? { usage } : {}) })}\n\n`;
  const choice = (delta: JsonObject, finish: string | null): JsonObject => ({
    index: 0,
    delta,
    logprobs: null,
    finish_reason: finish,
  });
  return [
    ...deltasOf(completion).map(delta => chunk([choice(delta, null)], null)),
    chunk([choice({}, completion.finish)], null),
    ...(wantsUsage ? [chunk([], usageOf(completion))] : []),
    'data: [DONE]\n\n',
  ];
}

/** Tokens in one piece of a stream. */
export const tokensPerChunk = 4;

function deltasOf(completion: Completion): readonly JsonObject[] {
  const { answer } = completion;
  if (answer.kind === 'text') {
    return [{ role: 'assistant', content: '', refusal: null }, ...pieces(answer.text).map(content => ({ content }))];
  }
  const call = { index: 0, id: callId(completion), type: 'function', function: { name: answer.name, arguments: '' } };
  return [
    { role: 'assistant', content: null, tool_calls: [call] },
    ...pieces(answer.args).map(text => ({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
  ];
}

function pieces(text: string): readonly string[] {
  const chars = tokensPerChunk * charsPerToken;
  return Array.from({ length: Math.ceil(text.length / chars) }, (_, index) =>
    text.slice(index * chars, (index + 1) * chars),
  );
}

function head(completion: Completion, object: string): JsonObject {
  const { id, created, model, answer } = completion;
  // The fingerprint carries the mark where the answer has no free text to carry it, such as a choice from a list.
  return { id, object, created, model, service_tier: 'default', system_fingerprint: `fp_demo_${answer.mark}` };
}

function callId(completion: Completion): string {
  return completion.id.replace('chatcmpl-', 'call_');
}

function usageOf({ usage }: Completion): JsonObject {
  return {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
    prompt_tokens_details: { cached_tokens: usage.cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}

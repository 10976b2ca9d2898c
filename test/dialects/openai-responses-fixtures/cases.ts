import type { Finding, Usage } from '../../../src/proxy/wire.js';

/** A reply as a provider gives it over the Responses API, and what must be found in it. */
export interface ReplyCase {
  readonly file: string;
  /** What is peculiar about it. */
  readonly about: string;
  readonly expected: Omit<Finding, 'answerChars'>;
  /** Only where the reply has no usage, because only then is the cost estimated from it. */
  readonly answerChars?: number;
  /** The provider keeps it under its ids, so a replay must not change them. */
  readonly keptByProvider?: true;
}

function found(parts: Partial<ReplyCase['expected']>): ReplyCase['expected'] {
  return {
    usage: undefined,
    model: 'gpt-5.1-2025-11-13',
    end: 'complete',
    calledTools: false,
    refused: false,
    empty: false,
    ...parts,
  };
}

function tokens(input: number, cachedInput: number, output: number, reasoning = 0): Usage {
  return { input, cachedInput, cacheWrite: 0, output, reasoning };
}

const short = tokens(9, 0, 2);
const called = { calledTools: true } as const;
const nothingFound = found({ model: undefined, end: 'broken', empty: true });
const unicode = 'Yes — 東京 🙂 \u0000\u2028é.';

export const streamCases: readonly ReplyCase[] = [
  {
    file: 'text.sse',
    about: 'text that names events and fields',
    expected: found({ usage: tokens(476, 1024, 19) }),
  },
  {
    file: 'stored.sse',
    about: 'text that the provider keeps',
    expected: found({ usage: tokens(12, 0, 5) }),
    keptByProvider: true,
  },
  {
    file: 'reasoning-summary.sse',
    about: 'a summary of its thoughts',
    expected: found({ usage: tokens(80, 0, 140, 128) }),
  },
  {
    file: 'reasoning-encrypted.sse',
    about: 'encrypted thoughts',
    expected: found({ usage: tokens(26, 64, 70, 64) }),
  },
  {
    file: 'reasoning-text.sse',
    about: 'open thoughts',
    expected: found({ model: 'openai/gpt-oss-20b', usage: tokens(20, 0, 16, 10) }),
  },
  {
    file: 'function-call.sse',
    about: 'a function call',
    expected: found({ ...called, usage: tokens(44, 256, 24) }),
  },
  {
    file: 'parallel-calls.sse',
    about: 'two function calls, interleaved',
    expected: found({ ...called, usage: tokens(44, 256, 40) }),
  },
  {
    file: 'custom-call.sse',
    about: 'a call of a custom tool',
    expected: found({ ...called, usage: tokens(16, 384, 33) }),
  },
  {
    file: 'text-then-call.sse',
    about: 'a comment before a call',
    expected: found({ ...called, usage: tokens(310, 0, 50) }),
  },
  {
    file: 'refusal.sse',
    about: 'a refusal',
    expected: found({ usage: tokens(40, 0, 7), refused: true, empty: true }),
  },
  {
    file: 'incomplete-length.sse',
    about: 'an end at the length limit',
    expected: found({ end: 'truncated', usage: tokens(30, 0, 16) }),
  },
  {
    file: 'incomplete-filter.sse',
    about: 'an end by a filter',
    expected: found({ end: 'truncated', usage: tokens(30, 0, 1) }),
  },
  {
    file: 'incomplete-thinking.sse',
    about: 'an end in the middle of its thoughts',
    expected: found({ end: 'truncated', empty: true, usage: tokens(30, 0, 16, 16) }),
  },
  { file: 'failed.sse', about: 'a failed response', expected: found({ end: 'failed', empty: true }), answerChars: 0 },
  {
    file: 'error-nested.sse',
    about: 'an error event as the service sends it',
    expected: found({ end: 'failed' }),
    answerChars: 4,
  },
  {
    file: 'error-flat.sse',
    about: 'an error event as the reference has it',
    expected: found({ end: 'failed' }),
    answerChars: 4,
  },
  {
    file: 'error-bare.sse',
    about: 'an error event without a type',
    expected: found({ end: 'failed', empty: true }),
    answerChars: 0,
  },
  {
    file: 'error-named.sse',
    about: 'an error that only the event name tells',
    expected: found({ end: 'failed', empty: true }),
    answerChars: 0,
  },
  {
    file: 'error-then-failed.sse',
    about: 'an error event before the failed response',
    expected: found({ end: 'failed' }),
    answerChars: 4,
  },
  { file: 'unknown-events.sse', about: 'events that nobody knows', expected: found({ usage: short }) },
  {
    file: 'unknown-item.sse',
    about: 'an item that nobody knows',
    expected: found({ ...called, usage: short }),
  },
  { file: 'crlf.sse', about: 'CRLF', expected: found({ usage: tokens(9, 0, 4) }) },
  { file: 'cr.sse', about: 'CR', expected: found({ usage: tokens(9, 0, 4) }) },
  {
    file: 'comments-and-cost.sse',
    about: 'comments, a reported cost and [DONE]',
    expected: found({ model: 'deepseek/deepseek-chat', usage: { ...tokens(210, 0, 4), reportedCost: 61 } }),
  },
  { file: 'no-event-names.sse', about: 'no event names', expected: found({ usage: short }) },
  { file: 'no-final-newline.sse', about: 'no empty line at its end', expected: found({ usage: short }) },
  { file: 'no-space-after-colon.sse', about: 'no space after a colon', expected: found({ usage: short }) },
  {
    file: 'cut-between-events.sse',
    about: 'no end at all',
    expected: found({ end: 'broken' }),
    answerChars: 'No names.'.length,
  },
  {
    file: 'cut-inside-event.sse',
    about: 'an end inside an event',
    expected: found({ end: 'broken' }),
    answerChars: 'No '.length,
  },
  {
    file: 'cut-inside-terminal.sse',
    about: 'an end inside the terminal event',
    expected: found({ end: 'broken' }),
    answerChars: 'No names.'.length,
  },
  {
    file: 'no-usage-unicode.sse',
    about: 'no usage, text outside ASCII',
    expected: found({}),
    answerChars: unicode.length,
  },
  { file: 'empty-text.sse', about: 'no text', expected: found({ usage: tokens(12, 0, 0), empty: true }) },
  {
    file: 'output-left-out.sse',
    about: 'a terminal event without its text',
    expected: found({ usage: tokens(60, 0, 3) }),
  },
  {
    file: 'call-left-out.sse',
    about: 'a terminal event without its call',
    expected: found({ ...called, usage: tokens(60, 0, 3) }),
  },
  {
    file: 'type-last.sse',
    about: 'spaces, and types behind everything else',
    expected: found({ model: 'Qwen/Qwen3-8B', usage: tokens(9, 0, 3) }),
  },
  { file: 'annotations.sse', about: 'a citation', expected: found({ usage: tokens(9, 0, 3) }) },
  { file: 'two-messages.sse', about: 'two messages', expected: found({ usage: tokens(9, 0, 6) }) },
  {
    file: 'misleading-words.sse',
    about: 'text and tools that speak of errors and ends',
    expected: found({ usage: tokens(50, 0, 9) }),
  },
  {
    file: 'web-search.sse',
    about: 'a search on the web',
    expected: found({ ...called, usage: { ...tokens(500, 0, 20), webSearches: 1 } }),
  },
  {
    file: 'ids-that-are-words.sse',
    about: 'ids that are words of the language',
    expected: found({ usage: tokens(9, 0, 1) }),
  },
];

export const wholeCases: readonly ReplyCase[] = [
  {
    file: 'text.body',
    about: 'text that names events and fields',
    expected: found({ usage: tokens(476, 1024, 19) }),
  },
  {
    file: 'stored.body',
    about: 'text that the provider keeps',
    expected: found({ usage: tokens(12, 0, 5) }),
    keptByProvider: true,
  },
  {
    file: 'reasoning-summary.body',
    about: 'a summary of its thoughts',
    expected: found({ usage: tokens(80, 0, 140, 128) }),
  },
  {
    file: 'reasoning-encrypted.body',
    about: 'encrypted thoughts',
    expected: found({ usage: tokens(26, 64, 70, 64) }),
  },
  {
    file: 'reasoning-text.body',
    about: 'open thoughts',
    expected: found({ model: 'openai/gpt-oss-20b', usage: tokens(20, 0, 16, 10) }),
  },
  {
    file: 'parallel-calls.body',
    about: 'two function calls',
    expected: found({ ...called, usage: tokens(44, 256, 40) }),
  },
  {
    file: 'custom-call.body',
    about: 'a call of a custom tool',
    expected: found({ ...called, usage: tokens(16, 384, 33) }),
  },
  {
    file: 'namespace-call.body',
    about: 'a call of a tool in a namespace',
    expected: found({ ...called, usage: tokens(310, 0, 12) }),
  },
  {
    file: 'refusal.body',
    about: 'a refusal',
    expected: found({ usage: tokens(40, 0, 7), refused: true, empty: true }),
  },
  {
    file: 'incomplete-length.body',
    about: 'an end at the length limit',
    expected: found({ end: 'truncated', usage: tokens(30, 0, 16) }),
  },
  { file: 'failed.body', about: 'a failed response', expected: found({ end: 'failed', empty: true }) },
  { file: 'cancelled.body', about: 'a cancelled response', expected: found({ end: 'failed', empty: true }) },
  { file: 'queued.body', about: 'an answer still to come', expected: found({ end: 'broken', empty: true }) },
  { file: 'no-status.body', about: 'no status', expected: found({ usage: tokens(9, 0, 3) }) },
  { file: 'no-usage.body', about: 'no usage', expected: found({}), answerChars: '東京 🙂'.length },
  {
    file: 'unknown-item.body',
    about: 'an item that nobody knows',
    expected: found({ ...called, usage: short }),
  },
  { file: 'annotations.body', about: 'a citation', expected: found({ usage: tokens(9, 0, 3) }) },
  { file: 'empty-text.body', about: 'no text', expected: found({ usage: tokens(12, 0, 0), empty: true }) },
  {
    file: 'ids-that-are-words.body',
    about: 'ids that are words of the language',
    expected: found({ usage: tokens(9, 0, 1) }),
  },
  { file: 'not-json.body', about: 'no JSON', expected: nothingFound },
  { file: 'another-object.body', about: 'another object', expected: nothingFound },
  { file: 'error.body', about: 'an error under a good status', expected: { ...nothingFound, end: 'failed' } },
];

import type { Finding, Usage } from '../../../src/proxy/wire.js';

/** A reply of a text-completion server, and what must be found in it. */
interface ReplyCase {
  readonly file: string;
  /** What is peculiar about it. */
  readonly about: string;
  readonly expected: Omit<Finding, 'answerChars'>;
  /** Only where the reply has no usage, because only then is the cost estimated from it. */
  readonly answerChars?: number;
}

function found(parts: Partial<ReplyCase['expected']>): ReplyCase['expected'] {
  return {
    usage: undefined,
    model: 'gpt-3.5-turbo-instruct',
    end: 'complete',
    calledTools: false,
    refused: false,
    empty: false,
    ...parts,
  };
}

function tokens(input: number, output: number, cachedInput = 0): Usage {
  return { input, cachedInput, cacheWrite: 0, output, reasoning: 0 };
}

const nothingFound = found({ model: undefined, end: 'broken', empty: true });

export const streamCases: readonly ReplyCase[] = [
  { file: 'text.sse', about: 'text that speaks of "usage"', expected: found({ usage: tokens(40, 6) }) },
  {
    file: 'fill-in-the-middle.sse',
    about: 'code for a gap, usage beside the end',
    expected: found({ model: 'codestral-2508', usage: tokens(56, 8, 64) }),
  },
  { file: 'crlf-and-comments.sse', about: 'CRLF and comments', expected: found({ usage: tokens(5, 3) }) },
  {
    file: 'no-usage-unicode.sse',
    about: 'no usage, text outside ASCII',
    expected: found({}),
    answerChars: '東京 🙂é\u2028'.length,
  },
  { file: 'no-done.sse', about: 'no [DONE]', expected: found({ usage: tokens(5, 1) }) },
  { file: 'no-final-newline.sse', about: 'no empty line at its end', expected: found({ usage: tokens(5, 1) }) },
  {
    file: 'length.sse',
    about: 'an end at the length limit',
    expected: found({ end: 'truncated', usage: tokens(5, 2) }),
  },
  { file: 'error-event.sse', about: 'an error event', expected: found({ end: 'failed' }), answerChars: 2 },
  { file: 'cut.sse', about: 'no end at all', expected: found({ end: 'broken' }), answerChars: 'So far'.length },
  { file: 'empty.sse', about: 'no text', expected: found({ empty: true, usage: tokens(5, 0) }) },
  { file: 'done-in-the-text.sse', about: 'text that looks like the end', expected: found({ usage: tokens(5, 9) }) },
  { file: 'two-choices.sse', about: 'two choices', expected: found({ usage: tokens(5, 2) }) },
  { file: 'an-id-per-chunk.sse', about: 'an id for every chunk', expected: found({ usage: tokens(5, 2) }) },
  { file: 'unknown-fields.sse', about: 'fields that nobody knows', expected: found({ usage: tokens(5, 2) }) },
];

export const wholeCases: readonly ReplyCase[] = [
  { file: 'text.body', about: 'text that speaks of "usage"', expected: found({ usage: tokens(40, 6) }) },
  {
    file: 'no-usage-unicode.body',
    about: 'no usage, text outside ASCII',
    expected: found({}),
    answerChars: '東京 🙂é'.length,
  },
  {
    file: 'length.body',
    about: 'an end at the length limit',
    expected: found({ end: 'truncated', usage: tokens(5, 2) }),
  },
  { file: 'empty.body', about: 'no text', expected: found({ empty: true, usage: tokens(5, 0) }) },
  { file: 'not-json.body', about: 'no JSON', expected: nothingFound },
  { file: 'no-choices.body', about: 'another object', expected: nothingFound },
];

import { readFileSync } from 'node:fs';
import type { Finding, Usage } from '../../../src/proxy/wire.js';

/** A reply as a provider of Anthropic's messages gives it, and what must be found in it. */
export interface ReplyCase {
  readonly file: string;
  /** What is peculiar about it. */
  readonly about: string;
  readonly expected: Omit<Finding, 'answerChars'>;
  /** Only where the reply has no usage, because only then is the cost estimated from it. */
  readonly answerChars?: number;
}

/** The bytes of a case, and its name for test titles. */
export function sampleOf({ file, about }: ReplyCase): { readonly name: string; readonly bytes: Buffer } {
  return { name: about, bytes: readFileSync(new URL(file, import.meta.url)) };
}

function found(parts: Partial<ReplyCase['expected']> = {}): ReplyCase['expected'] {
  return {
    usage: tokens(12, 9),
    model: 'claude-sonnet-5-5',
    end: 'complete',
    calledTools: false,
    refused: false,
    empty: false,
    ...parts,
  };
}

function tokens(input: number, output: number, more: Partial<Usage> = {}): Usage {
  return { input, cachedInput: 0, cacheWrite: 0, output, reasoning: 0, ...more };
}

const calledTools = true;
const nothingSaid = { usage: undefined, model: undefined, empty: true } as const;

export const streamCases: readonly ReplyCase[] = [
  { file: 'text.sse', about: 'text that speaks of "usage", and a ping', expected: found() },
  { file: 'unicode.sse', about: 'text outside ASCII', expected: found() },
  {
    file: 'cache-5m.sse',
    about: 'a prompt cache written for five minutes and read',
    expected: found({ usage: tokens(4, 3, { cachedInput: 18000, cacheWrite: 1200 }) }),
  },
  {
    file: 'cache-1h.sse',
    about: 'a prompt cache written for an hour and for five minutes',
    expected: found({ usage: tokens(4, 3, { cacheWrite: 21000, cacheWriteHour: 20000 }) }),
  },
  {
    file: 'input-restated.sse',
    about: 'input that is only known at the end',
    expected: found({ usage: tokens(340, 5, { cachedInput: 2048 }) }),
  },
  {
    file: 'usage-nulls.sse',
    about: 'closing figures that are null',
    expected: found({ usage: tokens(30, 4, { cachedInput: 64 }) }),
  },
  { file: 'two-message-deltas.sse', about: 'figures given twice', expected: found({ usage: tokens(12, 6) }) },
  {
    file: 'tool.sse',
    about: 'a tool call whose input speaks of "message_stop"',
    expected: found({ usage: tokens(12, 40), calledTools }),
  },
  { file: 'tool-only.sse', about: 'a tool without input', expected: found({ usage: tokens(12, 21), calledTools }) },
  {
    file: 'parallel-tools.sse',
    about: 'two tool calls that grow in turns',
    expected: found({ usage: tokens(12, 66), calledTools }),
  },
  {
    file: 'thinking.sse',
    about: 'a signed thought',
    expected: found({ usage: tokens(50, 31, { reasoning: 22 }) }),
  },
  {
    file: 'thinking-hidden.sse',
    about: 'a thought of which only the signature is shown',
    expected: found({ usage: tokens(12, 18, { reasoning: 14 }) }),
  },
  { file: 'redacted-thinking.sse', about: 'a redacted thought', expected: found({ usage: tokens(12, 44) }) },
  {
    file: 'thinking-only.sse',
    about: 'a thought and no answer',
    expected: found({ usage: tokens(12, 6), empty: true }),
  },
  {
    file: 'refusal.sse',
    about: 'a refusal',
    expected: found({ usage: tokens(12, 1), refused: true, empty: true }),
  },
  {
    file: 'refusal-midway.sse',
    about: 'a refusal after the first words',
    expected: found({ usage: tokens(12, 12), refused: true }),
  },
  {
    file: 'max-tokens.sse',
    about: 'an answer stopped by its limit',
    expected: found({ usage: tokens(12, 16), end: 'truncated' }),
  },
  {
    file: 'context-full.sse',
    about: 'a full context window',
    expected: found({ usage: tokens(12, 4000), end: 'truncated' }),
  },
  {
    file: 'pause-turn.sse',
    about: 'a paused turn',
    expected: found({ usage: tokens(12, 30), end: 'truncated', calledTools }),
  },
  { file: 'unknown-reason.sse', about: 'an unknown reason to stop', expected: found({ end: 'truncated' }) },
  { file: 'stop-sequence.sse', about: 'a stop sequence', expected: found({ usage: tokens(12, 5) }) },
  { file: 'empty.sse', about: 'no content', expected: found({ usage: tokens(12, 2), empty: true }) },
  { file: 'empty-text.sse', about: 'an empty text', expected: found({ usage: tokens(12, 2), empty: true }) },
  {
    file: 'error-midway.sse',
    about: 'an error in the middle',
    expected: found({ usage: undefined, end: 'failed' }),
    answerChars: 2,
  },
  {
    file: 'overloaded.sse',
    about: 'nothing but an error',
    expected: found({ ...nothingSaid, end: 'failed' }),
    answerChars: 0,
  },
  {
    file: 'error-plain.sse',
    about: 'an error known only by its name',
    expected: found({ usage: undefined, empty: true, end: 'failed' }),
    answerChars: 0,
  },
  {
    file: 'cut.sse',
    about: 'no end at all',
    expected: found({ usage: undefined, end: 'broken' }),
    answerChars: 'So far'.length,
  },
  {
    file: 'cut-in-tool.sse',
    about: 'half the input of a tool',
    expected: found({ usage: undefined, end: 'broken', calledTools }),
    answerChars: '{"cmd":"rm'.length,
  },
  { file: 'cut-before-stop.sse', about: 'a stop reason but no end', expected: found({ end: 'broken' }) },
  {
    file: 'cut-in-event.sse',
    about: 'half an event at its end',
    expected: found({ usage: undefined, end: 'broken' }),
    answerChars: 'Half'.length,
  },
  { file: 'ping-first.sse', about: 'pings before it begins', expected: found() },
  { file: 'comments.sse', about: 'comments between events and inside one', expected: found() },
  { file: 'unknown-events.sse', about: 'unknown events', expected: found() },
  { file: 'unknown-block.sse', about: 'an unknown kind of block that grows', expected: found() },
  { file: 'citations.sse', about: 'citations', expected: found() },
  {
    file: 'web-search.sse',
    about: "a search by the provider's own tool",
    expected: found({ usage: tokens(10682, 510), calledTools }),
  },
  {
    file: 'code-execution.sse',
    about: 'code run in a container of the provider',
    expected: found({ usage: tokens(12, 80), calledTools }),
  },
  {
    file: 'called-by-code.sse',
    about: 'a tool called by code',
    expected: found({ usage: tokens(12, 70), calledTools }),
  },
  { file: 'mcp-tool.sse', about: 'a tool of an MCP server', expected: found({ calledTools }) },
  {
    file: 'compaction.sse',
    about: 'a summary that is charged beside the answer',
    expected: found({ usage: tokens(203000, 4500) }),
  },
  {
    file: 'broken-tool-input.sse',
    about: 'tool input that is no JSON',
    expected: found({ usage: tokens(12, 5), calledTools }),
  },
  {
    file: 'input-at-start.sse',
    about: 'tool input that comes at once',
    expected: found({ usage: tokens(12, 8), calledTools }),
  },
  { file: 'about-events.sse', about: 'text made of the words of the dialect', expected: found() },
  { file: 'bedrock-metrics.sse', about: 'metrics of another host in its last event', expected: found() },
  {
    file: 'no-usage.sse',
    about: 'no usage',
    expected: found({ usage: undefined }),
    answerChars: 'Local answer'.length,
  },
  { file: 'spaced-json.sse', about: 'spaces in its JSON', expected: found({ calledTools }) },
  { file: 'no-space-after-colon.sse', about: 'no space after the colon of a field', expected: found() },
  { file: 'no-event-names.sse', about: 'no event names', expected: found() },
  { file: 'done-appended.sse', about: "another dialect's last event behind its own", expected: found() },
];

export const wholeCases: readonly ReplyCase[] = [
  { file: 'text.body', about: 'text that speaks of "usage"', expected: found() },
  { file: 'unicode.body', about: 'text outside ASCII', expected: found() },
  {
    file: 'cache.body',
    about: 'a prompt cache written for both times and read',
    expected: found({ usage: tokens(4, 3, { cachedInput: 18000, cacheWrite: 1500, cacheWriteHour: 1200 }) }),
  },
  {
    file: 'cache-split-only.body',
    about: 'cache writes given only by their time',
    expected: found({ usage: tokens(4, 3, { cacheWrite: 400, cacheWriteHour: 100 }) }),
  },
  { file: 'tools.body', about: 'two tool calls', expected: found({ usage: tokens(300, 55), calledTools }) },
  {
    file: 'thinking.body',
    about: 'a signed and a redacted thought',
    expected: found({ usage: tokens(50, 31, { reasoning: 22 }) }),
  },
  { file: 'citations.body', about: 'citations', expected: found() },
  {
    file: 'web-search.body',
    about: 'a search that failed',
    expected: found({ usage: tokens(900, 80), calledTools }),
  },
  {
    file: 'refusal.body',
    about: 'a refusal',
    expected: found({ usage: tokens(20, 1), refused: true, empty: true }),
  },
  {
    file: 'max-tokens.body',
    about: 'an answer stopped by its limit',
    expected: found({ usage: tokens(30, 16), end: 'truncated' }),
  },
  { file: 'stop-sequence.body', about: 'a stop sequence', expected: found({ usage: tokens(30, 5) }) },
  { file: 'pause-turn.body', about: 'a paused turn', expected: found({ end: 'truncated' }) },
  { file: 'empty.body', about: 'no content', expected: found({ usage: tokens(12, 2), empty: true }) },
  { file: 'unknown-block.body', about: 'an unknown kind of block', expected: found() },
  {
    file: 'compaction.body',
    about: 'a summary that is charged beside the answer',
    expected: found({ usage: tokens(203000, 4500, { cacheWrite: 7, cacheWriteHour: 7 }) }),
  },
  {
    file: 'no-usage.body',
    about: 'no usage',
    expected: found({ usage: undefined }),
    answerChars: 'Local answer'.length,
  },
  { file: 'error.body', about: 'an error', expected: found({ ...nothingSaid, end: 'failed' }) },
  { file: 'not-json.body', about: 'no JSON', expected: found({ ...nothingSaid, end: 'broken' }) },
];

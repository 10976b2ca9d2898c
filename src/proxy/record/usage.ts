import type { Facts } from '../prompt.js';
import type { Usage } from '../wire.js';
import type { StoredRow } from './columns.js';

/** The rule of thumb that providers themselves publish for English text. */
const charsPerToken = 4;

/** What a row says was used. What the provider itself reported as the cost is not in it. */
export function usageOf(row: StoredRow): Usage {
  return {
    input: row.inputTokens,
    cachedInput: row.cachedInputTokens,
    cacheWrite: row.cacheWriteTokens,
    cacheWriteHour: row.cacheWriteHourTokens,
    output: row.outputTokens,
    reasoning: row.reasoningTokens,
    audioInput: row.audioInputTokens,
    imageInput: row.imageInputTokens,
    audioOutput: row.audioOutputTokens,
    imageOutput: row.imageOutputTokens,
    webSearches: row.webSearches,
    fileSearches: row.fileSearches,
    ...(row.terms === null ? {} : { terms: row.terms.split(',') }),
  };
}

/** Nothing was used: the provider refused, or was never reached. */
export const noUsage: Usage = { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };

/**
 * What a stream probably used that was cut before it said so: the text of the request and the answer seen so far. Tool
 * definitions, images and hidden reasoning are not in it, so it is rather too low.
 */
export function estimateUsage(facts: Facts, answerChars: number): Usage {
  const requestChars = facts.turns.reduce((sum, turn) => sum + turn.text.length, 0);
  return { ...noUsage, input: Math.ceil(requestChars / charsPerToken), output: answerTokens(answerChars) };
}

/** The same where the stream had begun to say it: the input is exact, and at least the answer seen came out. */
export function completeUsage(partial: Usage, answerChars: number): Usage {
  return cleanUsage({ ...partial, output: Math.max(whole(partial.output), answerTokens(answerChars)) });
}

/**
 * Whole numbers from zero up, whatever a provider reported. A part is never more than what it is part of. What was not
 * used is left out, unless it is one of the main kinds.
 */
export function cleanUsage(usage: Usage): Usage {
  const input = whole(usage.input);
  const cacheWrite = whole(usage.cacheWrite);
  const output = whole(usage.output);
  const reasoning = Math.min(whole(usage.reasoning), output);
  const audioInput = Math.min(whole(usage.audioInput), input);
  const audioOutput = Math.min(whole(usage.audioOutput), output - reasoning);
  const optional = {
    cacheWriteHour: Math.min(whole(usage.cacheWriteHour), cacheWrite),
    audioInput,
    imageInput: Math.min(whole(usage.imageInput), input - audioInput),
    audioOutput,
    imageOutput: Math.min(whole(usage.imageOutput), output - reasoning - audioOutput),
    webSearches: whole(usage.webSearches),
    fileSearches: whole(usage.fileSearches),
  };
  const { reportedCost, terms = [], unmetered } = usage;
  return {
    input,
    cachedInput: whole(usage.cachedInput),
    cacheWrite,
    output,
    reasoning,
    ...Object.fromEntries(Object.entries(optional).filter(([, count]) => count > 0)),
    ...(terms.length > 0 ? { terms: [...new Set(terms)] } : {}),
    ...(unmetered === true ? { unmetered } : {}),
    ...(isAmount(reportedCost) ? { reportedCost: whole(reportedCost) } : {}),
  };
}

function answerTokens(answerChars: number): number {
  return Math.ceil(whole(answerChars) / charsPerToken);
}

function isAmount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

function whole(value: number | undefined): number {
  return value !== undefined && value > 0 ? Math.min(Math.round(value), Number.MAX_SAFE_INTEGER) : 0;
}

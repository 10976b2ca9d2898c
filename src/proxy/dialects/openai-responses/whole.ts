import type { JsonObject } from '../../prompt.js';
import type { Finding } from '../../wire.js';
import { asArray, asObject, asString, parseObject } from '../shape.js';
import { readUsage } from './usage.js';

/** Reads a whole response object. Bytes that are not one count as a broken reply. */
export function readWholeReply(body: Buffer): Finding {
  return readResponse(parseObject(body) ?? {});
}

/** Reads a response object, whole or from the terminal event of a stream. */
export function readResponse(response: JsonObject): Finding {
  return {
    usage: readUsage(response),
    model: asString(response['model']),
    end: endOf(response),
    ...readOutput(asArray(response['output']).map(item => asObject(item) ?? {})),
  };
}

/** What the output items say. An item of an unknown kind counts as a call, so that it is never kept as knowledge. */
export function readOutput(items: readonly JsonObject[]): Omit<Finding, 'usage' | 'model' | 'end'> {
  const parts = items.flatMap(item => (item['type'] === 'message' ? asArray(item['content']) : [])).map(asObject);
  const chars = parts.reduce((sum, part) => sum + (asString(part?.['text']) ?? '').length, 0);
  const calls = items.filter(item => !spoken.has(asString(item['type']) ?? ''));
  return {
    calledTools: calls.length > 0,
    refused: parts.some(part => (asString(part?.['refusal']) ?? '') !== ''),
    empty: chars === 0 && calls.length === 0,
    answerChars: calls.reduce((sum, call) => sum + callChars(call), chars),
  };
}

/** Items that do nothing: words, thoughts, and a summary of what came before. */
const spoken: ReadonlySet<string> = new Set(['message', 'reasoning', 'compaction']);

function callChars(call: JsonObject): number {
  return (asString(call['arguments']) ?? asString(call['input']) ?? '').length;
}

/** Some servers leave the status out; `queued` and `in_progress` are answers still to come. */
function endOf(response: JsonObject): Finding['end'] {
  if (asObject(response['error']) !== undefined) return 'failed';
  const status = asString(response['status']);
  if (status === undefined) return Array.isArray(response['output']) ? 'complete' : 'broken';
  return ends[status] ?? 'broken';
}

const ends: Readonly<Record<string, Finding['end']>> = {
  completed: 'complete',
  incomplete: 'truncated',
  failed: 'failed',
  cancelled: 'failed',
};

import type { JsonObject } from '../../prompt.js';
import type { Finding, Usage } from '../../wire.js';
import { memberSpans } from '../json-splice.js';
import type { MemberSpan } from '../json-splice.js';
import { parseObject } from '../openai-chat/whole.js';
import { readUsage } from '../openai-chat/usage.js';
import { asCount, asString } from '../shape.js';

/**
 * Reads a list of embeddings. The vectors, megabytes of digits at times, are only passed over: no more than the other
 * fields is built. Bytes that are not such a list count as a broken reply.
 */
export function readWholeReply(body: Buffer): Finding {
  const reply = withoutData(body);
  const usage = usageOf(reply);
  return {
    usage,
    model: asString(reply?.['model']),
    end: reply === undefined ? 'broken' : 'complete',
    calledTools: false,
    refused: false,
    empty: reply?.['data'] !== true,
    answerChars: 0,
  };
}

/** The reply with `true` in place of a list of vectors that has anything in it; undefined when there is no such list. */
function withoutData(body: Buffer): JsonObject | undefined {
  const data = dataSpan(body);
  if (data === undefined || body[data.start] !== 0x5b || body[data.end - 1] !== 0x5d) return undefined;
  // An empty list has nothing but space in it.
  const filled = /^\[\s*[^\s\]]/.test(body.toString('latin1', data.start, data.start + 64));
  const rest = Buffer.concat([body.subarray(0, data.start), Buffer.from(String(filled)), body.subarray(data.end)]);
  return parseObject(rest);
}

function dataSpan(body: Buffer): MemberSpan | undefined {
  try {
    return memberSpans(body).findLast(span => span.key === 'data');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Tokens of input are all there is. Some providers only name the total. */
function usageOf(reply: JsonObject | undefined): Usage | undefined {
  const usage = readUsage(reply?.['usage']);
  if (usage === undefined || usage.input > 0) return usage;
  const total = (reply?.['usage'] as JsonObject)['total_tokens'];
  return { ...usage, input: Math.max(0, asCount(total) - usage.cachedInput) };
}

import type { JsonObject } from '../../prompt.js';
import type { Finding } from '../../wire.js';
import { asString, parseObject } from '../shape.js';
import { blocksOf, isToolCall } from './blocks.js';
import { isError } from './events.js';
import { endOf, refusal } from './stop.js';
import { readUsage } from './usage.js';

/** Reads a whole message object. Bytes that are not one count as a broken reply. */
export function readWholeReply(body: Buffer): Finding {
  const message = parseObject(body.toString('utf8'));
  if (message === undefined || !Array.isArray(message['content'])) {
    return { ...noMessage, end: isError(message) ? 'failed' : 'broken' };
  }
  const blocks = blocksOf(message['content']);
  const stopReason = asString(message['stop_reason']);
  const calledTools = blocks.some(isToolCall);
  return {
    usage: readUsage(message['usage']),
    model: asString(message['model']),
    end: endOf(stopReason),
    calledTools,
    refused: stopReason === refusal,
    empty: !calledTools && blocks.every(block => (asString(block['text']) ?? '') === ''),
    answerChars: blocks.reduce((chars, block) => chars + answerChars(block), 0),
  };
}

function answerChars(block: JsonObject): number {
  const words = (asString(block['text']) ?? '').length + (asString(block['thinking']) ?? '').length;
  return isToolCall(block) ? words + JSON.stringify(block['input'] ?? {}).length : words;
}

const noMessage: Omit<Finding, 'end'> = {
  usage: undefined,
  model: undefined,
  calledTools: false,
  refused: false,
  empty: true,
  answerChars: 0,
};

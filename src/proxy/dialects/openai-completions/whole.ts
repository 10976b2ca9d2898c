import type { Finding } from '../../wire.js';
import { readUsage } from '../openai-chat/usage.js';
import { asArray, asObject, asString, parseObject } from '../shape.js';
import { textOf } from './watch.js';

/** Reads a whole text-completion object. Bytes that are not one count as a broken reply. */
export function readWholeReply(body: Buffer): Finding {
  const reply = parseObject(body);
  const text = textOf(reply?.['choices']);
  const reasons = asArray(reply?.['choices']).map(choice => asString(asObject(choice)?.['finish_reason']));
  return {
    usage: readUsage(reply?.['usage']),
    model: asString(reply?.['model']),
    end: reasons.length === 0 ? 'broken' : reasons.some(isCut) ? 'truncated' : 'complete',
    calledTools: false,
    refused: false,
    empty: text === '',
    answerChars: text.length,
  };
}

function isCut(reason: string | undefined): boolean {
  return reason === 'length' || reason === 'content_filter';
}

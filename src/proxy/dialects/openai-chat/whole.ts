import type { Finding } from '../../wire.js';
import { asArray, asObject, asString, parseObject } from '../shape.js';
import { contentText } from './facts.js';
import { readReplyUsage } from './usage.js';

/** Reads a whole chat-completion object. Bytes that are not one count as a broken reply. */
export function readWholeReply(body: Buffer): Finding {
  const reply = parseObject(body);
  const choices = asArray(reply?.['choices']).map(choice => asObject(choice) ?? {});
  if (reply === undefined || choices.length === 0) return broken;
  const messages = choices.map(choice => asObject(choice['message']) ?? {});
  const text = messages.map(message => contentText(message['content'])).join('');
  const calledTools = messages.some(
    message => asArray(message['tool_calls']).length > 0 || asObject(message['function_call']) !== undefined,
  );
  const cut = choices.some(
    choice => choice['finish_reason'] === 'length' || choice['finish_reason'] === 'content_filter',
  );
  return {
    usage: readReplyUsage(reply),
    model: asString(reply['model']),
    end: cut ? 'truncated' : 'complete',
    calledTools,
    refused: messages.some(message => (asString(message['refusal']) ?? '') !== ''),
    empty: text === '' && !calledTools,
    answerChars: text.length,
  };
}

const broken: Finding = {
  usage: undefined,
  model: undefined,
  end: 'broken',
  calledTools: false,
  refused: false,
  empty: true,
  answerChars: 0,
};

import type { Json } from '../../prompt.js';
import type { Finding, Usage } from '../../wire.js';
import { readUsage } from '../openai-chat/usage.js';
import { asArray, asCount, asObject, asString, parseObject } from '../shape.js';

/** Reads a list of embeddings. Bytes that are not one count as a broken reply. */
export function readWholeReply(body: Buffer): Finding {
  const reply = parseObject(body) ?? {};
  return {
    usage: inputUsage(reply['usage']),
    model: asString(reply['model']),
    end: Array.isArray(reply['data']) ? 'complete' : 'broken',
    calledTools: false,
    refused: false,
    empty: asArray(reply['data']).length === 0,
    answerChars: 0,
  };
}

/** Tokens of input are all there is. Some providers only name the total. */
function inputUsage(value: Json | undefined): Usage | undefined {
  const usage = readUsage(value);
  if (usage === undefined || usage.input > 0) return usage;
  return { ...usage, input: Math.max(0, asCount(asObject(value)?.['total_tokens']) - usage.cachedInput) };
}

import type { Facts, JsonObject } from '../prompt.js';
import type { Dialect, Finding, Usage } from '../wire.js';
import { anthropicMessages } from './anthropic-messages.js';
import { isError } from './anthropic-messages/events.js';
import { asNumber, asString, parseObject } from './shape.js';

/**
 * Anthropic's question how many tokens a request would have. The body is that of a message, the answer one number,
 * always in one piece and free of charge. Clients ask it in bursts, so the same question is answered from the cache.
 */
export const anthropicCountTokens: Dialect = {
  ...anthropicMessages,
  name: 'anthropic-count-tokens',
  paths: ['/messages/count_tokens'],
  fixedModel: true,
  read: readCountFacts,
  readWhole: readCount,
  replay: stored => ({ kind: 'whole', body: stored.body }),
};

/**
 * Only what names the request. Without turns and tools it is neither an agent's turn, which would not be kept, nor a
 * question that may be matched in other words: the count of another text is another count.
 */
function readCountFacts(body: JsonObject): Facts {
  return {
    ...anthropicMessages.read(body),
    stream: false,
    turns: [],
    toolNames: [],
    toolChoice: undefined,
    schemaKeys: undefined,
    structured: false,
    serverState: false,
  };
}

function readCount(body: Buffer): Finding {
  const reply = parseObject(body.toString('utf8'));
  const counted = asNumber(reply?.['input_tokens']) !== undefined;
  return {
    usage: counted ? free : undefined,
    model: asString(reply?.['model']),
    end: counted ? 'complete' : isError(reply) ? 'failed' : 'broken',
    calledTools: false,
    refused: false,
    empty: !counted,
    answerChars: 0,
  };
}

/** The tokens that were counted are not used, and counting costs nothing, whatever the model. */
const free: Usage = { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0, reportedCost: 0 };

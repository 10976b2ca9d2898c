import type { Facts, JsonObject } from '../../prompt.js';
import { BadRequestError } from '../../prompt.js';
import { readModel } from '../required-fields.js';
import { contentText } from '../openai-chat/facts.js';

/**
 * Reads an embeddings body. Nobody speaks in it, so its turn is nobody's: that keeps it out of every loose match.
 * Throws {@link BadRequestError} for bodies no provider could read.
 */
export function readFacts(body: JsonObject): Facts {
  const model = readModel(body);
  const { input } = body;
  if (typeof input !== 'string' && !Array.isArray(input)) {
    throw new BadRequestError(400, 'invalid_input', "'input' must be a string, or an array of strings or tokens.");
  }
  return {
    model,
    stream: false,
    wantsStreamUsage: true,
    turns: [{ role: 'other', text: contentText(input), calledTools: false, toolResult: false, media: false }],
    toolNames: [],
    toolChoice: undefined,
    schemaKeys: undefined,
    structured: false,
    maxOutputTokens: undefined,
    temperature: undefined,
    choices: 1,
    seeded: false,
    logprobs: false,
    serverState: false,
  };
}

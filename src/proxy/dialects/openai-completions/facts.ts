import type { Facts, Json, JsonObject } from '../../prompt.js';
import { BadRequestError } from '../../prompt.js';
import { contentText } from '../openai-chat/facts.js';
import { readModel } from '../required-fields.js';
import { asNumber, asObject, asString } from '../shape.js';

/**
 * Reads a text-completion body. The prompt is a text to be carried on, not something a person said, so its turn is
 * nobody's: that keeps it out of every loose match. Throws {@link BadRequestError} for bodies no provider could read.
 */
export function readFacts(body: JsonObject): Facts {
  const model = readModel(body);
  const { prompt } = body;
  if (!isPrompt(prompt)) {
    throw new BadRequestError(400, 'invalid_prompt', "'prompt' must be a string, or an array of strings or tokens.");
  }
  const text = [contentText(prompt), asString(body['suffix']) ?? ''].filter(part => part !== '').join('\n');
  return {
    model,
    stream: body['stream'] === true,
    wantsStreamUsage: asObject(body['stream_options'])?.['include_usage'] === true,
    turns: [{ role: 'other', text, calledTools: false, toolResult: false, media: false }],
    toolNames: [],
    toolChoice: undefined,
    schemaKeys: undefined,
    structured: false,
    maxOutputTokens: asNumber(body['max_tokens']),
    temperature: asNumber(body['temperature']),
    choices: asNumber(body['n']) ?? 1,
    seeded: body['seed'] !== undefined && body['seed'] !== null,
    logprobs: asNumber(body['logprobs']) !== undefined,
    serverState: false,
  };
}

/** Without a prompt the model begins a new document. */
function isPrompt(prompt: Json | undefined): boolean {
  return prompt === undefined || prompt === null || typeof prompt === 'string' || Array.isArray(prompt);
}

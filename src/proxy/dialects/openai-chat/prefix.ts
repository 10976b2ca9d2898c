import type { Json, JsonObject } from '../../prompt.js';
import type { PromptPrefix } from '../../wire.js';
import { eachPart, findPrefix } from '../prefix-spans.js';
import { asArray, asObject, asString } from '../shape.js';

/**
 * A chat body as the provider's prompt cache sees it: tools, then one part per message. OpenAI's page on prompt caching
 * says that the schema of a structured answer stands before the system message and that `prompt_cache_key` steers
 * requests to where their prefix is kept.
 */
export function readPrefix(raw: Buffer, body: JsonObject): PromptPrefix {
  return findPrefix(raw, body, members, { model: 'all', response_format: 'all', prompt_cache_key: 'all' });
}

const members = {
  tools: eachPart(() => ({ section: 'tools', role: '', media: false, markable: false })),
  messages: eachPart(message => {
    const role = asString(asObject(message)?.['role']) ?? '';
    const section = role === 'system' || role === 'developer' ? 'system' : 'messages';
    return { section, role, media: hasFile(asObject(message)?.['content']), markable: false };
  }),
};

function hasFile(content: Json | undefined): boolean {
  return asArray(content).some(piece => {
    const type = asString(asObject(piece)?.['type']) ?? 'text';
    return type !== 'text' && type !== 'refusal';
  });
}

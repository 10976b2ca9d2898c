import type { Json, JsonObject } from '../../prompt.js';
import type { PromptPrefix } from '../../wire.js';
import { isMarked, membersOf, parametersOf, partsOf } from '../prefix-spans.js';
import { asArray, asObject, asString } from '../shape.js';

/**
 * A chat body as the provider's prompt cache sees it: tools, then one part per message. OpenAI's page on prompt caching
 * says that the schema of a structured answer stands before the system message and that `prompt_cache_key` steers
 * requests to where their prefix is kept. Some providers take breakpoints in this dialect too.
 */
export function readPrefix(raw: Buffer, body: JsonObject): PromptPrefix {
  const members = membersOf(raw);
  const { tools, messages } = body;
  return {
    parts: [
      ...partsOf(raw, members.get('tools'), tools, () => ({
        section: 'tools',
        role: '',
        media: false,
        markable: false,
      })),
      ...partsOf(raw, members.get('messages'), messages, message => {
        const role = asString(asObject(message)?.['role']) ?? '';
        const section = role === 'system' || role === 'developer' ? 'system' : 'messages';
        return { section, role, media: hasFile(asObject(message)?.['content']), markable: false };
      }),
    ],
    parameters: parametersOf(members, { model: 'all', response_format: 'all', prompt_cache_key: 'all' }),
    marked: isMarked(tools) || isMarked(messages),
  };
}

function hasFile(content: Json | undefined): boolean {
  return asArray(content).some(piece => {
    const type = asString(asObject(piece)?.['type']) ?? 'text';
    return type !== 'text' && type !== 'refusal';
  });
}

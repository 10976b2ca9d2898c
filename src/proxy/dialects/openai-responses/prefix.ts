import type { Json, JsonObject } from '../../prompt.js';
import type { PromptPrefix } from '../../wire.js';
import { membersOf, parametersOf, partsOf } from '../prefix-spans.js';
import { asArray, asObject, asString } from '../shape.js';

/** A responses body as the provider's prompt cache sees it: tools, instructions, then one part per item of the input. */
export function readPrefix(raw: Buffer, body: JsonObject): PromptPrefix {
  const members = membersOf(raw);
  const plain = { role: '', media: false, markable: false } as const;
  return {
    parts: [
      ...partsOf(raw, members.get('tools'), body['tools'], () => ({ ...plain, section: 'tools' })),
      ...partsOf(raw, members.get('instructions'), body['instructions'], () => ({ ...plain, section: 'system' })),
      ...partsOf(raw, members.get('input'), body['input'], item => {
        const role = asString(asObject(item)?.['role']) ?? '';
        const section = role === 'system' || role === 'developer' ? 'system' : 'messages';
        return { section, role, media: hasFile(asObject(item)?.['content']), markable: false };
      }),
    ],
    parameters: parametersOf(members, { model: 'all', text: 'all', prompt_cache_key: 'all' }),
    marked: false,
  };
}

function hasFile(content: Json | undefined): boolean {
  return asArray(content).some(piece => /^input_(?!text)/.test(asString(asObject(piece)?.['type']) ?? ''));
}

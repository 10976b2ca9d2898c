import type { Json, JsonObject } from '../../prompt.js';
import type { PromptPrefix } from '../../wire.js';
import { eachPart, findPrefix } from '../prefix-spans.js';
import { asArray, asObject, asString } from '../shape.js';

/** A responses body as the provider's prompt cache sees it: tools, instructions, then one part per item of the input. */
export function readPrefix(raw: Buffer, body: JsonObject): PromptPrefix {
  return findPrefix(raw, body, members, { model: 'all', text: 'all', prompt_cache_key: 'all' });
}

const plain = { role: '', media: false, markable: false } as const;
const members = {
  tools: eachPart(() => ({ ...plain, section: 'tools' })),
  instructions: eachPart(() => ({ ...plain, section: 'system' })),
  input: eachPart(item => {
    const role = asString(asObject(item)?.['role']) ?? '';
    const section = role === 'system' || role === 'developer' ? 'system' : 'messages';
    return { section, role, media: hasFile(asObject(item)?.['content']), markable: false };
  }),
};

function hasFile(content: Json | undefined): boolean {
  return asArray(content).some(piece => /^input_(?!text)/.test(asString(asObject(piece)?.['type']) ?? ''));
}

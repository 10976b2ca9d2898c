import type { Json, JsonObject } from '../../prompt.js';
import { asString } from '../shape.js';
import { blocksOf } from './blocks.js';

/**
 * The blocks of the system prompt without Claude Code's billing line, which stands at the start of one of them, holds a
 * checksum that changes with every request, and is taken out by the provider before the model sees it.
 */
export function systemBlocks(system: Json | undefined): readonly JsonObject[] {
  return blocksOf(system)
    .map(withoutBillingLine)
    .filter(block => block['type'] !== 'text' || block['text'] !== '');
}

function withoutBillingLine(block: JsonObject): JsonObject {
  const text = asString(block['text']);
  return text?.startsWith('x-anthropic-billing-header:') === true
    ? { ...block, text: text.replace(/^[^\n]*\n?/, '') }
    : block;
}

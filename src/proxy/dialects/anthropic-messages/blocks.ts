import type { Json, JsonObject } from '../../prompt.js';
import { asArray, asObject, asString } from '../shape.js';

/** The blocks of a content that may also be a plain text. Texts inside a list, which nobody sends, count as blocks. */
export function blocksOf(content: Json | undefined): readonly JsonObject[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return asArray(content).map(block =>
    typeof block === 'string' ? { type: 'text', text: block } : (asObject(block) ?? {}),
  );
}

/** A call, of the client's own tools or of the provider's: `tool_use`, `server_tool_use`, `mcp_tool_use`. */
export function isToolCall(block: JsonObject): boolean {
  return asString(block['type'])?.endsWith('tool_use') === true;
}

/** What a tool of the client gave back. Results of the provider's own tools are part of the assistant's message. */
export function isToolResult(block: JsonObject): boolean {
  return block['type'] === 'tool_result';
}

/** The text of a content: its text blocks, and those inside tool results, joined by a line feed. */
export function textOf(content: Json | undefined): string {
  return blocksOf(content)
    .map(block => (isToolResult(block) ? textOf(block['content']) : (asString(block['text']) ?? '')))
    .filter(text => text !== '')
    .join('\n');
}

/** Whether a content holds anything that is not text, thought or tool traffic: images, documents, kinds yet unknown. */
export function hasMedia(content: Json | undefined): boolean {
  return blocksOf(content).some(block =>
    isToolResult(block)
      ? hasMedia(block['content'])
      : !isToolCall(block) && !isProviderResult(block) && !isWords(block),
  );
}

function isWords(block: JsonObject): boolean {
  return (
    wordTypes.has(asString(block['type']) ?? '') ||
    (block['type'] === undefined && asString(block['text']) !== undefined)
  );
}

const wordTypes: ReadonlySet<string> = new Set(['text', 'thinking', 'redacted_thinking', 'compaction']);

function isProviderResult(block: JsonObject): boolean {
  return asString(block['type'])?.endsWith('_tool_result') === true;
}

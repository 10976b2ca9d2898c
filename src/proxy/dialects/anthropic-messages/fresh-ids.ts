import type { JsonObject, NewId } from '../../prompt.js';
import { asObject, asString } from '../shape.js';
import { blocksOf, isToolCall } from './blocks.js';

/**
 * The text of a reply with a new id for the message and for every tool call in it. Clients merge or drop turns whose
 * ids they have seen before. Only the values of the three fields that hold such ids are touched, wherever they stand,
 * so that results stay linked to their calls; no other byte changes.
 */
export function withFreshIds(text: string, parts: readonly JsonObject[], newId: NewId): string {
  const fresh = new Map<string, string>();
  for (const part of parts) {
    // A whole message, the event that opens one, or the event that opens a block.
    const message = asObject(part['message']) ?? (Array.isArray(part['content']) ? part : undefined);
    const id = asString(message?.['id']);
    if (id !== undefined) fresh.set(id, `msg_${newId()}`);
    const opened = asObject(part['content_block']);
    for (const block of opened === undefined ? blocksOf(message?.['content']) : [opened]) {
      const callId = asString(block['id']);
      if (isToolCall(block) && callId !== undefined) fresh.set(callId, `${callPrefix(callId)}${newId()}`);
    }
  }
  // Quotes inside texts are escaped, so this matches members of objects only.
  return text.replace(
    /"(id|tool_use_id|tool_id)"(\s*:\s*)"([^"\\]*)"/g,
    (all, key: string, gap: string, id: string) => {
      const replaced = fresh.get(id);
      return replaced === undefined ? all : `"${key}"${gap}"${replaced}"`;
    },
  );
}

/** Calls of the provider's own tools have a prefix of their own. */
function callPrefix(id: string): string {
  return /^(?:srvtoolu|mcptoolu)_/.exec(id)?.[0] ?? 'toolu_';
}

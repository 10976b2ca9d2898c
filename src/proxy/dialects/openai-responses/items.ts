import type { Json, JsonObject, Turn } from '../../prompt.js';
import { contentText } from '../openai-chat/facts.js';
import { asArray, asObject, asString } from '../shape.js';

/** One input item as a turn of the conversation. A message needs no `type`; what is unknown is somebody else's turn. */
export function readItem(item: JsonObject): Turn {
  const type = itemType(item);
  if (type === 'message') {
    return turn(roleNames[asString(item['role']) ?? ''] ?? 'other', item['content']);
  }
  if (isToolResult(type)) return { ...turn('tool', item['output']), toolResult: true };
  if (isToolCall(type)) return { ...turn('assistant', undefined), calledTools: true };
  return turn(type === 'reasoning' ? 'assistant' : 'other', undefined);
}

/** The item's type, told by its role where the client left it out. */
export function itemType(item: JsonObject): string {
  return asString(item['type']) ?? (item['role'] === undefined ? '' : 'message');
}

/** `function_call_output` and its like, and the human's answer to a request for approval. */
function isToolResult(type: string): boolean {
  return type.endsWith('_output') || type === 'mcp_approval_response';
}

/** `function_call` and its like; a program is code that calls tools; approval is asked for a call. */
function isToolCall(type: string): boolean {
  return type.endsWith('_call') || type === 'program' || type === 'mcp_approval_request';
}

const roleNames: Readonly<Record<string, Turn['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
};

function turn(role: Turn['role'], content: Json | undefined): Turn {
  const media = asObject(content) !== undefined || asArray(content).some(part => !isText(part));
  return { role, text: contentText(content), calledTools: false, toolResult: false, media };
}

function isText(value: Json): boolean {
  const part = asObject(value);
  return typeof value === 'string' || typeof part?.['text'] === 'string' || typeof part?.['refusal'] === 'string';
}

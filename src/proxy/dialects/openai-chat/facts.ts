import type { Facts, Json, JsonObject, Turn } from '../../prompt.js';
import { BadRequestError } from '../../prompt.js';
import { readMessages, readModel } from '../required-fields.js';
import { asArray, asNumber, asObject, asString } from '../shape.js';

/** Reads a chat-completions body. Throws {@link BadRequestError} for bodies no provider could read. */
export function readFacts(body: JsonObject): Facts {
  const model = readModel(body);
  const messages = readMessages(body);
  const format = asObject(body['response_format']);
  const schema = asObject(asObject(format?.['json_schema'])?.['schema']);
  return {
    model,
    stream: body['stream'] === true,
    wantsStreamUsage: asObject(body['stream_options'])?.['include_usage'] === true,
    turns: messages.map(readTurn),
    toolNames: [...asArray(body['tools']), ...asArray(body['functions'])].map(toolName),
    toolChoice: asString(body['tool_choice']) ?? (asObject(body['tool_choice']) === undefined ? undefined : 'named'),
    schemaKeys: schema === undefined ? undefined : Object.keys(asObject(schema['properties']) ?? {}),
    structured: format !== undefined && format['type'] !== 'text',
    maxOutputTokens: asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens']),
    temperature: asNumber(body['temperature']),
    choices: asNumber(body['n']) ?? 1,
    seeded: body['seed'] !== undefined && body['seed'] !== null,
    logprobs: body['logprobs'] === true || asNumber(body['top_logprobs']) !== undefined,
    serverState: outsideState.some(field => body[field] !== undefined && body[field] !== null),
  };
}

/** Fields that make the answer depend on more than the body: a conversation kept elsewhere, or the web of this moment. */
const outsideState = ['previous_response_id', 'conversation', 'web_search_options'] as const;

/** The text of a message's content: a string, or its text parts joined by a line feed. */
export function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  return asArray(content)
    .map(part => (typeof part === 'string' ? part : (asString(asObject(part)?.['text']) ?? '')))
    .filter(text => text !== '')
    .join('\n');
}

const roleNames: Readonly<Record<string, Turn['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

function readTurn(value: Json, index: number): Turn {
  const message = asObject(value);
  if (message === undefined) {
    throw new BadRequestError(400, 'invalid_messages', `'messages[${index}]' must be an object with a role.`);
  }
  const role = roleNames[asString(message['role']) ?? ''] ?? 'other';
  return {
    role,
    text: contentText(message['content']),
    calledTools: asArray(message['tool_calls']).length > 0 || asObject(message['function_call']) !== undefined,
    toolResult: role === 'tool',
    media: asArray(message['content']).some(part => !isText(part)),
  };
}

function isText(part: Json): boolean {
  return typeof part === 'string' || typeof asObject(part)?.['text'] === 'string';
}

function toolName(value: Json): string {
  const tool = asObject(value);
  return asString(asObject(tool?.['function'])?.['name']) ?? asString(tool?.['name']) ?? asString(tool?.['type']) ?? '';
}

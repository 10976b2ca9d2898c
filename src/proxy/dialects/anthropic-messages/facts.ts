import type { Facts, Json, JsonObject, Turn } from '../../prompt.js';
import { BadRequestError } from '../../prompt.js';
import { readMessages, readModel } from '../required-fields.js';
import { asArray, asNumber, asObject, asString } from '../shape.js';
import { blocksOf, hasMedia, isToolCall, isToolResult, textOf } from './blocks.js';
import { leansOnState } from './server-state.js';
import { withoutBillingLine } from './system.js';
import { toolName } from './tool-name.js';

/** Reads a messages body. Throws {@link BadRequestError} for bodies no provider could read. */
export function readFacts(body: JsonObject): Facts {
  const model = readModel(body);
  const messages = readMessages(body);
  // The second place is where structured outputs were asked for while they were in beta.
  const format = asObject(asObject(body['output_config'])?.['format']) ?? asObject(body['output_format']);
  const schema = asObject(format?.['schema']);
  return {
    model,
    stream: body['stream'] === true,
    // Usage is part of every stream of this dialect.
    wantsStreamUsage: true,
    turns: [...systemTurns(body['system']), ...messages.map(readTurn)],
    toolNames: asArray(body['tools']).map(toolName),
    toolChoice: toolChoice(asObject(body['tool_choice'])),
    schemaKeys: schema === undefined ? undefined : Object.keys(asObject(schema['properties']) ?? {}),
    structured: format !== undefined && format['type'] !== 'text',
    maxOutputTokens: asNumber(body['max_tokens']),
    temperature: asNumber(body['temperature']),
    choices: 1,
    seeded: false,
    logprobs: false,
    serverState: leansOnState(body),
    signed: asArray(messages).some(holdsThoughts),
  };
}

/** Thoughts come back signed, or sealed, and only the model that thought them takes them for its own. */
function holdsThoughts(message: Json): boolean {
  return blocksOf(asObject(message)?.['content']).some(
    ({ type }) => type === 'thinking' || type === 'redacted_thinking',
  );
}

function systemTurns(system: Json | undefined): readonly Turn[] {
  const text = textOf(withoutBillingLine(system));
  return text === '' ? [] : [{ role: 'system', text, calledTools: false, toolResult: false, media: false }];
}

function readTurn(value: Json, index: number): Turn {
  const message = asObject(value);
  if (message === undefined) {
    throw new BadRequestError(400, 'invalid_messages', `'messages[${index}]' must be an object with a role.`);
  }
  const { content } = message;
  const blocks = blocksOf(content);
  return {
    role:
      blocks.length > 0 && blocks.every(isToolResult)
        ? 'tool'
        : (roleNames[asString(message['role']) ?? ''] ?? 'other'),
    text: textOf(content),
    calledTools: blocks.some(isToolCall),
    toolResult: blocks.some(isToolResult),
    media: hasMedia(content),
  };
}

const roleNames: Readonly<Record<string, Turn['role']>> = { system: 'system', user: 'user', assistant: 'assistant' };

/** In the words that the other dialects use for the same. */
function toolChoice(choice: JsonObject | undefined): string | undefined {
  const type = asString(choice?.['type']);
  if (type === 'any') return 'required';
  return type === 'tool' ? 'named' : type;
}

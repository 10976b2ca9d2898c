import type { Facts, Json, JsonObject, Turn } from '../../prompt.js';
import { BadRequestError } from '../../prompt.js';
import { readModel } from '../required-fields.js';
import { asArray, asNumber, asObject, asString } from '../shape.js';
import { readItem } from './items.js';

/** Reads a Responses body. Throws {@link BadRequestError} for bodies no provider could read. */
export function readFacts(body: JsonObject): Facts {
  const format = asObject(asObject(body['text'])?.['format']);
  const schema = asObject(format?.['schema']);
  const tools = [...asArray(body['tools']), ...asArray(body['input']).flatMap(toolsOfItem)];
  return {
    model: modelOf(body),
    stream: body['stream'] === true,
    wantsStreamUsage: true,
    turns: [...instructionTurn(body), ...readInput(body)],
    toolNames: tools.flatMap(toolNames),
    toolChoice: asString(body['tool_choice']) ?? (asObject(body['tool_choice']) === undefined ? undefined : 'named'),
    schemaKeys: schema === undefined ? undefined : Object.keys(asObject(schema['properties']) ?? {}),
    structured: format !== undefined && format['type'] !== 'text',
    maxOutputTokens: asNumber(body['max_output_tokens']),
    temperature: asNumber(body['temperature']),
    choices: 1,
    seeded: isGiven(body['seed']),
    logprobs: (asNumber(body['top_logprobs']) ?? 0) > 0 || asArray(body['include']).includes(logprobsInclude),
    serverState: dependsOnProvider(body) || tools.some(actsAtProvider),
    signed: asArray(body['input']).some(isSealedThought),
  };
}

const logprobsInclude = 'message.output_text.logprobs';

/** A prompt template that is kept at the provider may name the model itself. */
function modelOf(body: JsonObject): string {
  return !isGiven(body['model']) && asObject(body['prompt']) !== undefined ? '' : readModel(body);
}

function instructionTurn(body: JsonObject): readonly Turn[] {
  const text = asString(body['instructions']) ?? '';
  return text === '' ? [] : [{ role: 'system', text, calledTools: false, toolResult: false, media: false }];
}

function readInput(body: JsonObject): readonly Turn[] {
  const { input } = body;
  if (typeof input === 'string') return [readItem({ role: 'user', content: input })];
  if (Array.isArray(input)) return asArray(input).map(readInputItem);
  if (!isGiven(input) && standsInForInput.some(field => isGiven(body[field]))) return [];
  throw new BadRequestError(400, 'invalid_input', "'input' must be a string or an array of input items.");
}

const standsInForInput = ['prompt', 'conversation', 'previous_response_id'] as const;

function readInputItem(value: Json, index: number): Turn {
  const item = asObject(value);
  if (item !== undefined) return readItem(item);
  throw new BadRequestError(400, 'invalid_input', `'input[${index}]' must be an object.`);
}

/** The answer depends on more than the body: something kept at the provider, or an answer that is fetched later. */
function dependsOnProvider(body: JsonObject): boolean {
  if (body['background'] === true || standsInForInput.some(field => isGiven(body[field]))) return true;
  return asArray(body['input']).some(item => asObject(item)?.['type'] === 'item_reference');
}

/** Reasoning that the provider sealed for itself: another model cannot open it. */
function isSealedThought(item: Json): boolean {
  return isGiven(asObject(item)?.['encrypted_content']);
}

/** Everything but the tools that are carried out by the caller: what is not known might look something up. */
function actsAtProvider(value: Json): boolean {
  const tool = asObject(value);
  const type = asString(tool?.['type']) ?? 'function';
  if (type === 'shell') return asObject(tool?.['environment'])?.['type'] !== 'local';
  if (type === 'namespace') return asArray(tool?.['tools']).some(actsAtProvider);
  return !callersTools.has(type);
}

const callersTools: ReadonlySet<string> = new Set(['function', 'custom', 'local_shell', 'apply_patch', 'tool_search']);

/** Tools may also be handed in later, as an item of their own. */
function toolsOfItem(value: Json): readonly Json[] {
  return asArray(asObject(value)?.['tools']);
}

function toolNames(value: Json): readonly string[] {
  const tool = asObject(value);
  const inside = asArray(tool?.['tools']).flatMap(toolNames);
  if (tool?.['type'] === 'namespace' && inside.length > 0) return inside;
  return [asString(tool?.['name']) ?? asString(tool?.['type']) ?? ''];
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

import type { Json, JsonObject } from '../../prompt.js';
import type { DialectAnswers } from '../../wire.js';
import { asArray, asNumber, asObject, asString, parseObject } from '../shape.js';
import { contentText } from './facts.js';

/** What a chat completion says, and what its request demands. Of several choices the first is looked at. */
export const chatAnswers: DialectAnswers = {
  said(body) {
    const choice = asObject(asArray(parseObject(body)?.['choices'])[0]);
    const message = asObject(choice?.['message']);
    if (message === undefined) return undefined;
    const tokens = asArray(asObject(choice?.['logprobs'])?.['content']);
    return {
      text: contentText(message['content']),
      calls: asArray(message['tool_calls']).map(call => readCall(asObject(asObject(call)?.['function']))),
      logprobs: tokens.length === 0 ? undefined : tokens.flatMap(token => asNumber(asObject(token)?.['logprob']) ?? []),
    };
  },
  contract(body) {
    const format = asObject(body['response_format']);
    const tools = [...asArray(body['tools']), ...asArray(body['functions'])].map(toolSchema);
    return { schema: asObject(asObject(format?.['json_schema'])?.['schema']), tools: new Map(tools) };
  },
};

function readCall(call: JsonObject | undefined) {
  return { name: asString(call?.['name']) ?? '', arguments: parseObject(asString(call?.['arguments']) ?? '') };
}

function toolSchema(value: Json): readonly [string, JsonObject | undefined] {
  const tool = asObject(value);
  const inner = asObject(tool?.['function']) ?? tool;
  return [asString(inner?.['name']) ?? '', asObject(inner?.['parameters'])];
}

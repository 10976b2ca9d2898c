import type { Json, JsonObject } from '../../prompt.js';
import type { DialectAnswers } from '../../wire.js';
import { asArray, asNumber, asObject, asString, parseObject } from '../shape.js';

/** What a response says, and what its request demands. Reasoning is no part of the answer. */
export const responsesAnswers: DialectAnswers = {
  said(body) {
    const response = parseObject(body);
    if (response === undefined || !Array.isArray(response['output'])) return undefined;
    const items = asArray(response['output']).map(item => asObject(item) ?? {});
    const parts = items.flatMap(item => (item['type'] === 'message' ? asArray(item['content']) : [])).map(asObject);
    const tokens = parts.flatMap(part => asArray(part?.['logprobs']));
    return {
      text: parts.flatMap(part => asString(part?.['text']) ?? []).join('\n'),
      calls: items
        .filter(item => item['type'] === 'function_call')
        .map(item => ({
          name: asString(item['name']) ?? '',
          arguments: parseObject(asString(item['arguments']) ?? ''),
        })),
      logprobs: tokens.length === 0 ? undefined : tokens.flatMap(token => asNumber(asObject(token)?.['logprob']) ?? []),
    };
  },
  contract(body) {
    const format = asObject(asObject(body['text'])?.['format']);
    return { schema: asObject(format?.['schema']), tools: new Map(asArray(body['tools']).flatMap(toolSchemas)) };
  },
};

function toolSchemas(value: Json): readonly (readonly [string, JsonObject | undefined])[] {
  const tool = asObject(value);
  const inside = asArray(tool?.['tools']).flatMap(toolSchemas);
  return inside.length > 0 ? inside : [[asString(tool?.['name']) ?? '', asObject(tool?.['parameters'])]];
}

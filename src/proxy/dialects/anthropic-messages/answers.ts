import type { DialectAnswers } from '../../wire.js';
import { asArray, asObject, asString, parseObject } from '../shape.js';
import { blocksOf, isToolCall } from './blocks.js';
import { toolName } from './tool-name.js';

/** What a message says, and what its request demands. Thoughts are no part of the answer. */
export const messagesAnswers: DialectAnswers = {
  said(body) {
    const message = parseObject(body);
    if (message === undefined || !Array.isArray(message['content'])) return undefined;
    const blocks = blocksOf(message['content']);
    return {
      text: blocks.flatMap(block => (block['type'] === 'text' ? (asString(block['text']) ?? []) : [])).join('\n'),
      calls: blocks
        .filter(isToolCall)
        .map(block => ({ name: asString(block['name']) ?? '', arguments: asObject(block['input']) })),
      logprobs: undefined,
    };
  },
  contract(body) {
    const format = asObject(asObject(body['output_config'])?.['format']) ?? asObject(body['output_format']);
    const tools = asArray(body['tools']).map(
      tool => [toolName(tool), asObject(asObject(tool)?.['input_schema'])] as const,
    );
    return { schema: asObject(format?.['schema']), tools: new Map(tools) };
  },
};

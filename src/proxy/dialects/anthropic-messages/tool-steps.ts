import type { JsonObject } from '../../prompt.js';
import type { ToolStep } from '../../wire.js';
import { stepsFrom, type ToolWord } from '../tool-steps.js';
import { asArray, asObject, asString } from '../shape.js';
import { blocksOf, isToolCall, isToolResult, textOf } from './blocks.js';

/** The newest calls of the client's own tools, told by results and the calls they answer. */
export function messagesToolSteps(body: JsonObject, most: number): readonly ToolStep[] {
  return stepsFrom(asArray(body['messages']), most, value =>
    blocksOf(asObject(value)?.['content']).flatMap((block): readonly ToolWord[] => {
      if (isToolResult(block)) {
        const failed = block['is_error'] === true;
        const id = asString(block['tool_use_id']) ?? '';
        return [{ kind: 'result', id, text: textOf(block['content']), failed }];
      }
      if (!isToolCall(block)) return [];
      const id = asString(block['id']) ?? '';
      return [{ kind: 'call', id, name: asString(block['name']) ?? '', arguments: block['input'] }];
    }),
  );
}

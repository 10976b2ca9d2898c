import type { JsonObject } from '../../prompt.js';
import type { ToolStep } from '../../wire.js';
import { stepsFrom, type ToolWord } from '../tool-steps.js';
import { asArray, asObject, asString } from '../shape.js';
import { contentText } from './facts.js';

/** The newest calls of tools, told by `tool` messages and the calls they answer. */
export function chatToolSteps(body: JsonObject, most: number): readonly ToolStep[] {
  return stepsFrom(asArray(body['messages']), most, value => {
    const message = asObject(value) ?? {};
    if (message['role'] === 'tool') {
      const id = asString(message['tool_call_id']) ?? '';
      return [{ kind: 'result', id, text: contentText(message['content']), failed: false }];
    }
    return asArray(message['tool_calls']).map(one => {
      const call = asObject(one);
      const called = asObject(call?.['function']) ?? asObject(call?.['custom']);
      const given = called?.['arguments'] ?? called?.['input'];
      const id = asString(call?.['id']) ?? '';
      return { kind: 'call' as const, id, name: asString(called?.['name']) ?? '', arguments: given } satisfies ToolWord;
    });
  });
}

import type { JsonObject } from '../../prompt.js';
import type { ToolStep } from '../../wire.js';
import { contentText } from '../openai-chat/facts.js';
import { stepsFrom } from '../tool-steps.js';
import { asArray, asObject, asString } from '../shape.js';
import { itemType } from './items.js';

/** The newest calls of tools, told by `..._call_output` items and the calls they answer. */
export function responsesToolSteps(body: JsonObject, most: number): readonly ToolStep[] {
  return stepsFrom(asArray(body['input']), most, value => {
    const item = asObject(value) ?? {};
    const id = asString(item['call_id']) ?? '';
    const type = itemType(item);
    if (type.endsWith('_call_output')) {
      const failed = item['status'] === 'incomplete' || item['status'] === 'failed';
      return [{ kind: 'result', id, text: contentText(item['output']), failed }];
    }
    if (!type.endsWith('_call') || id === '') return [];
    const given = item['arguments'] ?? item['input'] ?? item['action'];
    return [{ kind: 'call', id, name: asString(item['name']) ?? type, arguments: given }];
  });
}

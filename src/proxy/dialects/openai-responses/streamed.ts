import type { Json, JsonObject } from '../../prompt.js';
import type { Finding } from '../../wire.js';
import { parseChunk } from '../openai-chat/watch.js';
import { asNumber, asObject, asString } from '../shape.js';
import { splitEvents } from '../sse.js';
import { readOutput } from './whole.js';

/** What the events before the terminal one say about an answer. */
export function readStreamed(seen: readonly Buffer[]): Omit<Finding, 'usage' | 'end'> {
  const items = new Map<number, Record<string, Json>>();
  let model: string | undefined;
  for (const text of splitEvents(Buffer.concat(seen).toString('utf8'))) {
    const event = parseChunk(text) ?? {};
    model ??= asString(asObject(event['response'])?.['model']);
    addEvent(items, event);
  }
  return { model, ...readOutput([...items.values()]) };
}

/** Only as much of an item as {@link readOutput} looks at. */
function addEvent(items: Map<number, Record<string, Json>>, event: JsonObject): void {
  const index = asNumber(event['output_index']) ?? 0;
  const kind = asString(event['type']) ?? '';
  if (kind === 'response.output_item.added') {
    const type = asObject(event['item'])?.['type'] ?? '';
    items.set(index, items.get(index) ?? { type });
  }
  if (kind === 'response.output_item.done') items.set(index, { ...asObject(event['item']) });
  const field = deltaFields[kind];
  const delta = asString(event['delta']) ?? '';
  if (field === undefined || delta === '') return;
  const inMessage = field === 'text' || field === 'refusal';
  const item = items.get(index) ?? { type: inMessage ? 'message' : 'function_call' };
  if (inMessage) item['content'] = [...((item['content'] as readonly Json[] | undefined) ?? []), { [field]: delta }];
  else item[field] = (asString(item[field]) ?? '') + delta;
  items.set(index, item);
}

const deltaFields: Readonly<Record<string, string>> = {
  'response.output_text.delta': 'text',
  'response.refusal.delta': 'refusal',
  'response.function_call_arguments.delta': 'arguments',
  'response.custom_tool_call_input.delta': 'input',
};

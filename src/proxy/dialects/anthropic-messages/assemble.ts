import type { Json, JsonObject } from '../../prompt.js';
import { asArray, asNumber, asObject, asString, parseObject } from '../shape.js';
import { readEvents } from './events.js';
import { laterUsage } from './usage.js';

/** Puts the events of a stream together into the message that the same call would have given unstreamed. */
export function assembleMessage(events: string): JsonObject {
  let message: JsonObject = {};
  let usage: JsonObject = {};
  const blocks = new Map<number, Block>();
  for (const data of readEvents(events)) {
    const index = asNumber(data['index']) ?? 0;
    if (data['type'] === 'message_start') {
      message = asObject(data['message']) ?? {};
      usage = asObject(message['usage']) ?? {};
    } else if (data['type'] === 'content_block_start') {
      blocks.set(index, { fields: { ...asObject(data['content_block']) }, inputJson: '' });
    } else if (data['type'] === 'content_block_delta') {
      const block = blocks.get(index);
      if (block !== undefined) addDelta(block, asObject(data['delta']) ?? {});
    } else if (data['type'] === 'message_delta') {
      const { type: _type, delta, usage: later, ...rest } = data;
      message = { ...message, ...asObject(delta), ...rest };
      usage = laterUsage(usage, asObject(later) ?? {});
    }
  }
  const ordered = [...blocks.entries()].toSorted(([a], [b]) => a - b);
  return { ...message, content: ordered.map(([, block]) => finish(block)), usage };
}

interface Block {
  readonly fields: Record<string, Json>;
  /** The pieces of a tool's input so far: no JSON until all of them are there. */
  inputJson: string;
}

/** Texts grow, citations are listed, the input of a tool is gathered, everything else is replaced. */
function addDelta(block: Block, { type: _type, partial_json: json, citation, ...fields }: JsonObject): void {
  block.inputJson += asString(json) ?? '';
  if (citation !== undefined) block.fields['citations'] = [...asArray(block.fields['citations']), citation];
  for (const [key, value] of Object.entries(fields)) {
    const before = block.fields[key];
    const grows = typeof value === 'string' && typeof before === 'string' && !sentWhole.has(key);
    block.fields[key] = grows ? before + value : value;
  }
}

const sentWhole: ReadonlySet<string> = new Set(['signature', 'encrypted_content']);

function finish({ fields, inputJson }: Block): JsonObject {
  if (inputJson === '') return fields;
  // Input that is streamed unchecked may be no JSON; an empty input would be a call that nobody made.
  return { ...fields, input: parseObject(inputJson) ?? { INVALID_JSON: inputJson } };
}

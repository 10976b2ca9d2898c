import type { JsonObject, NewId } from '../../prompt.js';
import type { ReplayedBody, StoredReply } from '../../wire.js';
import { parseChunk } from '../openai-chat/watch.js';
import { asArray, asNumber, asObject, parseObject } from '../shape.js';
import { splitEvents } from '../sse.js';
import { freshIds, renameIds } from './ids.js';
import { unrollResponse } from './unroll.js';

/**
 * Gives a stored reply in the mode asked for, with the usage it had. Its ids are fresh only when it says that the
 * provider does not keep it. Otherwise the caller may go on from it by its id or refer to an item of it, and only the
 * true ids exist there.
 */
export function replayReply(stored: StoredReply, ask: { readonly stream: boolean }, newId: NewId): ReplayedBody {
  const text = stored.body.toString('utf8');
  const carriers = stored.form === 'whole' ? [parseObject(stored.body) ?? {}] : idCarriers(text);
  const response = stored.form === 'whole' ? (carriers[0] ?? {}) : assembleResponse(carriers);
  const names: ReadonlyMap<string, string> = response['store'] === false ? freshIds(carriers, newId) : new Map();
  if (ask.stream) {
    const events = stored.form === 'stream' ? text : unrollResponse(response, newId);
    return { kind: 'stream', events: [Buffer.from(renameIds(events, names))] };
  }
  const whole = stored.form === 'whole' ? text : JSON.stringify(response);
  return { kind: 'whole', body: Buffer.from(renameIds(whole, names)) };
}

/** The events of a stream that hold the response or one of its items; deltas only name them. */
function idCarriers(events: string): readonly JsonObject[] {
  return splitEvents(events).flatMap(event => {
    if (!carrierMark.test(event)) return [];
    const carrier = parseChunk(event);
    return asObject(carrier?.['response']) === undefined && asObject(carrier?.['item']) === undefined
      ? []
      : [carrier ?? {}];
  });
}

const carrierMark = /"(?:response|item)"\s*:/;

/** The object that the same call would have given unstreamed: the terminal event's, or its items put together. */
function assembleResponse(carriers: readonly JsonObject[]): JsonObject {
  const last = asObject(carriers.findLast(carrier => asObject(carrier['response']) !== undefined)?.['response']) ?? {};
  if (asArray(last['output']).length > 0) return last;
  const finished = carriers.filter(carrier => carrier['type'] === 'response.output_item.done');
  const output = finished
    .toSorted((a, b) => (asNumber(a['output_index']) ?? 0) - (asNumber(b['output_index']) ?? 0))
    .map(carrier => carrier['item'] ?? {});
  return { ...last, output };
}

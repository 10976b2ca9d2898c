import type { JsonObject, NewId } from '../../prompt.js';
import type { ReplayedBody, StoredReply } from '../../wire.js';
import { asObject, parseObject } from '../shape.js';
import { assembleMessage } from './assemble.js';
import { readEvents } from './events.js';
import { withFreshIds } from './fresh-ids.js';
import { streamOf } from './stream-of.js';
import { writeUsage } from './usage.js';

/**
 * Gives a stored reply in the mode asked for, under ids that no client has seen before. Usage is always in it: clients
 * of this dialect fail or try again without it.
 */
export function replayReply(stored: StoredReply, ask: { readonly stream: boolean }, newId: NewId): ReplayedBody {
  const text = stored.body.toString('utf8');
  if (ask.stream) {
    const events = stored.form === 'stream' ? text : streamOf(withUsage(parseObject(text) ?? {}, stored));
    return { kind: 'stream', events: [Buffer.from(withFreshIds(events, readEvents(events), newId))] };
  }
  const message = stored.form === 'whole' ? (parseObject(text) ?? {}) : withUsage(assembleMessage(text), stored);
  const whole = stored.form === 'whole' ? text : JSON.stringify(message);
  return { kind: 'whole', body: Buffer.from(withFreshIds(whole, [message], newId)) };
}

function withUsage(message: JsonObject, { usage }: StoredReply): JsonObject {
  return Object.keys(asObject(message['usage']) ?? {}).length > 0 ? message : { ...message, usage: writeUsage(usage) };
}

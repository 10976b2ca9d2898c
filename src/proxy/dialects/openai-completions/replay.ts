import type { Clock, JsonObject, NewId } from '../../prompt.js';
import type { ReplayedBody, StoredReply } from '../../wire.js';
import { parseChunk } from '../openai-chat/watch.js';
import { renameIds } from '../openai-responses/ids.js';
import { pieces } from '../openai-responses/pieces.js';
import { asArray, asObject, asString, parseObject } from '../shape.js';
import { splitEvents } from '../sse.js';
import { assembleChunks } from './assemble.js';
import { CompletionsStreamWatch } from './watch.js';

/** Gives a stored reply in the mode asked for, under an id that no client has seen before. */
export function replayReply(
  stored: StoredReply,
  ask: { readonly stream: boolean; readonly usage: boolean },
  newId: NewId,
  clock: Clock,
): ReplayedBody {
  const text = stored.body.toString('utf8');
  const whole = stored.form === 'whole' ? (parseObject(stored.body) ?? {}) : assembleChunks(text);
  const names = new Map(idsOf(stored.form, text, whole).map(id => [id, `cmpl-${newId()}`]));
  if (ask.stream) {
    const events = renameIds(stored.form === 'stream' ? text : streamOf(whole), names);
    return { kind: 'stream', events: [new CompletionsStreamWatch().feed(Buffer.from(events), !ask.usage)] };
  }
  const created = Math.floor(clock.nowMs() / 1000);
  const body = stored.form === 'whole' ? text : JSON.stringify({ ...whole, created });
  return { kind: 'whole', body: Buffer.from(renameIds(body, names)) };
}

/** Some servers give every chunk an id of its own. */
function idsOf(form: StoredReply['form'], text: string, whole: JsonObject): readonly string[] {
  const objects = form === 'whole' ? [whole] : splitEvents(text).map(parseChunk);
  return [...new Set(objects.map(object => asString(object?.['id']) ?? ''))].filter(id => id !== '');
}

/** An unstreamed reply as the stream that the same call would have given. */
function streamOf(whole: JsonObject): string {
  const { choices, usage, ...head } = whole;
  const lines = asArray(choices).flatMap(value => {
    const { text, finish_reason: reason, logprobs: _never, ...rest } = asObject(value) ?? {};
    const chunk = (part: string, finish: JsonObject) =>
      event({ ...head, choices: [{ ...rest, text: part, logprobs: null, finish_reason: null, ...finish }] });
    const parts = pieces(asString(text) ?? '').map(part => chunk(part, {}));
    return [...parts, chunk('', { finish_reason: reason ?? null })];
  });
  if (usage !== undefined) lines.push(event({ ...head, choices: [], usage }));
  return `${lines.join('')}data: [DONE]\n\n`;
}

function event(chunk: JsonObject): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

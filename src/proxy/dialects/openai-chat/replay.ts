import type { Clock, Json, JsonObject, NewId } from '../../prompt.js';
import type { ReplayedBody, StoredReply } from '../../wire.js';
import { asArray, asNumber, asObject, asString, parseObject } from '../shape.js';
import { splitEvents } from '../sse.js';
import { assembleChunks } from './assemble.js';
import { writeUsage } from './usage.js';
import { ChatStreamWatch, parseChunk } from './watch.js';

/** Gives a stored reply in the mode asked for, under ids that no client has seen before. */
export function replayReply(
  stored: StoredReply,
  ask: { readonly stream: boolean; readonly usage: boolean },
  newId: NewId,
  clock: Clock,
): ReplayedBody {
  const created = Math.floor(clock.nowMs() / 1000);
  if (ask.stream) {
    const events = stored.form === 'stream' ? stored.body.toString('utf8') : streamOf(stored);
    return { kind: 'stream', events: [withUsage(freshen(events, newId), stored, ask.usage)] };
  }
  const whole =
    stored.form === 'whole'
      ? stored.body.toString('utf8')
      : JSON.stringify({ usage: writeUsage(stored.usage), ...assembleChunks(stored.body.toString('utf8')), created });
  return { kind: 'whole', body: Buffer.from(freshen(whole, newId)) };
}

/**
 * Replaces the reply's own id and every tool call's id. Clients merge or drop turns whose ids they have seen before.
 * The quoted id can only match a JSON string token, because quotes inside texts are escaped.
 */
function freshen(text: string, newId: NewId): string {
  const first = parseChunk(splitFirst(text)) ?? parseObject(Buffer.from(text));
  const id = asString(first?.['id']);
  let fresh = id === undefined || id === '' ? text : text.replaceAll(JSON.stringify(id), `"chatcmpl-${newId()}"`);
  for (const callId of callIds(fresh)) fresh = fresh.replaceAll(JSON.stringify(callId), `"call_${newId()}"`);
  return fresh;
}

function splitFirst(text: string): string {
  return splitEvents(text).find(event => parseChunk(event) !== undefined) ?? text;
}

function callIds(text: string): ReadonlySet<string> {
  const ids = new Set<string>();
  if (!text.includes('"tool_calls"')) return ids;
  const whole = parseObject(Buffer.from(text));
  const objects = whole === undefined ? splitEvents(text).map(event => parseChunk(event)) : [whole];
  for (const object of objects) {
    for (const choice of asArray(object?.['choices'])) {
      const carrier = asObject(asObject(choice)?.['delta']) ?? asObject(asObject(choice)?.['message']);
      for (const call of asArray(carrier?.['tool_calls'])) {
        const id = asString(asObject(call)?.['id']);
        if (id !== undefined && id !== '') ids.add(id);
      }
    }
  }
  return ids;
}

/** Takes the usage event out for callers who did not ask for it, and puts one in for those who did. */
function withUsage(events: string, stored: StoredReply, wanted: boolean): Buffer {
  const watch = new ChatStreamWatch();
  const bytes = watch.feed(Buffer.from(events), !wanted);
  if (!wanted || watch.finding().usage !== undefined) return bytes;
  const first = parseChunk(splitFirst(events)) ?? {};
  const chunk = event({ ...first, choices: [], usage: writeUsage(stored.usage) });
  const done = events.lastIndexOf('data: [DONE]');
  return Buffer.from(done === -1 ? events + chunk : events.slice(0, done) + chunk + events.slice(done));
}

/** An unstreamed reply as the stream that the same call would have given. */
function streamOf(stored: StoredReply): string {
  const whole = parseObject(stored.body) ?? {};
  const head = pick(whole, ['id', 'created', 'model', 'service_tier', 'system_fingerprint']);
  const chunk = (choices: readonly Json[], extra: JsonObject = {}) =>
    event({ ...head, object: 'chat.completion.chunk', choices, ...extra });
  const lines: string[] = [];
  for (const value of asArray(whole['choices'])) {
    const choice = asObject(value) ?? {};
    const index = asNumber(choice['index']) ?? 0;
    for (const delta of deltasOf(asObject(choice['message']) ?? {})) {
      lines.push(chunk([{ index, delta, logprobs: null, finish_reason: null }]));
    }
    lines.push(chunk([{ index, delta: {}, logprobs: null, finish_reason: choice['finish_reason'] ?? null }]));
  }
  const usage = whole['usage'];
  if (usage !== undefined) lines.push(chunk([], { usage }));
  return `${lines.join('')}data: [DONE]\n\n`;
}

function deltasOf(message: JsonObject): readonly JsonObject[] {
  const { role, content, tool_calls: calls, refusal, ...rest } = message;
  const extras = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const deltas: JsonObject[] = [
    { role: role ?? 'assistant', content: typeof content === 'string' ? '' : null, ...extras },
  ];
  if (typeof content === 'string') deltas.push(...pieces(content).map(piece => ({ content: piece })));
  if (typeof refusal === 'string') deltas.push({ refusal });
  asArray(calls).forEach((call, index) => deltas.push({ tool_calls: [{ index, ...asObject(call) }] }));
  return deltas;
}

/** A few words at a time, as a live answer comes, so that clients render it as they are used to. */
function pieces(text: string): readonly string[] {
  return text.match(/\s*\S{1,40}(?:\s+\S{1,40}){0,3}\s*|\s+/gu) ?? [];
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function event(chunk: JsonObject): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

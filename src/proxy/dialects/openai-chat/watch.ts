import type { Json, JsonObject } from '../../prompt.js';
import type { Finding, StreamWatch, Usage } from '../../wire.js';
import { asArray, asObject, asString } from '../shape.js';
import { EventFramer, eventAround, eventData, splitEvents } from '../sse.js';
import { readUsage } from './usage.js';

/** Follows a chat-completions stream by scanning for the few byte strings that matter. */
export class ChatStreamWatch implements StreamWatch {
  #ended = false;
  #usage: Usage | undefined;
  #model: string | undefined;
  #finish: string | undefined;
  #text = false;
  #calledTools = false;
  #refused = false;
  #failed = false;
  readonly #framer = new EventFramer();
  readonly #seen: Buffer[] = [];

  get ended(): boolean {
    return this.#ended;
  }

  feed(bytes: Buffer, hideUsage: boolean): Buffer {
    const events = this.#framer.push(bytes);
    return events === undefined ? nothing : this.#read(events, hideUsage);
  }

  flush(hideUsage: boolean): Buffer {
    const rest = this.#framer.rest();
    if (rest === undefined) return nothing;
    // A last event may lack its empty line; half of one has no end to its JSON either.
    const text = rest.toString('utf8');
    const whole = parseChunk(text) !== undefined || eventData(text)?.trim() === '[DONE]';
    return whole ? this.#read(rest, hideUsage) : nothing;
  }

  #read(events: Buffer, hideUsage: boolean): Buffer {
    // Some gateways open with a chunk that names no model yet.
    if (this.#model === undefined) {
      const named = indexOfFilled(events, modelKey);
      if (named !== -1) this.#model = asString(parseEvent(events, named)?.['model']);
    }
    this.#seen.push(events);
    this.#text ||= indexOfFilled(events, contentKey) !== -1 || indexOfFilled(events, reasoningKey) !== -1;
    this.#calledTools ||= events.includes('"tool_calls":[{') || events.includes('"tool_calls": [{');
    this.#refused ||= indexOfFilled(events, refusalKey) !== -1;
    this.#failed ||= events.includes('{"error"') || events.includes('event: error');
    const finish = indexOfFilled(events, finishKey);
    if (finish !== -1) this.#finish = readFinish(parseEvent(events, finish)) ?? this.#finish;
    if (hasDone(events)) this.#ended = true;
    return this.#readUsage(events, hideUsage);
  }

  finding(): Finding {
    const over = this.#ended || this.#finish !== undefined;
    const truncated = this.#finish === 'length' || this.#finish === 'content_filter';
    return {
      usage: this.#usage,
      model: this.#model,
      end: this.#failed ? 'failed' : !over ? 'broken' : truncated ? 'truncated' : 'complete',
      calledTools: this.#calledTools,
      refused: this.#refused,
      empty: !this.#text && !this.#calledTools,
      answerChars: this.#usage === undefined ? countAnswerChars(this.#seen) : 0,
    };
  }

  #readUsage(events: Buffer, hideUsage: boolean): Buffer {
    for (let at = indexOfObject(events, usageKey, 0); at !== -1; at = indexOfObject(events, usageKey, at + 1)) {
      const chunk = parseEvent(events, at);
      const usage = readUsage(chunk?.['usage']);
      if (chunk === undefined || usage === undefined) continue;
      this.#usage = usage;
      // The chunk that only carries usage is the one that `include_usage` adds.
      if (!hideUsage || asArray(chunk['choices']).length > 0) continue;
      const { start, end } = eventAround(events, at);
      return this.#readUsage(Buffer.concat([events.subarray(0, start), events.subarray(end)]), hideUsage);
    }
    return events;
  }
}

const nothing = Buffer.alloc(0);
const modelKey = Buffer.from('"model"');
const contentKey = Buffer.from('"content"');
const reasoningKey = Buffer.from('"reasoning_content"');
const refusalKey = Buffer.from('"refusal"');
const finishKey = Buffer.from('"finish_reason"');
const usageKey = Buffer.from('"usage"');
const done = Buffer.from('[DONE]');

/** Where `key` has a non-empty string as its value. Inside JSON strings quotes are escaped, so texts cannot match. */
function indexOfFilled(events: Buffer, key: Buffer): number {
  for (let at = events.indexOf(key); at !== -1; at = events.indexOf(key, at + 1)) {
    const value = valueOffset(events, at + key.length);
    if (events[value] === 0x22 && events[value + 1] !== 0x22) return at;
  }
  return -1;
}

function indexOfObject(events: Buffer, key: Buffer, from: number): number {
  for (let at = events.indexOf(key, from); at !== -1; at = events.indexOf(key, at + 1)) {
    if (events[valueOffset(events, at + key.length)] === 0x7b) return at;
  }
  return -1;
}

function valueOffset(events: Buffer, from: number): number {
  let at = from;
  while (events[at] === 0x3a || events[at] === 0x20) at++;
  return at;
}

/** `[DONE]` counts only as an event's data, not as a word of the answer. */
function hasDone(events: Buffer): boolean {
  for (let at = events.indexOf(done); at !== -1; at = events.indexOf(done, at + 1)) {
    const { start, end } = eventAround(events, at);
    if (eventData(events.toString('utf8', start, end))?.trim() === '[DONE]') return true;
  }
  return false;
}

function parseEvent(events: Buffer, at: number): JsonObject | undefined {
  const { start, end } = eventAround(events, at);
  return parseChunk(events.toString('utf8', start, end));
}

/** The JSON of one event; undefined for comments, `[DONE]` and anything that is no JSON object. */
export function parseChunk(event: string): JsonObject | undefined {
  const data = eventData(event);
  if (data?.trimStart().startsWith('{') !== true) return undefined;
  try {
    return asObject(JSON.parse(data) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readFinish(chunk: JsonObject | undefined): string | undefined {
  const reasons = asArray(chunk?.['choices']).map(choice => asString(asObject(choice)?.['finish_reason']));
  return (
    reasons.find(reason => reason === 'length' || reason === 'content_filter') ??
    reasons.find(reason => reason !== undefined)
  );
}

function countAnswerChars(seen: readonly Buffer[]): number {
  let chars = 0;
  for (const event of splitEvents(Buffer.concat(seen).toString('utf8'))) {
    for (const choice of asArray(parseChunk(event)?.['choices'])) {
      const delta = asObject(asObject(choice)?.['delta']);
      chars += (asString(delta?.['content']) ?? '').length + (asString(delta?.['reasoning_content']) ?? '').length;
      for (const call of asArray(delta?.['tool_calls'])) {
        chars += (asString(asObject(asObject(call)?.['function'])?.['arguments']) ?? '').length;
      }
    }
  }
  return chars;
}

import type { Json, JsonObject } from '../../prompt.js';
import type { Finding, StreamWatch, Usage } from '../../wire.js';
import { asArray, asObject, asString } from '../shape.js';
import { EventFramer, eventAround, eventData, splitEvents } from '../sse.js';
import { readReplyUsage } from './usage.js';

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
    // One character a byte: offsets stay those of the bytes, and searching a string is cheaper than searching a buffer.
    const text = events.toString('latin1');
    // Some gateways open with a chunk that names no model yet.
    if (this.#model === undefined) {
      const named = indexOfFilled(text, '"model"');
      if (named !== -1) this.#model = asString(parseEvent(events, named)?.['model']);
    }
    this.#seen.push(events);
    this.#text ||= indexOfFilled(text, '"content"') !== -1 || indexOfFilled(text, '"reasoning_content"') !== -1;
    this.#calledTools ||= text.includes('"tool_calls":[{') || text.includes('"tool_calls": [{');
    this.#refused ||= indexOfFilled(text, '"refusal"') !== -1;
    this.#failed ||= tellsError(text);
    const finish = indexOfFilled(text, '"finish_reason"');
    if (finish !== -1) this.#finish = readFinish(parseEvent(events, finish)) ?? this.#finish;
    if (hasDone(events, text)) this.#ended = true;
    return this.#readUsage(events, text, hideUsage);
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

  #readUsage(events: Buffer, text: string, hideUsage: boolean): Buffer {
    for (let at = indexOfObject(text, '"usage"', 0); at !== -1; at = indexOfObject(text, '"usage"', at + 1)) {
      const chunk = parseEvent(events, at);
      const usage = readReplyUsage(chunk);
      if (chunk === undefined || usage === undefined) continue;
      this.#usage = usage;
      // The chunk that only carries usage is the one that `include_usage` adds.
      if (!hideUsage || asArray(chunk['choices']).length > 0) continue;
      const { start, end } = eventAround(events, at);
      const rest = Buffer.concat([events.subarray(0, start), events.subarray(end)]);
      return this.#readUsage(rest, rest.toString('latin1'), hideUsage);
    }
    return events;
  }
}

const nothing = Buffer.alloc(0);

/** Where `key` has a non-empty string as its value. Inside JSON strings quotes are escaped, so texts cannot match. */
function indexOfFilled(text: string, key: string): number {
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
    const value = valueOffset(text, at + key.length);
    if (text.charCodeAt(value) === 0x22 && text.charCodeAt(value + 1) !== 0x22) return at;
  }
  return -1;
}

function indexOfObject(text: string, key: string, from: number): number {
  for (let at = text.indexOf(key, from); at !== -1; at = text.indexOf(key, at + 1)) {
    if (text.charCodeAt(valueOffset(text, at + key.length)) === 0x7b) return at;
  }
  return -1;
}

function valueOffset(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 0x3a || code === 0x20; code = text.charCodeAt(at)) at++;
  return at;
}

/** An error object in place of a chunk. Some gateways send `"error": null` with every chunk; that is none. */
function tellsError(text: string): boolean {
  const at = text.indexOf('{"error"');
  return (at !== -1 && text.charCodeAt(valueOffset(text, at + 8)) !== 0x6e) || /^event: ?error$/m.test(text);
}

/** `[DONE]` counts only as an event's data, not as a word of the answer. */
function hasDone(events: Buffer, text: string): boolean {
  for (let at = text.indexOf('[DONE]'); at !== -1; at = text.indexOf('[DONE]', at + 1)) {
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

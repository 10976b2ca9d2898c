import type { JsonObject } from '../../prompt.js';
import type { Finding, StreamWatch } from '../../wire.js';
import { asNumber, asObject, asString } from '../shape.js';
import { EventFramer, eventAround } from '../sse.js';
import { isToolCall } from './blocks.js';
import { isError, parseEvent, readEvents } from './events.js';
import { endOf, refusal } from './stop.js';
import { laterUsage, readUsage } from './usage.js';

/**
 * Follows a messages stream by scanning for the few byte strings that matter. Quotes inside texts are escaped, so a
 * quoted word can only be a JSON string; what it means is settled by parsing the one event it stands in.
 */
export class MessagesStreamWatch implements StreamWatch {
  #ended = false;
  #failed = false;
  #model: string | undefined;
  #usage: JsonObject = {};
  /** The opening figures count only the first token of the answer; only the closing ones are what is charged. */
  #usageClosed = false;
  #stopReason: string | undefined;
  #text = false;
  #calledTools = false;
  readonly #framer = new EventFramer();
  readonly #seen: Buffer[] = [];

  get ended(): boolean {
    return this.#ended;
  }

  feed(bytes: Buffer): Buffer {
    const events = this.#framer.push(bytes);
    return events === undefined ? nothing : this.#read(events);
  }

  flush(): Buffer {
    const rest = this.#framer.rest();
    // A last event may lack its empty line; half of one has no end to its JSON either.
    return rest !== undefined && parseEvent(rest.toString('utf8')) !== undefined ? this.#read(rest) : nothing;
  }

  finding(): Finding {
    const told = readUsage(this.#usage);
    const usage = this.#usageClosed ? told : undefined;
    return {
      usage,
      ...(usage === undefined && told !== undefined ? { partialUsage: told } : {}),
      model: this.#model,
      end: this.#failed ? 'failed' : this.#ended ? endOf(this.#stopReason) : 'broken',
      calledTools: this.#calledTools,
      refused: this.#stopReason === refusal,
      empty: !this.#text && !this.#calledTools,
      answerChars: usage === undefined ? countAnswerChars(this.#seen) : 0,
    };
  }

  #read(events: Buffer): Buffer {
    this.#seen.push(events);
    this.#text ||= hasFilled(events, textKey);
    for (const data of eventsWith(events, messageWord)) this.#readMessageEvent(data);
    if (!this.#calledTools) {
      for (const data of eventsWith(events, toolUseWord)) {
        this.#calledTools ||= isToolCall(asObject(data['content_block']) ?? {});
      }
    }
    if (hasErrorLine(events) || eventsWith(events, errorWord).some(isError)) {
      // Clients give up at this event, so nothing behind it matters.
      this.#failed = true;
      this.#ended = true;
    }
    return events;
  }

  #readMessageEvent(data: JsonObject): void {
    const type = data['type'];
    if (type === 'message_start') {
      const message = asObject(data['message']);
      this.#model = asString(message?.['model']) ?? this.#model;
      this.#usage = laterUsage(this.#usage, asObject(message?.['usage']) ?? {});
    } else if (type === 'message_delta') {
      this.#stopReason = asString(asObject(data['delta'])?.['stop_reason']) ?? this.#stopReason;
      const usage = asObject(data['usage']) ?? {};
      this.#usage = laterUsage(this.#usage, usage);
      this.#usageClosed ||= asNumber(usage['output_tokens']) !== undefined;
    } else if (type === 'message_stop') {
      this.#ended = true;
    }
  }
}

const nothing = Buffer.alloc(0);
const textKey = Buffer.from('"text"');
const messageWord = Buffer.from('"message_');
const toolUseWord = Buffer.from('tool_use"');
const errorWord = Buffer.from('"error"');
const errorLines = [Buffer.from('event: error'), Buffer.from('event:error')] as const;

/** The data of every event that holds `word`, in order. */
function eventsWith(events: Buffer, word: Buffer): readonly JsonObject[] {
  const found: JsonObject[] = [];
  for (let at = events.indexOf(word); at !== -1;) {
    const { start, end } = eventAround(events, at);
    const data = parseEvent(events.toString('utf8', start, end));
    if (data !== undefined) found.push(data);
    at = events.indexOf(word, end);
  }
  return found;
}

/** Whether `key` has a non-empty string as its value anywhere. */
function hasFilled(events: Buffer, key: Buffer): boolean {
  for (let at = events.indexOf(key); at !== -1; at = events.indexOf(key, at + 1)) {
    let value = at + key.length;
    while (events[value] === 0x3a || events[value] === 0x20) value++;
    if (value > at + key.length && events[value] === 0x22 && events[value + 1] !== 0x22) return true;
  }
  return false;
}

/** An error by its name, whatever its data is. Line breaks inside texts are escaped, so a line's start is one. */
function hasErrorLine(events: Buffer): boolean {
  return errorLines.some(line => {
    for (let at = events.indexOf(line); at !== -1; at = events.indexOf(line, at + 1)) {
      if (at === 0 || events[at - 1] === 0x0a || events[at - 1] === 0x0d) return true;
    }
    return false;
  });
}

/** Text, thoughts and the input of tools: what the model wrote. */
function countAnswerChars(seen: readonly Buffer[]): number {
  let chars = 0;
  for (const data of readEvents(Buffer.concat(seen).toString('utf8'))) {
    const delta = asObject(data['delta']);
    for (const field of ['text', 'thinking', 'partial_json']) chars += (asString(delta?.[field]) ?? '').length;
  }
  return chars;
}

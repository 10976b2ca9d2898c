import type { JsonObject } from '../../prompt.js';
import type { Finding, StreamWatch } from '../../wire.js';
import { parseChunk } from '../openai-chat/watch.js';
import { asArray, asObject } from '../shape.js';
import { EventFramer, eventAround } from '../sse.js';
import { reportsError } from './error-events.js';
import { readStreamed } from './streamed.js';
import { readResponse } from './whole.js';

/**
 * Follows a Responses stream by scanning for the names of its terminal events. Everything else is read only when the
 * terminal event does not say it: it repeats the whole answer.
 */
export class ResponsesStreamWatch implements StreamWatch {
  #end: Finding['end'] | undefined;
  #response: JsonObject = {};
  #failed = false;
  readonly #framer = new EventFramer();
  readonly #seen: Buffer[] = [];

  get ended(): boolean {
    return this.#end !== undefined;
  }

  feed(bytes: Buffer): Buffer {
    const events = this.#framer.push(bytes);
    return events === undefined ? nothing : this.#read(events);
  }

  flush(): Buffer {
    const rest = this.#framer.rest();
    // A last event may lack its empty line; half of one has no end to its JSON either.
    return rest !== undefined && parseChunk(rest.toString('utf8')) !== undefined ? this.#read(rest) : nothing;
  }

  #read(events: Buffer): Buffer {
    this.#seen.push(events);
    for (const { type, end } of terminalEvents) {
      const event = findEvent(events, type);
      if (event === undefined) continue;
      this.#end = end;
      this.#response = asObject(event['response']) ?? {};
    }
    this.#failed ||= reportsError(events);
    return events;
  }

  finding(): Finding {
    const end = this.#failed ? 'failed' : (this.#end ?? 'broken');
    const told = readResponse(this.#response);
    // Some services leave the output out of the terminal event; a stream that was cut has none.
    if (asArray(this.#response['output']).length > 0) return counted({ ...told, end });
    const streamed = readStreamed(this.#seen);
    return counted({ ...streamed, usage: told.usage, model: told.model ?? streamed.model, end });
  }
}

/** The characters only matter where they must stand in for the usage. */
function counted(finding: Finding): Finding {
  return finding.usage === undefined ? finding : { ...finding, answerChars: 0 };
}

const nothing = Buffer.alloc(0);

const terminalEvents = (
  [
    ['response.completed', 'complete'],
    ['response.incomplete', 'truncated'],
    ['response.failed', 'failed'],
  ] as const
).map(([type, end]) => ({ type, end }));

/** The first event of this type. Inside JSON strings quotes are escaped, so that no text can look like the name. */
function findEvent(events: Buffer, type: string): JsonObject | undefined {
  const name = `"${type}"`;
  for (let at = events.indexOf(name); at !== -1; at = events.indexOf(name, at + 1)) {
    const { start, end } = eventAround(events, at);
    const event = parseChunk(events.toString('utf8', start, end));
    if (event?.['type'] === type) return event;
  }
  return undefined;
}

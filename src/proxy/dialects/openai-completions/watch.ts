import type { Json } from '../../prompt.js';
import type { Finding, StreamWatch } from '../../wire.js';
import { ChatStreamWatch, parseChunk } from '../openai-chat/watch.js';
import { asArray, asObject, asString } from '../shape.js';
import { splitEvents } from '../sse.js';

/** Follows a text-completion stream. It has the frame of a chat stream, with the text in another place. */
export class CompletionsStreamWatch implements StreamWatch {
  readonly #frame = new ChatStreamWatch();
  readonly #seen: Buffer[] = [];

  get ended(): boolean {
    return this.#frame.ended;
  }

  feed(bytes: Buffer, hideUsage: boolean): Buffer {
    return this.#keep(this.#frame.feed(bytes, hideUsage));
  }

  flush(hideUsage: boolean): Buffer {
    return this.#keep(this.#frame.flush(hideUsage));
  }

  finding(): Finding {
    const found = this.#frame.finding();
    const empty = !this.#seen.some(events => countTextChars(events) > 0);
    return { ...found, empty, answerChars: found.usage === undefined ? sum(this.#seen.map(countTextChars)) : 0 };
  }

  #keep(events: Buffer): Buffer {
    if (events.length > 0) this.#seen.push(events);
    return events;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Characters of completed text in these whole events. */
function countTextChars(events: Buffer): number {
  let chars = 0;
  for (const event of splitEvents(events.toString('utf8'))) chars += textOf(parseChunk(event)?.['choices']).length;
  return chars;
}

/** The texts of a reply's choices, one behind the other. */
export function textOf(choices: Json | undefined): string {
  return asArray(choices)
    .map(choice => asString(asObject(choice)?.['text']) ?? '')
    .join('');
}

import { parseChunk } from '../openai-chat/watch.js';
import { asObject } from '../shape.js';
import { eventAround } from '../sse.js';

/** Whether one of these events reports an error: by its type, by an `error` object of its own, or by its name. */
export function reportsError(events: Buffer): boolean {
  for (let at = events.indexOf(word); at !== -1; at = events.indexOf(word, at + 1)) {
    if (isEmptyField(events, at + word.length)) continue;
    const { start, end } = eventAround(events, at);
    const event = parseChunk(events.toString('utf8', start, end));
    if (event?.['type'] === 'error' || asObject(event?.['error']) !== undefined) return true;
  }
  return names.some(name => startsLine(events, name));
}

const word = Buffer.from('"error"');
const names = [Buffer.from('event: error'), Buffer.from('event:error')] as const;

/** `"error": null`, which every response object carries. */
function isEmptyField(events: Buffer, from: number): boolean {
  const rest = events.toString('latin1', from, from + 16);
  return /^\s*:\s*[^\s{]/.test(rest);
}

/** An answer may speak of `event: error`, but only in the middle of a line. */
function startsLine(events: Buffer, name: Buffer): boolean {
  for (let at = events.indexOf(name); at !== -1; at = events.indexOf(name, at + 1)) {
    const after = events[at + name.length];
    if (isLineEnd(events[at - 1]) && isLineEnd(after)) return true;
  }
  return false;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === undefined || byte === 0x0a || byte === 0x0d;
}

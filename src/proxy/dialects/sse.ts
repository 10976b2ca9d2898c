/**
 * Cuts a byte stream at the ends of server-sent events, so that half an event is never passed on.
 * Bytes are never changed; a chunk that ends at an event's end, the usual case, is handed through as it is.
 */
export class EventFramer {
  #pending: Buffer | undefined;

  /** Takes what arrived; returns the whole events now at hand, or undefined. */
  push(chunk: Buffer): Buffer | undefined {
    const bytes = this.#pending === undefined ? chunk : Buffer.concat([this.#pending, chunk]);
    const end = lastEventEnd(bytes);
    this.#pending = end === bytes.length ? undefined : end === 0 ? bytes : bytes.subarray(end);
    if (end === 0) return undefined;
    return end === bytes.length ? bytes : bytes.subarray(0, end);
  }

  /** What is left when the stream is over: the beginning of an event that never ended, or undefined. */
  rest(): Buffer | undefined {
    return this.#pending;
  }
}

/** The bounds of the event that holds the byte at `at`, inside a buffer of whole events. */
export function eventAround(events: Buffer, at: number): { readonly start: number; readonly end: number } {
  return { start: lastEventEnd(events.subarray(0, at)), end: nextEventEnd(events, at) };
}

/** The data of one event, its `data:` lines joined by line feeds; undefined when it has none (comments, pings). */
export function eventData(event: string): string | undefined {
  let data: string | undefined;
  for (const line of event.split(/\r\n|\n|\r/)) {
    if (!line.startsWith('data:')) continue;
    const text = line.startsWith('data: ') ? line.slice(6) : line.slice(5);
    data = data === undefined ? text : `${data}\n${text}`;
  }
  return data;
}

/** Splits whole events at their blank lines. */
export function splitEvents(events: string): readonly string[] {
  // The look-behind costs several times the plain split, and carriage returns are rare.
  const parts = events.includes('\r') ? events.split(/(?<=\n\n|\n\r\n|\r\r)/) : events.split('\n\n');
  return parts.filter(event => event.trim() !== '');
}

// An event ends with an empty line; each of the three line ends of the standard may be used.
const ends = [Buffer.from('\n\n'), Buffer.from('\n\r\n'), Buffer.from('\r\r')] as const;

function lastEventEnd(bytes: Buffer): number {
  if (bytes.at(-1) === 0x0a && bytes.at(-2) === 0x0a) return bytes.length;
  return Math.max(
    ...ends.map(end => {
      const at = bytes.lastIndexOf(end);
      return at === -1 ? 0 : at + end.length;
    }),
  );
}

function nextEventEnd(bytes: Buffer, from: number): number {
  return Math.min(
    ...ends.map(end => {
      const at = bytes.indexOf(end, from);
      return at === -1 ? bytes.length : at + end.length;
    }),
  );
}

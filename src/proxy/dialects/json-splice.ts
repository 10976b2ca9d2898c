/** Where one top-level member of a JSON object stands in its bytes; `end` is behind the value's last byte. */
export interface MemberSpan {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** One replacement of `raw[start, end)`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Finds the value of every top-level member, in order, without building anything.
 * `raw` must be the bytes of a valid JSON object. A key that stands twice is listed twice.
 */
export function memberSpans(raw: Buffer): readonly MemberSpan[] {
  const spans: MemberSpan[] = [];
  let at = raw.indexOf(openBrace) + 1;
  while (at > 0) {
    const keyStart = skipSpace(raw, at);
    if (raw[keyStart] !== quote) break;
    const keyEnd = skipString(raw, keyStart);
    const start = skipSpace(raw, skipSpace(raw, keyEnd) + 1);
    const end = skipValue(raw, start);
    spans.push({ key: JSON.parse(raw.toString('utf8', keyStart, keyEnd)) as string, start, end });
    const next = skipSpace(raw, end);
    if (raw[next] !== comma) break;
    at = next + 1;
  }
  return spans;
}

/** Told where a value begins; says where it ends if it had to look, so that no byte is looked at twice. */
type Visit<K> = (start: number, key: K) => number | undefined;

/** Goes through the members of the object that begins at `start`, in order. Returns the offset behind it. */
export function walkMembers(raw: Buffer, start: number, visit: Visit<string>): number {
  for (let at = start + 1; ; at++) {
    const keyStart = skipSpace(raw, at);
    if (raw[keyStart] !== quote) return keyStart + 1;
    const keyEnd = skipString(raw, keyStart);
    const valueStart = skipSpace(raw, skipSpace(raw, keyEnd) + 1);
    at = skipSpace(raw, visit(valueStart, keyOf(raw, keyStart, keyEnd)) ?? skipValue(raw, valueStart));
    if (raw[at] !== comma) return at + 1;
  }
}

/** Goes through the elements of the array that begins at `start`, in order. Returns the offset behind it. */
export function walkElements(raw: Buffer, start: number, visit: Visit<number>): number {
  for (let at = start + 1, index = 0; ; at++, index++) {
    const from = skipSpace(raw, at);
    if (raw[from] === closeBracket || raw[from] === undefined) return from + 1;
    at = skipSpace(raw, visit(from, index) ?? skipValue(raw, from));
    if (raw[at] !== comma) return at + 1;
  }
}

/** Where one element of a JSON array stands; `end` is behind its last byte. */
export type ElementSpan = Omit<MemberSpan, 'key'>;

/** Finds every element of the array that begins at `start`, in order. `raw` must be valid JSON. */
export function elementSpans(raw: Buffer, start: number): readonly ElementSpan[] {
  const spans: ElementSpan[] = [];
  walkElements(raw, start, from => {
    const end = skipValue(raw, from);
    spans.push({ start: from, end });
    return end;
  });
  return spans;
}

/** Applies splices that do not overlap. Every byte outside them stays what it was. */
export function splice(raw: Buffer, splices: readonly Splice[]): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const { start, end, text } of splices.toSorted((a, b) => a.start - b.start)) {
    pieces.push(raw.subarray(from, start), Buffer.from(text));
    from = end;
  }
  pieces.push(raw.subarray(from));
  return Buffer.concat(pieces);
}

/** The offset behind the object's opening brace, where a member can be put in front of all others. */
export function firstMemberOffset(raw: Buffer): number {
  return raw.indexOf(openBrace) + 1;
}

const openBrace = 0x7b;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const closeBracket = 0x5d;
const shortBytes = 24;

function skipSpace(raw: Buffer, from: number): number {
  let at = from;
  for (let byte = raw[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = raw[at]) at++;
  return at;
}

/** Most names are short and plain, and put together faster than they are decoded. */
function keyOf(raw: Buffer, start: number, end: number): string {
  let key = '';
  for (let at = start + 1; at < end - 1; at++) {
    const byte = raw[at] ?? 0;
    if (byte > 0x7e || byte === backslash) return JSON.parse(raw.toString('utf8', start, end)) as string;
    key += String.fromCharCode(byte);
  }
  return key;
}

function skipString(raw: Buffer, start: number): number {
  // Names and other short texts end before a native search would have begun.
  for (let at = start + 1; at < start + shortBytes; at++) {
    if (raw[at] === quote) return at + 1;
    if (raw[at] === backslash) break;
  }
  // Long strings are most of a prompt's bytes: let the native search find the quote, then see whether it is escaped.
  for (let at = raw.indexOf(quote, start + 1); at !== -1; at = raw.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (raw[at - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return raw.length;
}

/** Where the value that begins at `start` ends. */
export function skipValue(raw: Buffer, start: number): number {
  const first = raw[start];
  if (first === quote) return skipString(raw, start);
  let depth = 0;
  for (let at = start; at < raw.length; at++) {
    const byte = raw[at];
    if (byte === quote) at = skipString(raw, at) - 1;
    else if (byte === openBrace || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === comma || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) {
      return at;
    }
  }
  return raw.length;
}

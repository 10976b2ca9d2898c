import type { JsonObject } from '../prompt.js';
import {
  elementSpans,
  firstMemberOffset,
  memberSpans,
  splice,
  type ElementSpan,
  type MemberSpan,
} from './json-splice.js';

// What the dialects share in keeping answers short. Each step takes a body's bytes and gives back the bytes with one
// thing changed, or the very same buffer.

/**
 * Lowers every limit of these names that is above `tokens`; smaller ones and what is no number stay. Where none is
 * given, `ifNone` is set; without `ifNone` nothing is.
 */
export function withLimit(raw: Buffer, names: readonly string[], tokens: number, ifNone?: string): Buffer {
  const spans = memberSpans(raw).filter(({ key }) => names.includes(key));
  const given = spans.filter(span => !isNull(raw, span));
  const text = String(tokens);
  if (given.length > 0) {
    // A key that stands twice is lowered twice: parsers disagree about which one counts.
    const high = given.filter(span => Number(textOf(raw, span)) > tokens).map(span => ({ ...span, text }));
    return high.length === 0 ? raw : splice(raw, high);
  }
  return ifNone === undefined ? raw : withMember(raw, ifNone, text);
}

/** Adds texts at which the answer ends to those that are there, up to `most` in all; the caller's own come first. */
export function withStops(raw: Buffer, name: string, stops: readonly string[], most: number): Buffer {
  const span = memberOf(raw, name);
  const given: unknown = span === undefined ? null : JSON.parse(textOf(raw, span));
  const own: readonly unknown[] = Array.isArray(given) ? given : given === null ? [] : [given];
  const added = stops.filter(stop => !own.includes(stop)).slice(0, Math.max(0, most - own.length));
  if (added.length === 0) return raw;
  const list = added.map(stop => JSON.stringify(stop)).join(',');
  if (span === undefined || given === null) return withMember(raw, name, `[${list}]`);
  if (Array.isArray(given)) return splice(raw, [elementAtEnd(raw, span, list)]);
  return splice(raw, [{ ...span, text: `[${textOf(raw, span)},${list}]` }]);
}

/** Sets a member that is missing or null. The bytes of all others stay. */
export function withMember(raw: Buffer, name: string, text: string): Buffer {
  const empty = memberOf(raw, name);
  if (empty !== undefined) return splice(raw, [{ ...empty, text }]);
  const at = firstMemberOffset(raw);
  const comma = memberSpans(raw).length === 0 ? '' : ',';
  return splice(raw, [{ start: at, end: at, text: `${JSON.stringify(name)}:${text}${comma}` }]);
}

/**
 * Puts a sentence behind a content: into a text that stands alone, as one block more behind blocks, so that what the
 * provider holds of those stays good. Undefined for a content that is missing or empty.
 */
export function withSentence(
  raw: Buffer,
  content: ElementSpan | undefined,
  sentence: string,
  blockType: 'text' | 'input_text',
): Buffer | undefined {
  if (content === undefined) return undefined;
  const value = JSON.parse(textOf(raw, content)) as unknown;
  if (Array.isArray(value) && value.length > 0) {
    const block = `{"type":"${blockType}","text":${JSON.stringify(sentence)}}`;
    return splice(raw, [elementAtEnd(raw, content, block)]);
  }
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const at = content.end - 1;
  return splice(raw, [{ start: at, end: at, text: JSON.stringify(`\n\n${sentence}`).slice(1, -1) }]);
}

/** The content of the first or last message of one of these roles in a list of messages. */
export function contentOf(
  raw: Buffer,
  list: string,
  which: 'first' | 'last',
  roles: readonly string[],
): ElementSpan | undefined {
  const span = memberOf(raw, list);
  if (span === undefined || raw[span.start] !== openBracket) return undefined;
  const messages = elementSpans(raw, span.start);
  for (const { start, end } of which === 'first' ? messages : messages.toReversed()) {
    const message = raw.subarray(start, end);
    const role = memberOf(message, 'role');
    if (role === undefined || !roles.includes(JSON.parse(textOf(message, role)) as string)) continue;
    const content = memberOf(message, 'content');
    return content && { start: content.start + start, end: content.end + start };
  }
  return undefined;
}

/** A member as parsers read it: of a name that stands twice, the last. */
export function memberOf(raw: Buffer, name: string): MemberSpan | undefined {
  return memberSpans(raw).findLast(({ key }) => key === name);
}

/** The value at a span, parsed; undefined where there is none. */
export function valueAt(raw: Buffer, span: ElementSpan | undefined): JsonObject[string] | undefined {
  return span === undefined ? undefined : (JSON.parse(textOf(raw, span)) as JsonObject[string]);
}

const openBracket = 0x5b;

function elementAtEnd(raw: Buffer, list: ElementSpan, text: string) {
  const at = list.end - 1;
  const comma = elementSpans(raw, list.start).length === 0 ? '' : ',';
  return { start: at, end: at, text: `${comma}${text}` };
}

function isNull(raw: Buffer, span: ElementSpan): boolean {
  return textOf(raw, span) === 'null';
}

function textOf(raw: Buffer, { start, end }: ElementSpan): string {
  return raw.toString('utf8', start, end);
}

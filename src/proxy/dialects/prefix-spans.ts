import type { Json, JsonObject } from '../prompt.js';
import type { PromptParameter, PromptPart } from '../wire.js';
import { elementSpans, memberSpans, type MemberSpan } from './json-splice.js';
import { asArray } from './shape.js';

/** A body's top-level members by name. A name that stands twice means its last one, as parsers read it. */
export type Members = ReadonlyMap<string, MemberSpan>;

export function membersOf(raw: Buffer): Members {
  return new Map(memberSpans(raw).map(span => [span.key, span]));
}

/** What a dialect says about one value beside where it stands. */
export type PartTraits = Pick<PromptPart, 'section' | 'role' | 'media' | 'markable'>;

/** One part for every element of a list, or one for a value that is no list; none where the member is missing. */
export function partsOf(
  raw: Buffer,
  span: Omit<MemberSpan, 'key'> | undefined,
  value: Json | undefined,
  traits: (value: Json, index: number) => PartTraits,
): readonly PromptPart[] {
  if (span === undefined || value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [{ ...traits(value, 0), index: 0, start: span.start, end: span.end }];
  const values = asArray(value);
  return elementSpans(raw, span.start).map(({ start, end }, index) => ({
    ...traits(values[index] ?? null, index),
    index,
    start,
    end,
  }));
}

/** Those of the named members that are there. */
export function parametersOf(
  members: Members,
  resets: Readonly<Record<string, PromptParameter['resets']>>,
): readonly PromptParameter[] {
  return Object.entries(resets).flatMap(([name, what]) => {
    const span = members.get(name);
    return span === undefined ? [] : [{ name, start: span.start, end: span.end, resets: what }];
  });
}

/** A value, or a block anywhere in it, carries a breakpoint. */
export function isMarked(value: Json | undefined): boolean {
  if (Array.isArray(value)) return asArray(value).some(isMarked);
  if (typeof value !== 'object' || value === null) return false;
  const object = value as JsonObject;
  if (object['cache_control'] !== undefined && object['cache_control'] !== null) return true;
  // Blocks hold blocks in their content and, for documents made of them, in their source; nothing else does.
  return isMarked(object['content']) || isMarked(object['source']);
}

import type { Json, JsonObject } from '../prompt.js';
import type { PromptParameter, PromptPart } from '../wire.js';
import { firstMemberOffset, skipValue, walkElements, walkMembers } from './json-splice.js';
import { asArray } from './shape.js';

/** What a dialect says about one value beside where it stands. */
export type PartTraits = Pick<PromptPart, 'section' | 'role' | 'media' | 'markable'>;

/** Finds the parts in one member's value, which begins at `start`, and where that value ends. */
export type FindParts = (
  raw: Buffer,
  start: number,
  value: Json | undefined,
) => { readonly parts: readonly PromptPart[]; readonly end: number };

/** One part for each element of a list, or one for a value that is no list. */
export function eachPart(traits: (value: Json) => PartTraits): FindParts {
  return (raw, start, value) => {
    const parts: PromptPart[] = [];
    const add = (from: number, index: number, one: Json): number => {
      const end = skipValue(raw, from);
      parts.push({ ...traits(one), index, start: from, end });
      return end;
    };
    if (value === undefined || value === null) return { parts, end: skipValue(raw, start) };
    if (!Array.isArray(value)) return { end: add(start, 0, value), parts };
    const values = asArray(value);
    return { end: walkElements(raw, start, (from, index) => add(from, index, values[index] ?? null)), parts };
  };
}

/**
 * Goes through a body once and gives the parts of these members, in the order of `members`, whatever their order in
 * the body. A name that stands twice means its last value, as parsers read it.
 */
export function findPrefix(
  raw: Buffer,
  body: JsonObject,
  members: Readonly<Record<string, FindParts>>,
  resets: Readonly<Record<string, PromptParameter['resets']>>,
): { readonly parts: readonly PromptPart[]; readonly parameters: readonly PromptParameter[] } {
  const found = new Map<string, readonly PromptPart[]>();
  const parameters = new Map<string, PromptParameter>();
  walkMembers(raw, firstMemberOffset(raw) - 1, (start, key) => {
    const find = Object.hasOwn(members, key) ? members[key] : undefined;
    if (find !== undefined) {
      const { parts, end } = find(raw, start, body[key]);
      found.set(key, parts);
      return end;
    }
    const what = Object.hasOwn(resets, key) ? resets[key] : undefined;
    if (what === undefined) return undefined;
    const end = skipValue(raw, start);
    parameters.set(key, { name: key, start, end, resets: what });
    return end;
  });
  return { parts: Object.keys(members).flatMap(name => found.get(name) ?? []), parameters: [...parameters.values()] };
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

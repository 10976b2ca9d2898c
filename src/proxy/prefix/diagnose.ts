import type { BreakKind } from '../../protocol/prompt-cache.js';
import type { Json, JsonObject } from '../prompt.js';
import type { PromptParameter, PromptPart, PromptPrefix } from '../wire.js';
import { differingByte } from './byte-offset.js';
import { jsonChange } from './json-change.js';
import { sizeOf } from './places.js';
import { tokenChange } from './tokens.js';

/** A request as it was sent, and how the provider's prompt cache reads it. */
export interface Sent {
  readonly raw: Buffer;
  readonly prefix: PromptPrefix;
}

/** Where a request stops being the continuation of the one before it. */
export interface Break {
  readonly kind: BreakKind;
  /** First differing byte in the later body. */
  readonly offset: number;
  readonly section: PromptPart['section'] | 'parameters';
  /** Such as `tools[2] read_file`, `system[0]`, `messages[4] user`, `model`. */
  readonly where: string;
  /** The differing tokens, for kinds whose tokens are no words: dates, ids, paths, numbers. Else empty. */
  readonly before: string;
  readonly after: string;
  /** How much of the earlier prompt is still good, 0 to 1. */
  readonly keptShare: number;
}

/** Compares two consecutive requests of one conversation. Undefined when the provider can read on where it stopped. */
export function diagnose(before: Sent, after: Sent): Break | undefined {
  const parts = before.prefix.parts;
  const whole = parameterBreak(before, after, 'all', 0);
  if (whole !== undefined) return whole;
  const alike = alikeParts(before, after);
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const opening = part?.section === 'messages' && parts[at - 1]?.section !== 'messages';
    const reset = opening ? parameterBreak(before, after, 'messages', shareUpTo(parts, at)) : undefined;
    if (reset !== undefined) return reset;
    const found = at < alike ? 'same' : partBreak(before, after, at);
    if (found !== 'same') return found;
  }
  return undefined;
}

/**
 * How many parts from the first on are the same for certain: most conversations go on byte for byte, and comparing all
 * the bytes at once is a hundred times as quick as part by part.
 */
function alikeParts(before: Sent, after: Sent): number {
  const [old, fresh] = [before.prefix.parts, after.prefix.parts];
  let count = 0;
  // Sections may stand in another order than the one in which they count.
  let [start, end] = [Infinity, 0];
  for (const part of old) {
    const other = fresh[count];
    if (other === undefined || other.start !== part.start || other.end !== part.end) break;
    if (other.section !== part.section || other.role !== part.role) break;
    start = Math.min(start, part.start);
    end = Math.max(end, part.end);
    count += 1;
  }
  if (count === 0 || bytesOf(before, { start, end }).equals(bytesOf(after, { start, end }))) return count;
  // Most often the last of them was changed, which has the same length by chance.
  const last = count - 1;
  const rest = old.slice(0, last);
  [start, end] = [Math.min(...rest.map(part => part.start)), Math.max(0, ...rest.map(part => part.end))];
  return last > 0 && bytesOf(before, { start, end }).equals(bytesOf(after, { start, end })) ? last : 0;
}

function parameterBreak(
  before: Sent,
  after: Sent,
  resets: PromptParameter['resets'],
  keptShare: number,
): Break | undefined {
  const names = [...before.prefix.parameters, ...after.prefix.parameters].filter(one => one.resets === resets);
  for (const { name } of names) {
    const old = before.prefix.parameters.find(one => one.name === name);
    const fresh = after.prefix.parameters.find(one => one.name === name);
    if (old !== undefined && fresh !== undefined) {
      if (bytesOf(before, old).equals(bytesOf(after, fresh))) continue;
      if (jsonChange(valueOf(before, old), valueOf(after, fresh)) === undefined) continue;
    }
    const inside =
      old === undefined || fresh === undefined ? 0 : differingByte(bytesOf(before, old), bytesOf(after, fresh));
    const offset = (fresh?.start ?? 0) + inside;
    const kind = name === 'model' ? 'model' : 'parameter';
    return { kind, offset, section: 'parameters', where: name, before: '', after: '', keptShare };
  }
  return undefined;
}

/** Undefined when what is left of the earlier prompt is missing from the later one, which costs nothing. */
function partBreak(before: Sent, after: Sent, at: number): Break | undefined | 'same' {
  const old = before.prefix.parts[at];
  const fresh = after.prefix.parts[at];
  if (old === undefined || fresh === undefined) return undefined;
  const oldBytes = bytesOf(before, old);
  const freshBytes = bytesOf(after, fresh);
  const alike = old.section === fresh.section && old.role === fresh.role;
  if (alike && oldBytes.equals(freshBytes)) return 'same';
  const change = alike ? jsonChange(asBlock(valueOf(before, old)), asBlock(valueOf(after, fresh))) : undefined;
  if (alike && change === undefined) return 'same';
  const inside = alike ? differingByte(oldBytes, freshBytes) : 0;
  const section = old.section === 'tools' ? 'tools' : fresh.section;
  return {
    ...kindOf(before, after, at, change),
    offset: fresh.start + inside,
    section,
    where: labelOf(after, fresh),
    keptShare: shareUpTo(before.prefix.parts, at, alike ? Math.min(inside, sizeOf(old)) : 0),
  };
}

type Kind = Pick<Break, 'kind' | 'before' | 'after'>;

function kindOf(before: Sent, after: Sent, at: number, change: ReturnType<typeof jsonChange>): Kind {
  const old = before.prefix.parts[at];
  const fresh = after.prefix.parts[at];
  if (old?.section === 'tools' || fresh?.section === 'tools') return toolKind(before, after, change);
  const moved = movedKind(before, after, at);
  if (moved !== undefined) return plain(moved);
  const otherwise = fresh?.section === 'system' || old?.section === 'system' ? 'text' : 'turn-edited';
  if (change === undefined) return plain(otherwise);
  return leafKind(change, otherwise, old?.media === true || fresh?.media === true);
}

/** What a change inside one part is; `otherwise` names changes of words. */
function leafKind(change: NonNullable<ReturnType<typeof jsonChange>>, otherwise: BreakKind, media: boolean): Kind {
  if (change.kind === 'order') return plain('keys-reordered');
  if (change.kind === 'leaf' && typeof change.before === 'string' && typeof change.after === 'string') {
    // Long data in a text field of a file is no text.
    if (media && !change.path.includes('text')) return plain('media');
    const token = tokenChange(change.before, change.after);
    return token.kind === 'text' ? plain(otherwise) : token;
  }
  if (media) return plain('media');
  if (change.kind === 'leaf' && typeof change.before === 'number' && typeof change.after === 'number') {
    return { kind: 'number', before: String(change.before), after: String(change.after) };
  }
  return plain(otherwise);
}

function toolKind(before: Sent, after: Sent, change: ReturnType<typeof jsonChange>): Kind {
  const old = toolsOf(before);
  const fresh = toolsOf(after);
  if (fresh.some(name => !old.includes(name))) return plain('tool-added');
  if (old.some(name => !fresh.includes(name))) return plain('tool-removed');
  if (old.some((name, index) => name !== fresh[index])) return plain('tools-reordered');
  return change === undefined ? plain('tool-changed') : leafKind(change, 'tool-changed', false);
}

/** Whether the conversation goes on behind a gap, or behind something new. */
function movedKind(before: Sent, after: Sent, at: number): BreakKind | undefined {
  const old = before.prefix.parts.slice(at);
  const fresh = after.prefix.parts.slice(at);
  const [oldFirst, freshFirst] = [old[0], fresh[0]];
  if (oldFirst === undefined || freshFirst === undefined || !isTurn(oldFirst) || !isTurn(freshFirst)) return undefined;
  const near = (list: readonly PromptPart[]) => list.slice(1, 1 + movedParts);
  if (near(old).some(one => saysSame(before, one, after, freshFirst))) return 'turn-removed';
  if (near(fresh).some(one => saysSame(before, oldFirst, after, one))) return 'turn-inserted';
  return fresh.length < old.length && oldFirst.section === 'messages' ? 'turn-removed' : undefined;
}

/** How far away a turn is looked for that is not where it was. */
const movedParts = 60;

function isTurn({ section, role }: PromptPart): boolean {
  return section === 'messages' || role !== '';
}

function saysSame(before: Sent, old: PromptPart, after: Sent, fresh: PromptPart): boolean {
  if (old.section !== fresh.section || old.role !== fresh.role) return false;
  if (bytesOf(before, old).equals(bytesOf(after, fresh))) return true;
  return jsonChange(asBlock(valueOf(before, old)), asBlock(valueOf(after, fresh))) === undefined;
}

function toolsOf(sent: Sent): readonly string[] {
  return sent.prefix.parts.filter(({ section }) => section === 'tools').map(part => toolName(valueOf(sent, part)));
}

function toolName(value: Json): string {
  const tool = value as JsonObject | null;
  const name = tool?.['name'] ?? (tool?.['function'] as JsonObject | undefined)?.['name'] ?? tool?.['type'];
  return typeof name === 'string' ? name : '';
}

function labelOf(sent: Sent, part: PromptPart): string {
  if (part.section === 'tools') return `tools[${part.index}] ${toolName(valueOf(sent, part)).slice(0, 64)}`;
  return part.role === '' ? `${part.section}[${part.index}]` : `messages[${part.index}] ${part.role.slice(0, 16)}`;
}

/** A text that stands alone is short for one block of text. */
function asBlock(value: Json): Json {
  return typeof value === 'string' ? { type: 'text', text: value } : value;
}

function shareUpTo(parts: readonly PromptPart[], at: number, inside = 0): number {
  const sum = (some: readonly PromptPart[]) => some.reduce((total, part) => total + sizeOf(part), 0);
  return (sum(parts.slice(0, at)) + inside) / Math.max(1, sum(parts));
}

function bytesOf({ raw }: Sent, { start, end }: Pick<PromptPart, 'start' | 'end'>): Buffer {
  return raw.subarray(start, end);
}

function valueOf(sent: Sent, part: Pick<PromptPart, 'start' | 'end'>): Json {
  return JSON.parse(bytesOf(sent, part).toString('utf8')) as Json;
}

function plain(kind: BreakKind): Kind {
  return { kind, before: '', after: '' };
}

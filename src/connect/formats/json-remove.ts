import type { Node } from 'jsonc-parser';
import { skipTrivia } from './json-trivia.js';
import { lineEnd, lineStart, splice } from './splice.js';
import type { Splice } from './splice.js';

/** The text without this value and, in an object, its key. Comments stay. */
export function removeFrom(text: string, value: Node): string {
  const entry = value.parent?.type === 'property' ? value.parent : value;
  const container = entry.parent;
  const siblings = container?.children;
  if (container === undefined || siblings === undefined) return '';
  const from = container.offset + 1;
  const to = container.offset + container.length - 1;
  if (siblings.length === 1) {
    const kept = text.slice(from, entry.offset) + text.slice(skipComma(text, entry.offset + entry.length), to);
    if (kept.trim() === '') return splice(text, [{ from, to, text: '' }]);
  }
  return splice(text, cuts(text, entry, siblings[siblings.indexOf(entry) - 1]));
}

function skipComma(text: string, end: number): number {
  const next = skipTrivia(text, end);
  return text[next] === ',' ? next + 1 : end;
}

function cuts(text: string, entry: Node, previous: Node | undefined): readonly Splice[] {
  const end = entry.offset + entry.length;
  const next = skipTrivia(text, end);
  const ownComma = text[next] === ',';
  const comma = ownComma
    ? next
    : previous === undefined
      ? undefined
      : skipTrivia(text, previous.offset + previous.length);
  const [from, to] = reach(text, entry.offset, ownComma && next === end ? end + 1 : end);
  const piece = { from, to, text: '' };
  // A comma that is not inside the piece goes by itself; before it there may be a comment that stays.
  return comma === undefined || text[comma] !== ',' || (comma >= from && comma < to)
    ? [piece]
    : [piece, { from: comma, to: comma + 1, text: '' }];
}

/** Whole lines where the entry has them to itself, else itself and the space on one side of it. */
function reach(text: string, start: number, end: number): readonly [number, number] {
  const line = lineStart(text, start);
  const after = lineEnd(text, end);
  const alone = text.slice(line, start).trim() === '' && text.slice(end, after).trim() === '';
  if (alone && line > 0) return [line - 1, text[after - 1] === '\r' ? after - 1 : after];
  const before = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const opened = /[[{]$/.test(text.slice(0, start - before));
  if (!opened) return [start - before, end];
  return [start, end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0)];
}

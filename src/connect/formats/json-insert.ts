import type { Node } from 'jsonc-parser';
import { renderJson, styleOf } from './json-style.js';
import type { JsonStyle } from './json-style.js';
import { pastComments, skipTrivia } from './json-trivia.js';
import { indentAt, lineStart, splice } from './splice.js';

/** The text with a property (or, without a key, an item) added at the end of this object or list. */
export function insertInto(text: string, container: Node, key: string | undefined, value: unknown): string {
  const style = styleOf(text);
  const last = container.children?.at(-1);
  const entry = (indent: string | undefined): string =>
    (key === undefined ? '' : `${JSON.stringify(key)}:${style.gap}`) + renderJson(value, indent, style);
  return last === undefined ? fill(text, container, entry, style) : append(text, container, last, entry, style);
}

type Entry = (indent: string | undefined) => string;

function append(text: string, container: Node, last: Node, entry: Entry, style: JsonStyle): string {
  const end = last.offset + last.length;
  const next = skipTrivia(text, end);
  const comma = text[next] === ',';
  const body = text.slice(container.offset, container.offset + container.length);
  if (!body.includes('\n')) {
    const at = comma ? next + 1 : end;
    return splice(text, [
      { from: at, to: at, text: `${comma ? '' : ','}${style.gap}${entry(undefined)}${comma ? ',' : ''}` },
    ]);
  }
  const ownLine = text.slice(lineStart(text, last.offset), last.offset).trim() === '';
  const indent = ownLine ? indentAt(text, last.offset) : indentAt(text, container.offset) + style.unit;
  // Comments behind the last entry stay with it.
  const at = pastComments(text, comma ? next + 1 : end);
  return splice(text, [
    ...(comma ? [] : [{ from: end, to: end, text: ',' }]),
    { from: at, to: at, text: `\n${indent}${entry(indent)}${comma ? ',' : ''}` },
  ]);
}

/** An empty object or list, perhaps with comments in it. */
function fill(text: string, container: Node, entry: Entry, style: JsonStyle): string {
  const from = container.offset + 1;
  const close = container.offset + container.length - 1;
  if (style.inline) return splice(text, [{ from: close, to: close, text: entry(undefined) }]);
  const outer = indentAt(text, container.offset);
  const inner = outer + style.unit;
  const kept = text.slice(from, close).trimEnd();
  return splice(text, [{ from: from + kept.length, to: close, text: `\n${inner}${entry(inner)}\n${outer}` }]);
}

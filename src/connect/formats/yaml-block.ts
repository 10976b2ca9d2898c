import { isCollection, isMap, isScalar, isSeq, stringify } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Change, Path } from '../value.js';
import { lineEnd, lineStart, splice } from './splice.js';

/** The text with the change made in its own lines; undefined where the place is not written in block style. */
export function changeBlock(text: string, document: Document.Parsed, change: Change): string | undefined {
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return change.kind === 'set' && contents?.source === undefined ? begin(text, change) : text;
  }
  const { node, rest } = deepest(contents, change.path);
  if (change.kind === 'remove') return rest.length === 0 ? removeAt(text, contents, change.path) : text;
  if (rest.length === 0) return replaceScalar(text, node, change.value);
  return insert(text, contents, node, change.path.slice(0, change.path.length - rest.length), rest, change.value);
}

type Found = { readonly node: Node | null; readonly rest: Path };

function deepest(root: Node, path: Path): Found {
  let node: Node | null = root;
  for (const [index, key] of path.entries()) {
    if (!isCollection(node) || !node.has(key)) return { node, rest: path.slice(index) };
    node = (node.get(key, true) as Node | undefined) ?? null;
  }
  return { node, rest: [] };
}

function begin(text: string, change: Change & { readonly kind: 'set' }): string {
  const lead = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return lead + block(nested(change.path, change.value));
}

function replaceScalar(text: string, node: Node | null, value: unknown): string | undefined {
  if (
    typeof value === 'object' ||
    !isScalar(node) ||
    !node.range ||
    node.tag !== undefined ||
    node.anchor !== undefined
  ) {
    return undefined;
  }
  const [from, to] = node.range;
  if (text.slice(from, to).includes('\n')) return undefined;
  return splice(text, [{ from, to, text: block(value).trimEnd() }]);
}

function insert(
  text: string,
  root: Node,
  node: Node | null,
  at: Path,
  [key, ...inner]: Path,
  value: unknown,
): string | undefined {
  const wanted = nested(inner, value);
  const entry = typeof key === 'number' ? block([wanted]) : block({ [String(key)]: wanted });
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    return appendTo(text, node, entry);
  }
  if (at.length === 0 && isCollection(node) && node.items.length === 0 && node.range) {
    return splice(text, [{ from: node.range[0], to: node.range[1], text: entry.trimEnd() }]);
  }
  // `models:`, `models: []` and the like: the entry goes below, one step in.
  const owner = pairAt(root, at);
  const start = owner === undefined ? undefined : keyStart(owner);
  if (start === undefined || owner === undefined || (isCollection(node) && node.items.length > 0)) return undefined;
  if (!isCollection(node) && !(isScalar(node) && node.value === null)) return undefined;
  const indent = ' '.repeat(start - lineStart(text, start) + 2);
  const colon = text.indexOf(':', keyEnd(owner));
  const end = node.range?.[1] ?? colon + 1;
  const empty = text.slice(colon + 1, end);
  if (!/^\s*(?:\[\s*\]|\{\s*\}|~|null)?$/.test(empty)) return undefined;
  const stop = lineEnd(text, end);
  const comment = text.slice(Math.max(end, colon + 1), stop).trimEnd();
  return splice(text, [{ from: colon + 1, to: stop, text: `${comment}\n${indented(entry, indent).trimEnd()}` }]);
}

function appendTo(text: string, node: YAMLMap | YAMLSeq, entry: string): string | undefined {
  const first = startOf(text, node.items[0]);
  const end = endOf(text, node.items.at(-1));
  if (first === undefined || end === undefined) return undefined;
  const indent = text.slice(lineStart(text, first), first);
  if (indent.trim() !== '') return undefined;
  const at = text[end - 1] === '\n' ? end : lineEnd(text, end);
  const lines = indented(entry, indent);
  return at > 0 && text[at - 1] === '\n'
    ? splice(text, [{ from: at, to: at, text: lines }])
    : splice(text, [{ from: at, to: at, text: `\n${lines.trimEnd()}` }]);
}

function removeAt(text: string, root: Node, path: Path): string | undefined {
  const { node: owner } = deepest(root, path.slice(0, -1));
  if (!isCollection(owner) || owner.flow === true) return undefined;
  const key = path.at(-1);
  const item = isSeq(owner)
    ? owner.items[Number(key)]
    : owner.items.find(pair => (isScalar(pair.key) ? pair.key.value : pair.key) === key);
  const start = startOf(text, item);
  const end = endOf(text, item);
  if (start === undefined || end === undefined) return undefined;
  if (owner.items.length === 1 && path.length > 1)
    return emptied(text, root, path.slice(0, -1), isSeq(owner) ? '[]' : '{}', [start, end]);
  const from = lineStart(text, start);
  // An entry that shares its line with the dash of a list item is not a line of its own.
  if (text.slice(from, start).trim() !== '') return undefined;
  const remark = text[end - 1] === '\n' ? '' : text.slice(end, lineEnd(text, end)).trim();
  if (remark !== '') return splice(text, [{ from: start, to: lineEnd(text, end), text: remark }]);
  const to = text[end - 1] === '\n' ? end : Math.min(lineEnd(text, end) + 1, text.length);
  const atEnd = to === text.length && text[to - 1] !== '\n' && from > 0;
  return splice(text, [{ from: atEnd ? from - 1 : from, to, text: '' }]);
}

/** The last entry leaves an empty list or map behind, as `models: []`; comments around it stay. */
function emptied(
  text: string,
  root: Node,
  at: Path,
  empty: '[]' | '{}',
  [start, end]: readonly [number, number],
): string | undefined {
  const owner = pairAt(root, at);
  const from = lineStart(text, start);
  if (owner === undefined || text.slice(from, start).trim() !== '') return undefined;
  const colon = text.indexOf(':', keyEnd(owner));
  const behind = text[end - 1] === '\n' ? '' : text.slice(end, lineEnd(text, end)).trim();
  const to = text[end - 1] === '\n' ? end - 1 : lineEnd(text, end);
  return splice(text, [
    { from: colon + 1, to: colon + 1, text: ` ${empty}` },
    behind === '' ? { from: from - 1, to, text: '' } : { from: start, to, text: behind },
  ]);
}

function pairAt(root: Node, path: Path): Pair | undefined {
  const { node } = deepest(root, path.slice(0, -1));
  const key = path.at(-1);
  return isMap(node) ? node.items.find(pair => isScalar(pair.key) && pair.key.value === key) : undefined;
}

function keyStart(pair: Pair): number | undefined {
  return isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}

function keyEnd(pair: Pair): number {
  return isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
}

/** Where an entry begins: at its key, or at the dash of its item. */
function startOf(text: string, entry: unknown): number | undefined {
  const pair = entry as Partial<Pair> & Partial<Node>;
  if ('key' in pair && isScalar(pair.key)) return pair.key.range?.[0];
  const from = pair.range?.[0];
  if (from === undefined || 'key' in pair) return undefined;
  const dash = text.lastIndexOf('-', from);
  return dash !== -1 && text.slice(dash + 1, from).trim() === '' ? dash : undefined;
}

function endOf(text: string, entry: unknown): number | undefined {
  const pair = entry as Partial<Pair> & Partial<Node>;
  if (!('key' in pair)) return pair.range?.[1];
  const value = pair.value as Node | null | undefined;
  return value?.range?.[1] ?? (isScalar(pair.key) ? text.indexOf(':', pair.key.range?.[1]) + 1 : undefined);
}

function block(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

function indented(lines: string, indent: string): string {
  return lines.replace(/^(?=.)/gm, indent);
}

function nested(path: Path, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);
}

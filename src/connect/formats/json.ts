import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { BadTextError, placeOf, UnchangeableError } from '../format.js';
import type { Format } from '../format.js';
import type { Change, Path } from '../value.js';
import { insertInto } from './json-insert.js';
import { removeFrom } from './json-remove.js';
import { indentAt, splice } from './splice.js';
import { renderJson, styleOf } from './json-style.js';

/** JSON as editors write it: comments and trailing commas are read and kept. */
export const json: Format = {
  name: 'JSON',
  implied: false,
  parse: text => {
    const root = tree(text);
    return root === undefined ? undefined : (getNodeValue(root) as unknown);
  },
  change: (text, change) => {
    const root = tree(text);
    return root === undefined ? begin(text, change) : changeTree(text, root, change);
  },
};

function tree(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  if (first !== undefined) {
    const { line, column } = placeOf(text, first.offset);
    throw new BadTextError(line, column, problems[printParseErrorCode(first.error)] ?? 'this is not JSON');
  }
  return root;
}

const problems: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this word is neither a value nor in quotes',
  InvalidNumberFormat: 'this is not a number',
  PropertyNameExpected: 'the name of a property is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'something stands behind the end',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a text is not closed',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'this is not a Unicode escape',
  InvalidEscapeCharacter: 'this escape does not exist',
  InvalidCharacter: 'this character must be escaped',
};

function changeTree(text: string, root: Node, change: Change): string {
  const { node, rest } = deepest(root, change.path);
  if (change.kind === 'remove') return rest.length === 0 ? removeFrom(text, node) : text;
  if (rest.length === 0) {
    const style = styleOf(text);
    const value = renderJson(change.value, isInline(text, node) ? undefined : indentAt(text, node.offset), style);
    return splice(text, [{ from: node.offset, to: node.offset + node.length, text: value }]);
  }
  const [key, ...inner] = rest;
  const fits = typeof key === 'number' ? node.type === 'array' : node.type === 'object';
  if (!fits || key === undefined) throw new UnchangeableError(`'${change.path.join('.')}' has no place in it`);
  return insertInto(text, node, typeof key === 'string' ? key : undefined, nested(inner, change.value));
}

/** A value on one line with others stays on it. */
function isInline(text: string, node: Node): boolean {
  return node.parent?.type === 'property' && node.parent.parent !== undefined
    ? !text.slice(node.parent.parent.offset, node.parent.parent.offset + node.parent.parent.length).includes('\n')
    : !text.includes('\n');
}

function deepest(root: Node, path: Path): { readonly node: Node; readonly rest: Path } {
  let node = root;
  for (const [index, key] of path.entries()) {
    const next =
      typeof key === 'number'
        ? node.type === 'array'
          ? node.children?.[key]
          : undefined
        : // The last of two equal keys is the one that counts.
          node.children?.findLast(property => property.type === 'property' && property.children?.[0]?.value === key)
            ?.children?.[1];
    if (next === undefined) return { node, rest: path.slice(index) };
    node = next;
  }
  return { node, rest: [] };
}

/** A file that said nothing so far, perhaps with comments in it. */
function begin(text: string, change: Change): string {
  if (change.kind === 'remove') return text;
  const lead = text.trim() === '' ? '' : `${text.replace(/\s*$/, '')}\n`;
  return `${lead}${renderJson(nested(change.path, change.value), '', { unit: '  ', inline: false, gap: ' ' })}\n`;
}

function nested(path: Path, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);
}

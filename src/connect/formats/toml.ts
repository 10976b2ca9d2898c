import { parse, TomlError } from 'smol-toml';
import { BadTextError, UnchangeableError } from '../format.js';
import type { Format } from '../format.js';
import { applied, at, isObject, same } from '../value.js';
import type { Change, Path } from '../value.js';
import { splice } from './splice.js';
import { renderToml, tomlKey } from './toml-render.js';
import { scan } from './toml-scan.js';
import type { Statement } from './toml-scan.js';

/** TOML, changed statement by statement. */
export const toml: Format = {
  name: 'TOML',
  implied: true,
  parse: text => (text.trim() === '' ? undefined : parseToml(text)),
  change: (text, change) =>
    change.kind === 'set' ? setIn(text, change.path, change.value) : removeIn(text, change.path),
};

function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ''] = error.message.split('\n');
    throw new BadTextError(error.line, error.column, first.replace(/^Invalid TOML document: /, ''));
  }
}

function setIn(text: string, path: Path, value: unknown): string {
  const statements = scan(text);
  const pair = pairAt(statements, path);
  if (pair !== undefined) return replaceValue(text, pair, renderToml(value));
  const inline = inlineAround(statements, path);
  if (inline !== undefined) return changeInline(text, inline, { kind: 'set', path, value });
  const there = at(toml.parse(text), path);
  if (isObject(there)) {
    if (!isObject(value)) throw new UnchangeableError(`'${tomlKey(path)}' is a table`);
    return mergeTable(text, path, there, value);
  }
  return isObject(value) ? appendTable(text, path, value) : insertPair(text, statements, path, value);
}

/** A table that is there gets what it lacks and loses what it should not have. */
function mergeTable(text: string, path: Path, there: object, wanted: Readonly<Record<string, unknown>>): string {
  let result = text;
  for (const key of Object.keys(there)) {
    if (!Object.hasOwn(wanted, key)) result = removeIn(result, [...path, key]);
  }
  for (const [key, item] of Object.entries(wanted)) {
    if (!same(item, at(there, [key]))) result = setIn(result, [...path, key], item);
  }
  return result;
}

function appendTable(text: string, path: Path, value: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(value).map(([key, item]) => `${tomlKey([key])} = ${renderToml(item)}\n`);
  const lead = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return `${text}${lead}[${tomlKey(path)}]\n${pairs.join('')}`;
}

function insertPair(text: string, statements: readonly Statement[], path: Path, value: unknown): string {
  const table = path.slice(0, -1);
  const line = `${tomlKey(path.slice(-1))} = ${renderToml(value)}\n`;
  const header = statements.findIndex(({ kind, path: own }) => kind === 'table' && same(own, table));
  if (header === -1 && table.length > 0) return appendTable(text, table, { [String(path.at(-1))]: value });
  const rest = statements.slice(header + 1);
  const length = rest.findIndex(({ kind }) => kind === 'table');
  const last = (length === -1 ? rest : rest.slice(0, length)).at(-1) ?? statements[header];
  if (last !== undefined) {
    const broken = text[last.to - 1] === '\n' ? '' : '\n';
    return splice(text, [{ from: last.to, to: last.to, text: broken + line }]);
  }
  return text === '' ? line : `${line}\n${text}`;
}

function removeIn(text: string, path: Path): string {
  const statements = scan(text);
  const inline = inlineAround(statements, path);
  if (inline !== undefined) return changeInline(text, inline, { kind: 'remove', path });
  const pieces: { from: number; to: number; text: string }[] = [];
  for (const [index, statement] of statements.entries()) {
    if (!isWithin(statement.path, path)) continue;
    const previous = pieces.at(-1);
    // What stands between two statements of one table goes with them.
    if (previous !== undefined && statements[index - 1]?.to === previous.to) previous.to = statement.to;
    else pieces.push({ from: statement.from, to: statement.to, text: remarkOf(text, statement) });
  }
  return splice(
    text,
    pieces.map(piece => ({ ...piece, from: withBlankLine(text, piece.from, statements) })),
  );
}

/** What somebody wrote behind a pair stays, on a line of its own. */
function remarkOf(text: string, { kind, valueTo, to }: Statement): string {
  return kind === 'pair' ? text.slice(valueTo, to).trimStart() : '';
}

/** A table takes the empty line above it along. */
function withBlankLine(text: string, from: number, statements: readonly Statement[]): number {
  const isTable = statements.some(statement => statement.from === from && statement.kind === 'table');
  return isTable && /(?:^|\n)\n$/.test(text.slice(0, from)) ? from - 1 : from;
}

function pairAt(statements: readonly Statement[], path: Path): Statement | undefined {
  return statements.find(({ kind, path: own }) => kind === 'pair' && same(own, path));
}

/** The pair whose value, an inline table or a list, holds the path. */
function inlineAround(statements: readonly Statement[], path: Path): Statement | undefined {
  return statements.find(({ kind, path: own }) => kind === 'pair' && own.length < path.length && isWithin(path, own));
}

function changeInline(text: string, pair: Statement, change: Change): string {
  const value = at(applied(toml.parse(text), [change]), pair.path);
  return replaceValue(text, pair, renderToml(value));
}

function replaceValue(text: string, pair: Statement, value: string): string {
  return splice(text, [{ from: pair.valueFrom, to: pair.valueTo, text: value }]);
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => path[index] === key);
}

import { judge } from '../match/judge.js';
import { capitalMatters } from '../match/letter-case.js';
import { wordyNameOf } from '../match/names.js';
import { dropShared } from './bags.js';
import { isImpliedBy } from './implied-names.js';
import { differ as familiesDiffer } from './question-family.js';
import { opposites, stopWords } from './small-words.js';
import { stem } from './stem.js';
import type { Reading, Side } from './reading.js';
import { isTurned } from './turned.js';

/** Differences that no likeness outweighs: the verifier is not even asked. */
export type Veto =
  | 'number'
  | 'name'
  | 'symbol'
  | 'negation'
  | 'opposite'
  | 'question'
  | 'order'
  | 'condition'
  | 'extent'
  | 'tense'
  | 'binding'
  | 'long';

/** Texts with more words than this are no short questions; the verifier was not made for them. */
const mostWords = 45;

export function veto(a: Side, b: Side): Veto | undefined {
  const found = vetoes.find(([, holds]) => holds(a.reading, b.reading));
  if (found !== undefined) return found[0];
  if (isReordered(a, b)) return 'order';
  return bindsOther(a.reading, b.reading) ? 'binding' : undefined;
}

/** The vetoes that the networks were shown, by name, for whoever weighs them instead of obeying. `binding` is too rare. */
export const vetoNames: readonly Veto[] = [
  'long',
  'number',
  'symbol',
  'name',
  'negation',
  'opposite',
  'question',
  'order',
  'tense',
  'extent',
  'condition',
];

/** All vetoes that stand between two texts. */
export function allVetoes(a: Side, b: Side): ReadonlySet<Veto> {
  const found = vetoes.filter(([, holds]) => holds(a.reading, b.reading)).map(([name]) => name);
  return new Set(isReordered(a, b) ? [...found, 'order' as const] : found);
}

const vetoes: readonly (readonly [Veto, (x: Reading, y: Reading) => boolean])[] = [
  ['long', (x, y) => Math.max(x.all.length, y.all.length) > mostWords],
  ['number', (x, y) => differ(x.numbers, y.numbers)],
  ['symbol', (x, y) => lacksCode(x, y) || lacksCode(y, x)],
  ['name', (x, y) => lacksName(x, y) || lacksName(y, x) || (hasStrangers(x, y) && hasStrangers(y, x))],
  [
    'negation',
    (x, y) =>
      x.negations > 0 !== y.negations > 0 ||
      (x.negated.length > 0 && y.negated.length > 0 && !overlaps(x.negated, y.negated)),
  ],
  ['opposite', hasOpposites],
  ['question', asksOther],
  ['order', (x, y) => !compares(x) && !compares(y) && isTurned(x.all, y.all)],
  ['tense', (x, y) => x.tense !== undefined && y.tense !== undefined && x.tense !== y.tense],
  ['extent', (x, y) => limitsMore(x, y) || limitsMore(y, x)],
  ['condition', (x, y) => differ(x.clauses.filter(isStrict), y.clauses.filter(isStrict))],
];

function differ(a: readonly string[], b: readonly string[]): boolean {
  return dropShared(a, b).length + dropShared(b, a).length > 0;
}

/**
 * Whether the other side lacks a symbol, flag or identifier. Letters may differ in case where case says nothing: in
 * words of several letters that are no type beside a thing (`Map` and a map).
 */
function lacksCode(x: Reading, y: Reading): boolean {
  const known = new Set(y.code.flatMap(partsOf));
  const words = new Set(y.all.flatMap(partsOf));
  return x.code.flatMap(partsOf).some(code => {
    if (known.has(code)) return false;
    const low = code.toLowerCase();
    if (!/^[a-z][a-z0-9_]+$/i.test(code) || capitalMatters.has(low)) return true;
    return !words.has(low) && !words.has(`${low}s`) && !words.has(low.replace(/s$/, ''));
  });
}

/** The words of a quotation and of a compound without the marks around them; a mere symbol is its own part. */
function partsOf(code: string): readonly string[] {
  const parts = code.split(/[\s\0"'()]+|(?<=[a-z])[-:](?=[a-z]|$)/i).filter(part => part !== '');
  return parts.length === 0 ? [code] : parts.map(part => part.replace(/(?<=\w)[,.:;?!]+$/, ''));
}

/** Whether the other side lacks a name that nothing on it implies. */
function lacksName(x: Reading, y: Reading): boolean {
  const spoken = new Set(y.all.map(wordyNameOf));
  const missing = [...new Set(x.names)].filter(name => !y.names.includes(name) && !spoken.has(name));
  if (missing.length === 0) return false;
  // Beside an identifier that both name, a name on one side only says nothing new: `useMemo` is React's.
  const known = y.names.length === 0 && x.code.some(code => /^[A-Za-z_.]{6,}$/.test(code) && y.code.includes(code));
  return !known && missing.some(name => !isImpliedBy(name, y.all));
}

/** A word that nobody learned of and that the other side lacks: two of them are two names, not one and its slip. */
function hasStrangers(x: Reading, y: Reading): boolean {
  const other = new Set(y.content.map(word => word.stem));
  return x.content.some(({ text, stem: own, known }) => !known && /^[a-z]{3,}$/.test(text) && !other.has(own));
}

function overlaps(a: readonly string[], b: readonly string[]): boolean {
  return a.some(word => b.includes(word));
}

function hasOpposites(x: Reading, y: Reading): boolean {
  const [a, b] = [new Set(x.all), new Set(y.all)];
  return [...a].some(
    word => !b.has(word) && [...(opposites.get(word) ?? [])].some(other => b.has(other) && !a.has(other)),
  );
}

/** Told on both sides and not the same; where only one side asks why, that is enough. */
function asksOther(x: Reading, y: Reading): boolean {
  const [one, other] = [x.family, y.family];
  if ((one === 'why') !== (other === 'why')) return true;
  return one !== undefined && other !== undefined && familiesDiffer(one, other);
}

/** Speaks of one, all or no such thing where the other side does not speak of such a thing at all. */
function limitsMore(x: Reading, y: Reading): boolean {
  const known = new Set(y.all.map(stem));
  return x.all.some((word, at) => {
    const thing = x.all[at + 1] ?? '';
    return limits.has(word) && /^[a-z]{3,}$/.test(thing) && !stopWords.has(thing) && !known.has(stem(thing));
  });
}
/** 'The smallest population of a state' is not 'the population of the smallest state'. */
function bindsOther(x: Reading, y: Reading): boolean {
  const others = bound(y);
  return [...bound(x)].some(([word, things]) => {
    const theirs = others.get(word);
    return theirs !== undefined && things.length > 0 && theirs.length > 0 && !overlaps(things, theirs);
  });
}

/** What each superlative and ordinal is said of: the next words of content, two at most. */
function bound({ all }: Reading): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  all.forEach((word, at) => {
    if (!binding.has(word)) return;
    const things = all
      .slice(at + 1)
      .filter(other => !stopWords.has(other))
      .slice(0, 2)
      .map(stem);
    found.set(word, [...(found.get(word) ?? []), ...things]);
  });
  return found;
}
const binding: ReadonlySet<string> = new Set(
  'largest smallest highest lowest longest shortest newest oldest maximum minimum first last second third most least average'.split(
    ' ',
  ),
);

const limits: ReadonlySet<string> = new Set(['one', 'single', 'all', 'every', 'each']);

function isStrict(word: string): boolean {
  return strict.has(word);
}
const strict: ReadonlySet<string> = new Set(['unless', 'except', 'instead']);

/** The two sides of a comparison may change places. */
function compares({ family }: Reading): boolean {
  return family === 'difference';
}

/** The same words the other way round, beside a word of direction or order: 'convert a to b', 'a before b'. */
function isReordered(a: Side, b: Side): boolean {
  const [x, y] = [a.reading, b.reading];
  if (x.directions.length === 0 && y.directions.length === 0) return false;
  const [left, right] = [x.form?.content ?? [], y.form?.content ?? []];
  if (dropShared(left, right).length + dropShared(right, left).length > 0) return false;
  return judge(a.text, b.text).reason === 'order';
}

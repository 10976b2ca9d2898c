import { judge } from '../match/judge.js';
import { meaning } from '../match/judge-words.js';
import { singular } from '../match/inflection.js';
import type { NormalForm } from '../match/normal-form.js';
import { withoutPart } from '../match/scope.js';
import { alignment, dot } from './alignment.js';
import { dropShared, jaccard } from './bags.js';
import { contrasts } from './contrasts.js';
import { opposites, stopWords } from './small-words.js';
import { allVetoes, vetoNames } from './vetoes.js';
import type { ContentWord, Reading, Side } from './reading.js';

/**
 * What can be said about a pair, the same whichever side comes first. Counts are capped, shares are 0..1, and where a
 * figure exists once per side the smaller stands first.
 */
export function pairFeatures(a: Side, b: Side): readonly number[] {
  const [x, y] = [a.reading, b.reading];
  const cosine = dot(x.vector, y.vector);
  const words = overlap(x.content, y.content);
  const order = orderOf(x, y);
  return [
    cosine,
    cosine ** 3,
    cosine * words.jaccard,
    words.shared / (1 + words.union),
    jaccard(x.all, y.all),
    jaccard(bigrams(x.all), bigrams(y.all)),
    words.idfShare,
    ...sorted(words.onlyA.idf / 8, words.onlyB.idf / 8),
    ...sorted(words.onlyA.most / 8, words.onlyB.most / 8),
    ...alignment(words.onlyA.words, words.onlyB.words, x.content, y.content),
    flag(words.onlyA.words.length === 0 && words.onlyB.words.length === 0),
    flag(words.onlyA.words.length === 1 && words.onlyB.words.length === 1),
    flag((words.onlyA.words.length === 0) !== (words.onlyB.words.length === 0)),
    ...sorted(Math.min(4, words.onlyA.words.length) / 4, Math.min(4, words.onlyB.words.length) / 4),
    Math.min(2, contrasts(words.onlyA.words.map(textOf), words.onlyB.words.map(textOf))) / 2,
    ...focused(x, y),
    ...differing(x.numbers, y.numbers),
    ...differing(x.names, y.names),
    ...differing(x.code.map(lower), y.code.map(lower)),
    flag(x.negations > 0 !== y.negations > 0),
    oppositeCount(x, y),
    difference(x.directions, y.directions),
    difference(x.clauses, y.clauses),
    difference(x.extents, y.extents),
    ...extents(x.extents, y.extents),
    order.inverted,
    flag(order.inverted === 0),
    ...questions(x, y),
    ...sorted(Math.min(3, x.sentences) / 3, Math.min(3, y.sentences) / 3),
    Math.abs(x.all.length - y.all.length) / Math.max(1, x.all.length, y.all.length),
    Math.min(x.all.length, y.all.length, 30) / 20,
    ...forms(a, b),
    ...flattened(x, y),
    ...unknowns(words.onlyA.words, words.onlyB.words),
    difference(x.negated, y.negated),
    flag(x.tense !== y.tense),
    ...vetoed(a, b),
  ];
}

/* ---------------------------------------------------------------- words of both sides */

interface Only {
  readonly words: readonly ContentWord[];
  readonly idf: number;
  readonly most: number;
}

function overlap(a: readonly ContentWord[], b: readonly ContentWord[]) {
  const stemsA = new Set(a.map(keyOf));
  const stemsB = new Set(b.map(keyOf));
  const only = (list: readonly ContentWord[], others: ReadonlySet<string>): Only => {
    const words = list.filter(word => !others.has(keyOf(word)));
    const weights = words.map(({ idf }) => idf);
    return { words, idf: Math.min(40, total(weights)), most: Math.max(0, ...weights) };
  };
  const [onlyA, onlyB] = [only(a, stemsB), only(b, stemsA)];
  const shared = [...stemsA].filter(key => stemsB.has(key)).length;
  const union = stemsA.size + stemsB.size - shared;
  const all = total(a.map(({ idf }) => idf)) + total(b.map(({ idf }) => idf));
  const idfShare = all === 0 ? 0 : 1 - (onlyA.idf + onlyB.idf) / all;
  return { shared, union, jaccard: union === 0 ? 0 : shared / union, idfShare, onlyA, onlyB };
}

/** The same for the sentence that asks, where a text has several: what was said before it is often only the occasion. */
function focused(x: Reading, y: Reading): readonly number[] {
  const { jaccard: share, onlyA, onlyB } = overlap(x.focus, y.focus);
  return [share, ...sorted(Math.min(4, onlyA.words.length) / 4, Math.min(4, onlyB.words.length) / 4)];
}

function textOf({ text }: ContentWord): string {
  return text;
}

/** Words of one meaning, and forms of one word, count as one. */
function keyOf({ text, stem }: ContentWord): string {
  const one = meaning(text);
  return one === text ? stem : `=${one}`;
}

/** Opposite words of which each stands on one side only, capped at 2. */
function oppositeCount(x: Reading, y: Reading): number {
  const [a, b] = [new Set(x.all), new Set(y.all)];
  let count = 0;
  for (const word of a) {
    if (b.has(word)) continue;
    for (const other of opposites.get(word) ?? []) if (b.has(other) && !a.has(other)) count++;
  }
  return Math.min(2, count) / 2;
}

/** Pairs of shared words that stand in another order on the other side, as a share of all such pairs. */
function orderOf(x: Reading, y: Reading): { readonly inverted: number } {
  const places = new Map([...new Set(y.content.map(keyOf))].map((key, at) => [key, at]));
  const path = [...new Set(x.content.map(keyOf))].flatMap(key => places.get(key) ?? []);
  let inverted = 0;
  for (let i = 0; i < path.length; i++) {
    for (let j = i + 1; j < path.length; j++) if ((path[i] ?? 0) > (path[j] ?? 0)) inverted++;
  }
  const pairs = (path.length * (path.length - 1)) / 2;
  return { inverted: pairs === 0 ? 0 : inverted / pairs };
}

/* ---------------------------------------------------------------- kinds of question */

function questions(x: Reading, y: Reading): readonly number[] {
  const [a, b] = [x.question, y.question];
  const [one, other] = [x.form?.kind, y.form?.kind];
  return [
    flag(a === b),
    flag(a !== b && a !== '' && b !== ''),
    flag(one === other),
    flag(one !== undefined && other !== undefined && told(one) && told(other) && one !== other),
    flag(one === 'difference' && other === 'difference'),
    flag(x.form?.wish === y.form?.wish),
    ...headVerbs(x, y),
    flag(x.family === y.family),
    flag(x.family !== undefined && y.family !== undefined && x.family !== y.family),
  ];
}

/** The kind is known, and no mere guess. */
function told(kind: string): boolean {
  return kind !== 'bare' && kind !== 'verbatim';
}

/** The verb that opens a request: whether both are known and one, and whether both are known and two. */
function headVerbs(x: Reading, y: Reading): readonly number[] {
  const [one, other] = [headVerb(x), headVerb(y)];
  const known = one !== undefined && other !== undefined;
  return [flag(known && one === other), flag(known && one !== other)];
}

function headVerb({ form }: Reading): string | undefined {
  const verb = form?.kind === 'how' || form?.kind === 'way' ? form.content[0] : undefined;
  return verb === undefined ? undefined : meaning(verb);
}

/** Whether only one side speaks of all, of one, and of nothing else. */
function extents(a: readonly string[], b: readonly string[]): readonly number[] {
  const apart = (words: ReadonlySet<string>): number =>
    flag(a.some(word => words.has(word)) !== b.some(word => words.has(word)));
  return [apart(wholes), apart(singles), apart(onlys)];
}
const wholes: ReadonlySet<string> = new Set(['all', 'every', 'each', 'any', 'entire', 'whole', 'both']);
const singles: ReadonlySet<string> = new Set(['one', 'single']);
const onlys: ReadonlySet<string> = new Set(['only', 'exactly']);

/* ---------------------------------------------------------------- what the strict judge knows */

function forms(a: Side, b: Side): readonly number[] {
  const [one, other] = [a.reading.form, b.reading.form];
  const { same, reason } = judge(a.text, b.text);
  if (one === undefined || other === undefined) return [flag(same), 0, 0, 0, 0, 0, 0];
  const [left, right] = [one.content.map(meaning), other.content.map(meaning)];
  const [onlyLeft, onlyRight] = [dropShared(left, right).length, dropShared(right, left).length];
  return [
    flag(same),
    jaccard(left, right),
    ...sorted(Math.min(4, onlyLeft) / 4, Math.min(4, onlyRight) / 4),
    flag(one.scopes.join(' ') === other.scopes.join(' ')),
    flag(onlyLeft === 0 && onlyRight === 0),
    flag(reason === 'order'),
  ];
}

/**
 * The matcher's words of both texts, wherever the name of the tool stands in them and whatever small words tie them:
 * 'sort documents by date in MongoDB' and 'sort MongoDB documents by date'.
 */
function flattened(x: Reading, y: Reading): readonly number[] {
  const [left, right] = [flat(x.form), flat(y.form)];
  const [onlyLeft, onlyRight] = [dropShared(left, right).length, dropShared(right, left).length];
  const equal = left.length > 0 && onlyLeft === 0 && onlyRight === 0;
  return [
    jaccard(left, right),
    ...sorted(Math.min(3, onlyLeft) / 3, Math.min(3, onlyRight) / 3),
    flag(equal),
    flag(equal && (x.family === y.family || x.family === undefined || y.family === undefined)),
  ];
}

function flat(form: NormalForm | undefined): readonly string[] {
  if (form === undefined) return [];
  const words = [...form.content.flatMap(word => word.split(' ')), ...form.scopes.map(withoutPart)];
  return words
    .map(word => singular(meaning(lower(word.replace(/^[@`=](?=.)/, '')))))
    .filter(word => !stopWords.has(word) && !/^[/,.:-]$/.test(word));
}

/* ---------------------------------------------------------------- what is refused anyway */

/** Names that nobody learned of and that only one side has: per side, at most two. */
function unknowns(onlyA: readonly ContentWord[], onlyB: readonly ContentWord[]): readonly number[] {
  const count = (words: readonly ContentWord[]) => Math.min(2, words.filter(word => isUnknown(word)).length) / 2;
  return sorted(count(onlyA), count(onlyB));
}

function isUnknown({ text, known }: ContentWord): boolean {
  return !known && /^[a-z]{3,}$/.test(text);
}

/** One flag for each veto: it stands there all the same, but its part in the others' sense is learned. */
function vetoed(a: Side, b: Side): readonly number[] {
  const found = allVetoes(a, b);
  return vetoNames.map(name => flag(found.has(name)));
}

/* ---------------------------------------------------------------- lists */

/** Whether two bags differ, and whether they do though both hold something. */
function differing(a: readonly string[], b: readonly string[]): readonly number[] {
  const apart = dropShared(a, b).length + dropShared(b, a).length;
  return [Math.min(3, apart) / 3, flag(apart > 0 && a.length > 0 && b.length > 0)];
}

function difference(a: readonly string[], b: readonly string[]): number {
  return Math.min(4, dropShared(a, b).length + dropShared(b, a).length) / 4;
}

function lower(text: string): string {
  return text.toLowerCase();
}

function bigrams(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
}

function sorted(one: number, other: number): readonly [number, number] {
  return one < other ? [one, other] : [other, one];
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function flag(holds: boolean): number {
  return holds ? 1 : 0;
}

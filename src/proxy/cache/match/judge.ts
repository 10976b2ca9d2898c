import { isAttribute } from './attributes.js';
import { clauses, linking } from './function-words.js';
import { plainIdentifier } from './identifiers.js';
import {
  conditions,
  directions,
  callables,
  kindNouns,
  kindsOfNames,
  kindsOfNouns,
  light,
  parts,
  meaning,
  negations,
  quantifiers,
  takesOut,
} from './judge-words.js';
import { type NormalForm, normalForm } from './normal-form.js';
import { type QuestionKind, servedAs } from './question-kind.js';
import type { Token } from './tokens.js';

export interface Verdict {
  readonly same: boolean;
  /** Short code: `gate` and `words` for the same, else what the two texts do not share. */
  readonly reason:
    | 'gate'
    | 'words'
    | 'unreadable'
    | 'question'
    | 'wish'
    | 'number'
    | 'name'
    | 'symbol'
    | 'negation'
    | 'direction'
    | 'condition'
    | 'quantifier'
    | 'order'
    | 'unmatched-word';
}

/**
 * Decides whether a candidate that the embedding found near asks for the same answer. Every word on either side must
 * be accounted for by the other side; what is not understood is a no.
 */
export function judge(a: string, b: string): Verdict {
  const left = normalForm(a);
  const right = normalForm(b);
  if (left === undefined || right === undefined) return no('unreadable');
  if (servedAs(left.kind) !== servedAs(right.kind)) return no('question');
  if (left.wish !== right.wish) return no('wish');
  const [x, y] = [widen(left), widen(right)];
  if (x.names !== y.names) return no('name');
  const odd = firstUnshared(x.segments.flat(), y.segments.flat());
  if (odd !== undefined) return no(reasonFor(odd));
  if (sorted(x.segments) !== sorted(y.segments)) return no('order');
  return { same: true, reason: spoken(left) === spoken(right) ? 'gate' : 'words' };
}

function spoken({ content }: NormalForm): string {
  return content.map(plainIdentifier).join(' ');
}

function no(reason: Verdict['reason']): Verdict {
  return { same: false, reason };
}

/** Parts of a request that may change places as wholes; each starts with its direction or condition word. */
type Segments = readonly (readonly Token[])[];

function widen(form: NormalForm): { readonly names: string; readonly segments: Segments } {
  const { words, names } = takeName(form);
  const verb = words[0] ?? '';
  const directed = words.some(word => word === 'to' || word === 'into');
  const kept: Token[] = [];
  words.forEach((word, at) => {
    if (light.has(word) && at > 0) return;
    if (isLightHere(words, at, form.kind)) return;
    if (at > 0 && saysKind(words, at, form.kind)) return;
    if (at > 0 && (isPlace(words, at, form.kind) || (word === 'from' && !directed && takesOut.has(verb))))
      kept.push('in');
    else kept.push(/^[a-z]/.test(word) ? meaning(word) : plainIdentifier(word));
  });
  return { names, segments: form.kind === 'difference' ? [kept] : segmentsOf(kept) };
}

/** A name in the middle of one text may be the scene of the other, if it is the only name around. */
function takeName(form: NormalForm): { readonly words: readonly Token[]; readonly names: string } {
  const inside = form.content.filter(word => word.startsWith('@'));
  const only = inside[0];
  if (form.scopes.length > 0 || inside.length !== 1 || only === undefined || form.kind === 'difference') {
    return { words: form.content, names: form.scopes.join(' ') };
  }
  const at = form.content.indexOf(only);
  const place = form.content[at - 1] ?? '';
  const after = form.content[at + 1];
  // What is 'in' something is asked for itself, and in 'in a Docker layer' the place is the layer.
  const ends = after === undefined || linking.has(after) || clauses.has(after);
  // A book on Docker is not in Docker.
  const isPlaced = place === 'in' || place === 'using' || (place === 'on' && form.kind !== 'what');
  if (at < 2 || !ends || !isPlaced) return { words: form.content, names: '' };
  return { words: form.content.filter((_, other) => other !== at && other !== at - 1), names: only.slice(1) };
}

/** 'The length in' and 'of a string' are one, but as words of code, `of` and `in` are not. */
function isPlace(words: readonly Token[], at: number, kind: QuestionKind): boolean {
  const word = words[at] ?? '';
  if (word === 'inside') return true;
  const before = words[at - 1] ?? '';
  const after = words[at + 1];
  if (word !== 'of' || after === undefined || linking.has(after)) return false;
  return isAttribute(before, kind) || (kind === 'how' && parts.has(before));
}

/** 'the useEffect hook' is useEffect; 'the quicksort algorithm' is quicksort. */
function saysKind(words: readonly Token[], at: number, kind: QuestionKind): boolean {
  const word = words[at] ?? '';
  const before = words[at - 1] ?? '';
  if (/^`.*\p{L}/u.test(before)) return kindNouns.has(word);
  if (before.startsWith('@')) return kindsOfNames.has(word);
  if (callables.has(before) && words[0] === 'use' && at === 2) return word === 'function' || word === 'method';
  return at === words.length - 1 && kindsOfNouns.has(word) && definitions.has(kind);
}
const definitions: ReadonlySet<QuestionKind> = new Set(['what', 'works', 'purpose']);

/** Words that say nothing beside their neighbour: the value of a variable, a leak that happens. */
function isLightHere(words: readonly Token[], at: number, kind: QuestionKind): boolean {
  const word = words[at] ?? '';
  const last = at === words.length - 1;
  if (word === 'value') return words[at - 1] === 'variable';
  if (word === 'happen' || word === 'occur') return last && (kind === 'why' || kind === 'cause');
  if (!definitions.has(kind)) return false;
  return (
    at > 0 &&
    ((word === 'data' && words[at + 1] === 'structure' && at === words.length - 2) ||
      (last && word === 'structure' && words[at - 1] === 'data'))
  );
}

function segmentsOf(words: readonly Token[]): Segments {
  const segments: Token[][] = [[]];
  for (const word of words) {
    if (directions.has(word) || conditions.has(word) || word === 'in') segments.push([word]);
    else segments.at(-1)?.push(word);
  }
  return segments;
}

/** The first part stays first: it holds the verb. Two parts with the same head keep their order. */
function sorted(segments: Segments): string {
  const [first = [], ...others] = segments;
  const heads = others.map(part => part[0]);
  const goesTo = heads.includes('to') && !heads.includes('from');
  const free = new Set(heads).size === heads.length && !goesTo && !heads.includes('then');
  const parts = others.map(part => part.join(' '));
  return [first.join(' '), ...(free ? parts.sort() : parts)].join(' | ');
}

/** A word that one side has more often than the other. */
function firstUnshared(a: readonly Token[], b: readonly Token[]): Token | undefined {
  const counts = new Map<Token, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of b) counts.set(word, (counts.get(word) ?? 0) - 1);
  const odd = [...counts].filter(([, count]) => count !== 0).map(([word]) => word);
  return odd.sort((x, y) => weight(y) - weight(x) || (x < y ? -1 : 1))[0];
}

/** The hardest difference is named first. */
function weight(word: Token): number {
  return reasons.length - reasons.indexOf(reasonFor(word));
}

const reasons: readonly Verdict['reason'][] = [
  'number',
  'name',
  'symbol',
  'negation',
  'direction',
  'condition',
  'quantifier',
  'unmatched-word',
];

function reasonFor(word: Token): Verdict['reason'] {
  if (word.startsWith('@')) return 'name';
  if (word.startsWith('`')) return /\d/.test(word) ? 'number' : 'symbol';
  if (negations.has(word)) return 'negation';
  if (directions.has(word)) return 'direction';
  if (conditions.has(word)) return 'condition';
  return quantifiers.has(word) ? 'quantifier' : 'unmatched-word';
}

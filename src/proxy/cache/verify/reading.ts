import { type NormalForm, normalForm } from '../match/normal-form.js';
import { withoutSynonyms } from '../match/aliases.js';
import { tokenise } from '../match/tokens.js';
import { unwrap } from '../match/wrapping.js';
import { negations } from '../match/judge-words.js';
import { type QuestionFamily, questionFamily } from './question-family.js';
import { stem } from './stem.js';
import { clauseWords, directionWords, extentWords, stopWords } from './small-words.js';
import type { WordTable } from './word-table.js';

/** What the verifier sees of one text. Reading a text is most of the work, so a text is read once for all its pairs. */
export interface Reading {
  readonly form: NormalForm | undefined;
  /** Everything but the sentence's own punctuation, as written, in small letters. */
  readonly all: readonly string[];
  readonly content: readonly ContentWord[];
  /** The content of the sentence that asks; all of it where there is only one. */
  readonly focus: readonly ContentWord[];
  readonly numbers: readonly string[];
  readonly names: readonly string[];
  /** Symbols, flags, identifiers and quotations, as written. */
  readonly code: readonly string[];
  readonly negations: number;
  /** What is negated: the first word of content behind each negation, by its stem. */
  readonly negated: readonly string[];
  readonly tense: Tense | undefined;
  readonly directions: readonly string[];
  readonly clauses: readonly string[];
  readonly extents: readonly string[];
  readonly question: string;
  readonly family: QuestionFamily | undefined;
  readonly sentences: number;
  /** Unit vector of the whole text. */
  readonly vector: Float32Array;
}

/** Told only where auxiliary verbs tell it, and where they tell one alone. */
type Tense = 'past' | 'future';

/** A text with its reading. */
export interface Side {
  readonly text: string;
  readonly reading: Reading;
}

export interface ContentWord {
  readonly text: string;
  /** Equal for words that are taken for one. */
  readonly stem: string;
  /** How much the word tells: the logarithm of one over its share of texts. */
  readonly idf: number;
  /** Unit vector; all zeroes for a word that cannot be spelt. */
  readonly vector: Float32Array;
  /** The word table has a row for it. */
  readonly known: boolean;
}

export function read(text: string, table: WordTable): Reading {
  // What is said around the question, and which of two spellings was taken, tells nothing of it.
  const tokens = withoutSynonyms(unwrap(tokenise(text).join(' ')).split(' '), true);
  const words = tokens.filter(token => !/^[,.:-]$/.test(token));
  const plain = joined(words.map(bare));
  const small = (set: ReadonlySet<string>): readonly string[] => plain.filter(word => set.has(word));
  return {
    form: normalForm(text),
    all: plain,
    content: contentOf(plain, table),
    focus: contentOf(joined(asking(tokens).map(bare)), table),
    numbers: plain.flatMap((word, at) => numberOf(word, plain[at + 1])),
    names: words.filter(token => token.startsWith('@')).map(bare),
    code: words.filter(token => /^[`=]./.test(token) && !/^[`=]\d/.test(token)).map(token => token.slice(1)),
    negations: small(negations).length,
    negated: negatedIn(plain),
    tense: tenseOf(plain),
    directions: small(directionWords),
    clauses: small(clauseWords),
    extents: small(extentWords),
    question: questionWord(plain),
    family: questionFamily(plain),
    sentences: tokens.filter((token, at) => token === '.' && at < tokens.length - 1).length + 1,
    vector: table.textVector(plain.join(' ')),
  };
}

/** The token without the mark that says what kind it is. */
function bare(token: string): string {
  return /^[@`=]./.test(token) ? token.slice(1).toLowerCase() : token.toLowerCase();
}

/** Verbs of two words as the one word that they also are. */
function joined(words: readonly string[]): readonly string[] {
  const plain: string[] = [];
  for (const word of words) {
    const before = plain.at(-1);
    const verb = before === undefined ? undefined : phrasal.get(`${before} ${word}`);
    if (verb === undefined) plain.push(word);
    else plain[plain.length - 1] = verb;
  }
  return plain;
}

const phrasal: ReadonlyMap<string, string> = new Map(
  (
    'back up:backup,set up:setup,log in:login,log out:logout,sign in:login,sign out:logout,turn on:enable,turn off:disable,' +
    'switch on:enable,switch off:disable,shut down:stop,roll back:rollback,clean up:cleanup,check out:checkout,look up:lookup,' +
    'speed up:accelerate,slow down:decelerate,get rid:remove,instead of:instead,rather than:instead'
  )
    .split(',')
    .map(pair => pair.split(':') as [string, string]),
);

function contentOf(words: readonly string[], table: WordTable): readonly ContentWord[] {
  return words.filter(word => !stopWords.has(word)).map(word => contentWord(word, table));
}

/** The last sentence with a question word, or else the last one. */
function asking(tokens: readonly string[]): readonly string[] {
  const sentences: string[][] = [[]];
  for (const token of tokens) {
    if (token === '.') sentences.push([]);
    else if (!/^[,:-]$/.test(token)) sentences.at(-1)?.push(token);
  }
  const full = sentences.filter(sentence => sentence.length > 1);
  return full.findLast(sentence => sentence.some(token => askers.has(token))) ?? full.at(-1) ?? tokens;
}

function contentWord(text: string, table: WordTable): ContentWord {
  return { text, stem: stem(text), idf: table.idf(text), vector: table.wordVector(text), known: table.knows(text) };
}

function negatedIn(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    if (!negations.has(word)) return [];
    const next = words.slice(at + 1, at + 4).find(other => !stopWords.has(other) && !negations.has(other));
    return next === undefined ? [] : [stem(next)];
  });
}

function tenseOf(words: readonly string[]): Tense | undefined {
  const past = words.some(word => pastWords.has(word));
  const future = words.includes('will') || words.includes('shall');
  return past === future ? undefined : past ? 'past' : 'future';
}
const pastWords: ReadonlySet<string> = new Set(['was', 'were', 'did', 'had']);

const numberWords: ReadonlyMap<string, string> = new Map(
  'two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, at): [string, string] => [word, String(at + 2)])
    .concat([['zero', '0']]),
);

const measures = /^(?:(?:milli)?second|minute|hour|day|week|month|year|byte|level|percent|dimensional?)s?$/;

/** The number of a word: `3`, `v3`, `3.5`, `three`, `twice`; one is no number, because it is so often an article. */
function numberOf(word: string, next: string | undefined): readonly string[] {
  if (word === 'one' && next !== undefined && measures.test(next)) return ['1'];
  const spoken = word === 'twice' ? '2' : numberWords.get(word);
  if (spoken !== undefined) return [spoken];
  const digits = /^v?(\d[\d.,]*)(?:%|ms|s|kb|mb|gb|px|k|m|st|nd|rd|th)?$/.exec(word)?.[1];
  return digits === undefined ? [] : [digits.replace(/[.,]+$/, '')];
}

/** The first word that asks, or the kind of order; empty when nothing asks. */
function questionWord(words: readonly string[]): string {
  const at = words.findIndex(word => askers.has(word));
  const word = words[at] ?? '';
  if (word === 'how' && howMany.has(words[at + 1] ?? '')) return `how ${words[at + 1] ?? ''}`;
  return word;
}
const askers: ReadonlySet<string> = new Set('how what why when where which who whose whom'.split(' '));
const howMany: ReadonlySet<string> = new Set('many much long often far old big large fast come'.split(' '));

import { isWordItself } from './article.js';
import { expand } from './contractions.js';
import { type Chunk, cut } from './cut.js';
import { foldedCode, isCamel } from './identifiers.js';
import {
  acronyms,
  byteUnits,
  capitalMatters,
  type CaseMode,
  freeCapital,
  httpVerbs,
  isFeature,
  shouts,
  sqlKeywords,
} from './letter-case.js';
import { type Style, styleOf } from './text-style.js';
import { orderVerbs } from './order-verbs.js';
import { spell } from './spelling.js';
import { isNamedBeside, longestNameWords, nameOf, opensLongName, wordyNameOf } from './names.js';

/**
 * The words of a prompt, one string each, told apart by their first character:
 * a letter: a word of prose, in small letters; `@`: the name of a language, tool or platform;
 * `` ` ``: code, numbers and symbols as written (identifiers in small letters), blanks as U+0000; `=`: a quoted single word,
 * exactly as written;
 * `,` `:` `-` `.`: the sentence's own punctuation.
 */
export type Token = string;

/** Cuts a text into tokens. Linear in its length; text is composed (NFC) but nothing else is folded. */
export function tokenise(text: string): readonly Token[] {
  const chunks = cut(text);
  const words = chunks.filter(chunk => chunk.kind === 'word').map(chunk => chunk.text);
  const style = styleOf(text, words, chunks);
  // Where 'b' is spoken of, 'a' is its neighbour and no article.
  const lettersNamed = words.includes('b');
  const tokens: Token[] = [];
  let first = true;
  for (const [at, chunk] of chunks.entries()) {
    if (chunk.kind === 'mark') tokens.push(chunk.text);
    else if (chunk.kind === 'code') tokens.push(nameToken(chunk.text) ?? `\`${folded(chunk.text, style)}`);
    else if (chunk.kind === 'quoted') tokens.push(quotedToken(chunk.text, style));
    else if ((lettersNamed && chunk.text === 'a') || isWordItself(chunk, chunks[at - 1], chunks[at + 1], style.mode))
      tokens.push(`\`${chunk.text}`);
    else pushWord(tokens, chunk.text, { first, style, before: chunks[at - 1], next: chunks[at + 1]?.text ?? '' });
    first =
      chunk.kind === 'mark'
        ? first || chunk.text !== '-'
        : first && /^(?:please|pls|plz|kindly|hi|hello|hey)$/i.test(chunk.text);
  }
  return joinNames(tokens);
}

function folded(raw: string, { contested }: Style): string {
  return contested.has(raw.toLowerCase()) ? raw : foldedCode(raw);
}

/** A code-like chunk that is a listed name or abbreviation, such as `node.js`, `C++` or `TCP/IP`. */
function nameToken(text: string): Token | undefined {
  const low = text.toLowerCase();
  const name = nameOf(low);
  if (name !== undefined) return `@${name}`;
  return acronyms.has(low) ? low : undefined;
}

function quotedToken(raw: string, style: Style): Token {
  const inside = raw.slice(1, -1);
  if (/^[A-Za-z]{2,}$/.test(inside)) {
    const name = nameOf(inside.toLowerCase());
    if (name !== undefined) return `@${name}`;
    const code = raw.startsWith('`') && (isCamel(inside) || /^[A-Z]/.test(inside));
    return code ? `\`${isCamel(inside) ? folded(inside, style) : inside}` : `=${inside}`;
  }
  const quoted = raw.startsWith('`') ? inside : raw;
  if (raw.startsWith('`') && !/\s/.test(inside)) return nameToken(inside) ?? `\`${folded(inside, style)}`;
  return `\`${quoted.replace(/\s/g, '\u0000')}`;
}

interface Place {
  readonly first: boolean;
  readonly style: Style;
  readonly before: Chunk | undefined;
  readonly next: string;
}

function pushWord(tokens: Token[], raw: string, { first, style, before: chunk, next }: Place): void {
  const [stem = raw, suffix] = raw.split("'");
  const low = raw.toLowerCase();
  const before = tokens.at(-1);
  const named = isNamedBeside(low, before, next.toLowerCase());
  if (named !== undefined || (/^[ap]m$/.test(low) && before !== undefined && /^`\d/.test(before))) {
    tokens.push(named === undefined ? low : `@${named}`);
    return;
  }
  if (low === 'u' && /^(?:can|could|would|will|do|did|should|thank|if|are|how)$/.test(before ?? '')) {
    tokens.push('you');
    return;
  }
  const opens = suffix === undefined && (first ? opensSentence(raw, next, style) : isCompound(raw, chunk, style));
  for (const word of expand(stem, suffix, next)) {
    tokens.push(
      opens
        ? nameOf(low) === undefined
          ? spell(low)
          : `@${nameOf(low)}`
        : wordToken(word, first && word === stem, style),
    );
  }
}

/** 'a Pull Request' and 'a Linked List': a capital that its neighbour has as well. */
function isCompound(raw: string, before: Chunk | undefined, { contested }: Style): boolean {
  const [low, other] = [raw.toLowerCase(), before?.kind === 'word' ? before.text : ''];
  return (
    /^[A-Z][a-z]+$/.test(raw) &&
    /^[A-Z][a-z]+$/.test(other) &&
    nameOf(other.toLowerCase()) === undefined &&
    wordyNameOf(other.toLowerCase()) === undefined &&
    !frameWords.has(other.toLowerCase()) &&
    !capitalMatters.has(other.toLowerCase()) &&
    capitalMatters.has(low) &&
    !contested.has(low)
  );
}

/** A first word has its capital from its place; but a 'Map in Java' is a type, and `String` beside `string` is too. */
function opensSentence(raw: string, next: string, { contested }: Style): boolean {
  const low = raw.toLowerCase();
  if (!/^[A-Z][a-z]+$/.test(raw) || !capitalMatters.has(low)) return false;
  if (orderVerbs.has(low) && objectOpeners.has(next.toLowerCase())) return true;
  return !contested.has(low) && !(typesToo.has(low) && /^(?:in|for|of|[,:]|)$/i.test(next));
}
const objectOpeners: ReadonlySet<string> = new Set(
  'a an the over all my your our every each one two three multiple several both up only available running installed'.split(
    ' ',
  ),
);
const typesToo: ReadonlySet<string> = new Set(['map', 'set', 'symbol', 'proxy', 'any', 'self']);

function wordToken(raw: string, first: boolean, style: Style): Token {
  const { mode, contested } = style;
  const low = spell(raw.toLowerCase());
  if (raw.length === 1) return singleLetter(raw, low, first, mode);
  const name = nameOf(low);
  if (name !== undefined) return `@${name}`;
  if (raw === raw.toLowerCase() || mode === 'shouting' || frameWords.has(low)) return low;
  const free = !contested.has(raw.toLowerCase());
  if (/^[A-Z]{2,}s?$/.test(raw)) return shouted(raw, low, free, style);
  if (freeCapital.has(low) || (acronyms.has(low) && raw !== capitalised(low))) return low;
  if (byteUnits.has(low)) return raw === 'kB' ? low : `\`${raw}`;
  if (/^[A-Z][a-z]+$/.test(raw)) {
    if (mode === 'headline' || (free && style.compares)) return low;
    if (first && !capitalMatters.has(low)) return low;
    const wordy = wordyNameOf(low);
    if (wordy !== undefined) return `@${wordy}`;
    if (!capitalMatters.has(low)) return low;
  }
  return isCamel(raw) && free ? `\`${raw.toLowerCase()}` : `\`${raw}`;
}

/** A word in capitals: an abbreviation, a keyword, or a word that somebody shouts. */
function shouted(raw: string, low: string, free: boolean, { sql, http, hub, compares }: Style): Token {
  if (acronyms.has(low) || byteUnits.has(low)) return low;
  if (free && ((sql && sqlKeywords.has(low)) || (http && httpVerbs.has(low)) || (compares && raw.length > 2)))
    return low;
  if (hub && /^(?:prs?|head)$/.test(low)) return low;
  return raw.length < 3 || shouts.has(low) || capitalMatters.has(low) ? `\`${raw}` : low;
}

function capitalised(low: string): string {
  return low.charAt(0).toUpperCase() + low.slice(1);
}

function singleLetter(raw: string, low: string, first: boolean, mode: CaseMode): Token {
  if (low === 'i' || raw === 'a') return low;
  if (raw === 'A' && (first || mode !== 'plain')) return low;
  if (raw === 'C' || raw === 'R') return `@${low}`;
  return `\`${raw}`;
}

/** Words of questions and politeness: their capitals never mean anything. */
const frameWords: ReadonlySet<string> = new Set(
  (
    'how what why when where who which is are do does can could would should i you we the an in on using with for of to and ' +
    'hi hello hey thanks thank please explain define describe difference between vs versus'
  ).split(' '),
);

/** Joins names of several words into one token, the longest first. */
function joinNames(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    let length = opensLongName(plainText(token)) ? Math.min(longestNameWords, tokens.length - at) : 0;
    let name: string | undefined;
    for (; length >= 2; length--) {
      name = nameOf(
        tokens
          .slice(at, at + length)
          .map(plainText)
          .join(' '),
      );
      if (name !== undefined) break;
    }
    if (name === undefined) joined.push(isFeatureOf(joined.at(-1), token) ? plainText(token) : token);
    else {
      joined.push(`@${name}`);
      at += length - 1;
    }
  }
  return joined;
}

function isFeatureOf(tool: Token | undefined, token: Token): boolean {
  return (
    token.startsWith('`') &&
    tool?.startsWith('@') === true &&
    /^`[A-Z][a-z]+$/.test(token) &&
    isFeature(tool.slice(1), plainText(token))
  );
}

function plainText(token: Token): string {
  return token.startsWith('@') || token.startsWith('`') ? token.slice(1).toLowerCase() : token;
}

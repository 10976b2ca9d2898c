import { isWordItself } from './article.js';
import { expand } from './contractions.js';
import { cut } from './cut.js';
import {
  acronyms,
  capitalMatters,
  caseMode,
  type CaseMode,
  freeCapital,
  isFeature,
  shouts,
  sqlKeywords,
} from './letter-case.js';
import { orderVerbs } from './order-verbs.js';
import { spell } from './spelling.js';
import { longestNameWords, nameOf, opensLongName, sqlNames, wordyNameOf } from './names.js';

/**
 * The words of a prompt, one string each, told apart by their first character:
 * a letter: a word of prose, in small letters; `@`: the name of a language, tool or platform;
 * `` ` ``: code, numbers and symbols, exactly as written, blanks as U+0000; `=`: a quoted single word, exactly as written;
 * `,` `:` `-` `.`: the sentence's own punctuation.
 */
export type Token = string;

/** Cuts a text into tokens. Linear in its length; text is composed (NFC) but nothing else is folded. */
export function tokenise(text: string): readonly Token[] {
  const chunks = cut(text);
  const words = chunks.filter(chunk => chunk.kind === 'word').map(chunk => chunk.text);
  // Both only matter to abbreviations.
  const capitals = /[A-Z]{2}/.test(text);
  const style: Style = {
    mode: caseMode(words),
    sql: capitals && words.some(word => sqlNames.has(nameOf(word.toLowerCase()) ?? '')),
    hub: capitals && words.some(word => /^(?:git|github|gitlab|bitbucket)$/i.test(word)),
  };
  // Where 'b' is spoken of, 'a' is its neighbour and no article.
  const lettersNamed = words.includes('b');
  const tokens: Token[] = [];
  let first = true;
  for (const [at, chunk] of chunks.entries()) {
    if (chunk.kind === 'mark') tokens.push(chunk.text);
    else if (chunk.kind === 'code') tokens.push(nameToken(chunk.text) ?? `\`${chunk.text}`);
    else if (chunk.kind === 'quoted') tokens.push(quotedToken(chunk.text));
    else if ((lettersNamed && chunk.text === 'a') || isWordItself(chunk, chunks[at - 1], chunks[at + 1]))
      tokens.push(`\`${chunk.text}`);
    else pushWord(tokens, chunk.text, first, style, chunks[at + 1]?.text ?? '');
    first = chunk.kind === 'mark' && (first || chunk.text !== '-');
  }
  return joinNames(tokens);
}

/** How the whole text treats capitals. */
interface Style {
  readonly mode: CaseMode;
  readonly sql: boolean;
  /** Speaks of a place where a PR is a pull request. */
  readonly hub: boolean;
}

/** A code-like chunk that is a listed name or abbreviation, such as `node.js`, `C++` or `TCP/IP`. */
function nameToken(text: string): Token | undefined {
  const low = text.toLowerCase();
  const name = nameOf(low);
  if (name !== undefined) return `@${name}`;
  return acronyms.has(low) ? low : undefined;
}

function quotedToken(raw: string): Token {
  const inside = raw.slice(1, -1);
  if (/^[A-Za-z]{2,}$/.test(inside)) {
    const name = nameOf(inside.toLowerCase());
    return name === undefined ? `=${inside}` : `@${name}`;
  }
  const quoted = raw.startsWith('`') ? inside : raw;
  if (raw.startsWith('`') && !/\s/.test(inside)) return nameToken(inside) ?? `\`${inside}`;
  return `\`${quoted.replace(/\s/g, '\u0000')}`;
}

function pushWord(tokens: Token[], raw: string, first: boolean, style: Style, next: string): void {
  const [stem = raw, suffix] = raw.split("'");
  const order = first && opensOrder(raw, next);
  for (const word of expand(stem, suffix, next)) {
    tokens.push(
      order || (first && raw === 'Any' && /^ideas?$/.test(next))
        ? raw.toLowerCase()
        : wordToken(word, first && word === stem, style),
    );
  }
}

/** 'List all databases' and 'Set a key' order something; 'List vs Set' and 'Map in Java' speak of types. */
function opensOrder(raw: string, next: string): boolean {
  return /^[A-Z][a-z]+$/.test(raw) && orderVerbs.has(raw.toLowerCase()) && objectOpeners.has(next.toLowerCase());
}
const objectOpeners: ReadonlySet<string> = new Set(
  'a an the over all my your our every each one two three multiple several both up only available running installed'.split(
    ' ',
  ),
);

function wordToken(raw: string, first: boolean, { mode, sql, hub }: Style): Token {
  const low = spell(raw.toLowerCase());
  if (raw.length === 1) return singleLetter(raw, low, first, mode);
  const name = nameOf(low);
  if (name !== undefined) return `@${name}`;
  if (raw === raw.toLowerCase() || mode === 'shouting' || frameWords.has(low)) return low;
  if (/^[A-Z]+s?$/.test(raw)) {
    if (acronyms.has(low) || (sql && sqlKeywords.has(low)) || (hub && /^prs?$/.test(low))) return low;
    return raw.length < 3 || shouts.has(low) || capitalMatters.has(low) ? `\`${raw}` : low;
  }
  if (freeCapital.has(low) || (acronyms.has(low) && raw !== capitalised(low))) return low;
  if (/^[A-Z][a-z]+$/.test(raw)) {
    if (mode === 'headline') return low;
    if (first && !capitalMatters.has(low)) return low;
    const wordy = wordyNameOf(low);
    if (wordy !== undefined) return `@${wordy}`;
    if (!capitalMatters.has(low)) return low;
  }
  return `\`${raw}`;
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
    'hi hello hey thanks thank please explain define describe difference between'
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

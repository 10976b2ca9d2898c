import { acronyms, capitalMatters, caseMode, type CaseMode, sqlKeywords } from './letter-case.js';
import { spell } from './spelling.js';
import { longestNameWords, nameOf, opensLongName, sqlNames, wordyNameOf } from './scopes.js';

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
  const mode = caseMode(chunks.filter(chunk => chunk.kind === 'word').map(chunk => chunk.text));
  const sql = chunks.some(chunk => chunk.kind === 'word' && sqlNames.has(nameOf(chunk.text.toLowerCase()) ?? ''));
  const tokens: Token[] = [];
  let first = true;
  for (const [at, chunk] of chunks.entries()) {
    if (chunk.text === 'a' && chunk.kind === 'word' && isLetter(chunks[at + 1])) {
      tokens.push('`a');
      first = false;
    } else if (chunk.kind === 'mark') {
      tokens.push(chunk.text);
      first ||= chunk.text !== '-';
    } else if (chunk.kind === 'code') {
      tokens.push(nameToken(chunk.text) ?? `\`${chunk.text}`);
      first = false;
    } else if (chunk.kind === 'quoted') {
      tokens.push(quotedToken(chunk.text));
      first = false;
    } else {
      pushWord(tokens, chunk.text, first, mode, sql);
      first = false;
    }
  }
  return joinNames(tokens);
}

/** 'a' is the article before a word; before a comma or at the end it is the letter. */
function isLetter(next: Chunk | undefined): boolean {
  return next === undefined || (next.kind === 'mark' && next.text !== '-');
}

type Chunk = { readonly kind: 'word' | 'code' | 'quoted' | 'mark'; readonly text: string };

const spans = /`[^`\n]+`|"[^"\n]*"|“[^”\n]*”|(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])|\S+/gu;

function cut(text: string): readonly Chunk[] {
  const plain = text.normalize('NFC').replace(/(?<=\p{L})’(?=\p{L})/gu, "'");
  const found = [...plain.matchAll(spans)];
  const chunks: Chunk[] = [];
  found.forEach((match, at) => {
    const glued = at > 0 && match.index > 0 && !/\s/.test(plain.charAt(match.index - 1));
    const next = found[at + 1]?.[0];
    cutOne(chunks, match[0], glued, next);
  });
  return chunks;
}

function cutOne(chunks: Chunk[], raw: string, glued: boolean, next: string | undefined): void {
  if (/^["`“']/.test(raw) && raw.length > 2 && closes(raw)) {
    chunks.push({ kind: 'quoted', text: raw });
    return;
  }
  const inner = unbracket(raw);
  const parts = /^(.*?)([.,;:?!]+)$/s.exec(inner);
  const stem = parts?.[1] ?? inner;
  const tail = parts?.[2] ?? '';
  if (stem === '') {
    if (glued || (tail === '?' && next === undefined && endsInContent(chunks))) {
      if (tail === ',' || tail === ':') chunks.push({ kind: 'mark', text: tail });
    } else chunks.push({ kind: 'code', text: tail });
    return;
  }
  if (/^[-–—]+$/.test(stem) && tail === '') {
    chunks.push(stem.length === 1 ? { kind: 'mark', text: '-' } : { kind: 'code', text: stem });
    return;
  }
  const mark = markOf(stem, tail, next);
  if (mark === undefined) {
    chunks.push({ kind: 'code', text: inner });
    return;
  }
  pushStem(chunks, stem);
  if (mark !== '') chunks.push({ kind: 'mark', text: mark });
}

function closes(raw: string): boolean {
  return raw.endsWith(raw.startsWith('“') ? '”' : raw.charAt(0));
}

/** Brackets around words of prose say nothing; brackets inside code do. */
function unbracket(raw: string): string {
  if (/^\((?=[\p{L}\p{N}])[^()]*$/u.test(raw)) return raw.slice(1);
  const name = /^\[([^[\]]+)\]$/.exec(raw)?.[1];
  if (name !== undefined && nameOf(name.toLowerCase()) !== undefined) return `${name}:`;
  const inside = /^\(([^()]+)\)([.,;:?!]*)$/.exec(raw) ?? /^([\p{L}\p{N}][^()]*)\)([.,;:?!]*)$/u.exec(raw);
  return inside === null || !/[\p{L}\p{N}]/u.test(inside[1] ?? '') ? raw : `${inside[1] ?? ''}${inside[2] ?? ''}`;
}

/** What the punctuation at the end of a word is: the sentence's (returned), nothing, or part of code (undefined). */
function markOf(stem: string, tail: string, next: string | undefined): string | undefined {
  if (tail === '') return '';
  if (stem.endsWith(':')) return undefined;
  if (tail === ',' || tail === ':') return tail;
  if (/^\.+$/.test(tail)) return '.';
  const sentenceEnds = next === undefined || /^["'(]?\p{Lu}/u.test(next) || closers.has(bare(next));
  if (/^\?+$|^[?!]*\?[?!]*$/.test(tail)) return sentenceEnds || openers.has(bare(stem)) ? '.' : undefined;
  if (/^!+$/.test(tail)) return openers.has(bare(stem)) || nameOf(bare(stem)) !== undefined ? '.' : undefined;
  return undefined;
}

const openers: ReadonlySet<string> = new Set(
  'hi hello hey there thanks thank you please help advance cheers all everyone folks team guys question thx lot much again appreciated'.split(' '),
);
const closers: ReadonlySet<string> = new Set('thanks thank thx please cheers ty'.split(' '));

function bare(word: string): string {
  return word.toLowerCase().replace(/[.,;:?!]+$/, '');
}

function endsInContent(chunks: readonly Chunk[]): boolean {
  const last = chunks.at(-1);
  return (
    last?.kind === 'quoted' ||
    (last?.kind === 'word' &&
      !notBeforeMark.test(last.text))
  );
}

const notBeforeMark =
  /^(?:is|are|was|mean|means|of|the|than|called|a|use|and|or|with|does|do|operator|symbol|sign|mark|character|syntax|escape|match|matches|split|replace|insert|type|print|without|by|on|in|for|to|at|vs)$/i;

const plainWord = /^[A-Za-z]+(?:'[A-Za-z]+)?$/;

function pushStem(chunks: Chunk[], stem: string): void {
  if (plainWord.test(stem)) chunks.push({ kind: 'word', text: stem });
  else if (
    nameOf(stem.toLowerCase()) === undefined &&
    /^[A-Za-z]?[a-z]+(?:-[a-z]{2,})+$/.test(stem) &&
    stem.indexOf('-') > 1
  ) {
    for (const word of stem.split('-')) chunks.push({ kind: 'word', text: word });
  } else chunks.push({ kind: 'code', text: stem });
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

function pushWord(tokens: Token[], raw: string, first: boolean, mode: CaseMode, sql: boolean): void {
  const [stem = raw, suffix] = raw.split("'");
  for (const word of expand(stem, suffix)) {
    tokens.push(wordToken(word, first && word === stem, mode, sql));
  }
}

function wordToken(raw: string, first: boolean, mode: CaseMode, sql: boolean): Token {
  const low = spell(raw.toLowerCase());
  if (raw.length === 1) return singleLetter(raw, low, mode, first);
  const name = nameOf(low);
  if (name !== undefined) return `@${name}`;
  if (raw === raw.toLowerCase() || mode === 'shouting' || frameWords.has(low)) return low;
  if (/^[A-Z]+s?$/.test(raw)) {
    if (acronyms.has(low) || (sql && sqlKeywords.has(low))) return low;
    return `\`${raw}`;
  }
  if (acronyms.has(low) && raw !== capitalised(low)) return low;
  if (/^[A-Z][a-z]+$/.test(raw)) {
    if (mode === 'headline') return low;
    if (first && !capitalMatters.has(low)) return low;
    const wordy = wordyNameOf(low);
    if (wordy !== undefined) return `@${wordy}`;
  }
  return `\`${raw}`;
}

function capitalised(low: string): string {
  return low.charAt(0).toUpperCase() + low.slice(1);
}

function singleLetter(raw: string, low: string, mode: CaseMode, first: boolean): Token {
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

function expand(stem: string, suffix: string | undefined): readonly string[] {
  const low = stem.toLowerCase();
  const glued = suffix === undefined ? bareContractions.get(low) : undefined;
  if (glued !== undefined) return glued;
  switch (suffix?.toLowerCase()) {
    case undefined:
      return low === 'cannot' ? ['can', 'not'] : [stem];
    case 't':
      return negated(low, stem);
    case 's':
      return beforeIs.has(low) ? [stem, 'is'] : low === 'let' ? ['let', 'us'] : [stem];
    case 're':
      return [stem, 'are'];
    case 'm':
      return [stem, 'am'];
    case 've':
      return [stem, 'have'];
    case 'll':
      return [stem, 'will'];
    case 'd':
      return [stem, low === 'how' || low === 'where' || low === 'why' ? 'did' : 'would'];
    default:
      return [`${stem}'${suffix ?? ''}`];
  }
}

function negated(low: string, stem: string): readonly string[] {
  if (low === 'can') return ['can', 'not'];
  if (low === 'won') return ['will', 'not'];
  return low.endsWith('n') ? [stem.slice(0, -1), 'not'] : [`${stem}'t`];
}

const beforeIs: ReadonlySet<string> = new Set('what how why where who when which it that there here he she'.split(' '));

const bareContractions: ReadonlyMap<string, readonly string[]> = new Map([
  ['whats', ['what', 'is']],
  ['hows', ['how', 'is']],
  ['wheres', ['where', 'is']],
  ['whys', ['why', 'is']],
  ['dont', ['do', 'not']],
  ['doesnt', ['does', 'not']],
  ['didnt', ['did', 'not']],
  ['cant', ['can', 'not']],
  ['isnt', ['is', 'not']],
  ['arent', ['are', 'not']],
  ['im', ['i', 'am']],
]);

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
    if (name === undefined) joined.push(token);
    else {
      joined.push(`@${name}`);
      at += length - 1;
    }
  }
  return joined;
}

function plainText(token: Token): string {
  return token.startsWith('@') || token.startsWith('`') ? token.slice(1).toLowerCase() : token;
}

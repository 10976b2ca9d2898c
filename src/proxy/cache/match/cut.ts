import { nameOf } from './names.js';

/** A run of text between blanks, without the sentence's punctuation, which is a chunk of its own (`mark`). */
export type Chunk = { readonly kind: 'word' | 'code' | 'quoted' | 'mark'; readonly text: string };

const spans = /`[^`\n]+`|"[^"\n]*"|“[^”\n]*”|(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])|\S+/gu;

/** Cuts a text at its blanks and tells words of prose, code, quotations and punctuation apart. Composes (NFC). */
export function cut(text: string): readonly Chunk[] {
  const plain = text
    .normalize('NFC')
    .replace(/(?<=\p{L})’(?=\p{L})/gu, "'")
    .replace(/(?<=[a-z])…$/, '');
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
  if (isCommandLine(raw)) {
    for (const word of raw.slice(1, -1).split(' '))
      chunks.push({ kind: plainWord.test(word) ? 'word' : 'code', text: word });
    return;
  }
  if (/^["`“']/.test(raw) && raw.length > 2 && closes(raw)) {
    chunks.push({ kind: 'quoted', text: raw });
    return;
  }
  const inner = unbracket(raw);
  const parts = /^(.*?)([.,;:?!]+)$/s.exec(inner);
  const stem = parts?.[1] ?? inner;
  const tail = parts?.[2] ?? '';
  if (stem === '') {
    if (glued || (/^(?:\?|\.\.+)$/.test(tail) && next === undefined && endsInContent(chunks))) {
      if (tail === ',' || tail === ':') chunks.push({ kind: 'mark', text: tail });
    } else chunks.push({ kind: 'code', text: tail });
    return;
  }
  if (/^[-–—]+$/.test(stem) && tail === '') {
    chunks.push(stem.length === 1 ? { kind: 'mark', text: '-' } : { kind: 'code', text: stem });
    return;
  }
  const mark = endsSentence(chunks, stem, tail, next) ? '.' : markOf(stem, tail, next);
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

/** A command line in backticks is the same words without them. */
function isCommandLine(raw: string): boolean {
  const words = /^`([a-z][a-z-]+(?: -{0,2}[a-z][a-z-]*)+)`$/.exec(raw)?.[1]?.split(' ');
  return words !== undefined && nameOf(words[0] ?? '') !== undefined;
}

/** A final `;`, or a final `!` behind a noun of prose: `save!` may be a method, but 'about recursion!' is not. */
function endsSentence(chunks: readonly Chunk[], stem: string, tail: string, next: string | undefined): boolean {
  if (next !== undefined || !plainWord.test(stem)) return false;
  const before = chunks.at(-1);
  return tail === ';'
    ? chunks.length > 0
    : /^!+$/.test(tail) && before?.kind === 'word' && beforeNoun.test(before.text);
}
const beforeNoun = /^(?:a|an|my|about|on|for)$/i;

/** What the punctuation at the end of a word is: the sentence's (returned), nothing, or part of code (undefined). */
function markOf(stem: string, tail: string, next: string | undefined): string | undefined {
  if (tail === '') return '';
  if (stem.endsWith(':')) return undefined;
  if (tail === ',' || tail === ':') return tail;
  if (/^\.+$/.test(tail)) return '.';
  // A lazy quantifier: `.*?` is not `.*` at the end of a question.
  if (tail.startsWith('?') && /[*+}\]]$/.test(stem) && nameOf(bare(stem)) === undefined) return undefined;
  const sentenceEnds = next === undefined || /^["'(]?\p{Lu}/u.test(next) || closers.has(bare(next));
  if (/^\?+$|^[?!]*\?[?!]*$/.test(tail)) return sentenceEnds || openers.has(bare(stem)) ? '.' : undefined;
  if (/^!+$/.test(tail)) return openers.has(bare(stem)) || nameOf(bare(stem)) !== undefined ? '.' : undefined;
  return undefined;
}

/** Words whose exclamation mark is politeness; behind any other word it may be code, such as `save!`. */
const openers: ReadonlySet<string> = new Set(
  (
    'hi hello hey there thanks thank you please help advance cheers all everyone folks team guys question thx lot much ' +
    'again appreciated'
  ).split(' '),
);
const closers: ReadonlySet<string> = new Set('thanks thank thx please cheers ty'.split(' '));

function bare(word: string): string {
  return word.toLowerCase().replace(/[.,;:?!]+$/, '');
}

/** 'in python ?' only ends a question; behind 'is' or 'operator' the mark is what the question is about. */
function endsInContent(chunks: readonly Chunk[]): boolean {
  const last = chunks.at(-1);
  if (last?.kind === 'code') return /[\p{L}\p{N}]{2}/u.test(last.text);
  return last?.kind === 'quoted' || (last?.kind === 'word' && !notBeforeMark.test(last.text));
}

const notBeforeMark =
  /^(?:is|are|was|of|the|than|called|a|use|and|or|with|does|operator|symbol|sign|mark|character|syntax|escape|match|matches|split|replace|insert|type|print|without|by|on|in|for|to|at|vs)$/i;

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

import { nameOf } from './names.js';

/** A run of text between blanks, without the sentence's punctuation, which is a chunk of its own (`mark`). */
export type Chunk = { readonly kind: 'word' | 'code' | 'quoted' | 'mark'; readonly text: string };

const spans = /`[^`\n]+`|"[^"\n]*"|(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])|\S+/gu;

/** Cuts a text at its blanks and tells words of prose, code, quotations and punctuation apart. Composes (NFC). */
export function cut(text: string): readonly Chunk[] {
  const plain = text
    .normalize('NFC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
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
  if (/^["`']/.test(raw) && raw.length > 2 && closes(raw)) {
    chunks.push({ kind: 'quoted', text: raw });
    return;
  }
  const inner = unbracket(raw);
  const parts = /^(.*?)([.,;:?!]+)$/s.exec(inner);
  const stem = parts?.[1] ?? inner;
  const tail = parts?.[2] ?? '';
  const short = shortForms.get(inner.toLowerCase());
  if (short !== undefined) {
    chunks.push({ kind: 'word', text: short });
    return;
  }
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
  const mark = endsSentence(chunks, stem, tail, next) ? '.' : markOf(chunks, stem, tail, next);
  if (mark === undefined) {
    chunks.push({ kind: 'code', text: inner });
    return;
  }
  pushStem(chunks, stem);
  if (mark !== '') chunks.push({ kind: 'mark', text: mark });
}

function closes(raw: string): boolean {
  return raw.endsWith(raw.charAt(0));
}

/** What people write for a small word. */
const shortForms: ReadonlyMap<string, string> = new Map([
  ['w/', 'with'],
  ['w/o', 'without'],
  ['b/c', 'because'],
  ['b/w', 'between'],
  ['thru', 'through'],
]);

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
  if (next !== undefined) return false;
  const before = chunks.at(-1);
  if (tail === ';') return plainWord.test(stem) && chunks.length > 0;
  if (!/^[!?]*!+[!?]*$/.test(tail) || before === undefined || !(plainWord.test(stem) || nameLike.test(stem)))
    return false;
  if (before.kind === 'word' && beforeNoun.test(before.text)) return true;
  if (/^\d+$/.test(stem) && (before.kind !== 'word' || beforeFactorial.test(before.text))) return false;
  return !bangs.has(stem.toLowerCase()) && !chunks.some(({ text }) => bangLanguage.test(text));
}
const nameLike = /^[\w.+-]*\w$/;
const beforeFactorial = /^(?:is|of|calculate|compute|evaluate|get|print|find|for|from)$/i;
const beforeNoun = /^(?:a|an|my|about|on|for)$/i;

/** Where a mark at the end of a name is part of it, and names that have such a twin. */
const bangLanguage =
  /^(?:ruby|rails|ror|activerecord|rust|rust's|cargo|julia|elixir|ecto|scheme|racket|clojure|vim|neovim|vi|macros?|bang|methods?|operators?|factorial)$/i;
const bangs: ReadonlySet<string> = new Set(
  (
    'println print eprintln vec panic format assert todo unimplemented unreachable macro write writeln dbg include matches save create ' +
    'update destroy find map sort gsub sub merge reverse uniq select reject compact flatten strip chomp upcase downcase capitalize ' +
    'swap wq q w qa x not is do does the and or vs important'
  ).split(' '),
);

/** What the punctuation at the end of a word is: the sentence's (returned), nothing, or part of code (undefined). */
function markOf(chunks: readonly Chunk[], stem: string, tail: string, next: string | undefined): string | undefined {
  if (tail === '') return '';
  if (stem.endsWith(':')) return undefined;
  if (tail === ',' || tail === ':') return tail;
  if (/^\.+$/.test(tail)) return '.';
  // A lazy quantifier: `.*?` is not `.*` at the end of a question.
  if (/^[?!]/.test(tail) && /[*+}\]]$/.test(stem) && nameOf(bare(stem)) === undefined && !endsInSymbol.test(stem))
    return undefined;
  const sentenceEnds =
    next === undefined || /^["'(]?\p{Lu}/u.test(next) || closers.has(bare(next)) || endsInSmall(chunks, stem, next);
  if (/^\?+$|^[?!]*\?[?!]*$/.test(tail)) return sentenceEnds || openers.has(bare(stem)) ? '.' : undefined;
  if (/^!+$/.test(tail)) return openers.has(bare(stem)) || nameOf(bare(stem)) !== undefined ? '.' : undefined;
  return undefined;
}

/** Names and types that end in a symbol. */
const endsInSymbol = /^(?:[a-z]+\+\+(?:\d\d)?|(?:int|char|void|float|double|long|bool|struct|string|size_t)\*{1,2})$/i;

/** Whoever writes in small letters begins the next sentence so, too; but `empty?` may be a method. */
function endsInSmall(chunks: readonly Chunk[], stem: string, next: string): boolean {
  if (!/^[a-z]{3,}$/i.test(stem) || chunks.length < 3 || afterMethod.test(next)) return false;
  return !chunks.some(({ text }) => bangLanguage.test(text));
}
const afterMethod = /^(?:do|does|is|mean|means|method|methods|vs|and|or|in|returns?|work|works|for|on|to|with)\b/i;

/** Words whose exclamation mark is politeness; behind any other word it may be code, such as `save!`. */
const openers: ReadonlySet<string> = new Set(
  (
    'hi hello hey there thanks thank you please help advance cheers all everyone folks team guys question thx lot much ' +
    'again appreciated morning evening afternoon day hiya yo dear greetings assistant'
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
  if (last?.kind === 'word' && last.text === 'for' && /^(?:used|stands?|meant)$/.test(chunks.at(-2)?.text ?? ''))
    return true;
  return last?.kind === 'quoted' || (last?.kind === 'word' && !notBeforeMark.test(last.text));
}

const notBeforeMark =
  /^(?:is|are|was|of|the|than|called|a|use|and|or|with|does|operator|symbol|sign|mark|character|syntax|escape|match|matches|split|replace|insert|type|print|without|by|on|in|for|to|at|vs)$/i;

const plainWord = /^[A-Za-z]+(?:'[A-Za-z]+)?$/;

/** Words of prose with a hyphen, a headline's and shouted ones among them; `en-US` is none. */
const hyphenated = /^(?![A-Za-z]{2}-[A-Za-z]{2}$)(?:[A-Za-z]?[a-z]+(?:-[A-Z]?[a-z]{2,})+|[A-Z]{2,}(?:-[A-Z]{2,})+)$/;

function pushStem(chunks: Chunk[], stem: string): void {
  if (plainWord.test(stem)) chunks.push({ kind: 'word', text: stem });
  else if (nameOf(stem.toLowerCase()) === undefined && hyphenated.test(stem) && stem.indexOf('-') > 1) {
    const words = /-[A-Z][a-z]/.test(stem) ? stem.toLowerCase() : stem;
    for (const word of words.split('-')) chunks.push({ kind: 'word', text: word });
  } else chunks.push({ kind: 'code', text: stem });
}

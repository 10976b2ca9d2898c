import { singular } from './inflection.js';
import { anywhere, inRequests, phrases } from './synonyms.js';
import type { Token } from './tokens.js';

/** Puts one word for several, and the usual word for a synonym. `request`: something is asked to be done. */
export function withoutSynonyms(words: readonly string[], request: boolean): readonly Token[] {
  const present = new Set(words);
  return joinPhrases(words).map(word => alias(word, present, request));
}

function alias(word: string, present: ReadonlySet<string>, request: boolean): Token {
  if (!/^[a-z]/.test(word)) return ordinals.get(word) ?? word;
  const to = anywhere.get(word) ?? (request ? inRequests.get(word) : undefined);
  // 'from dict to dictionary' speaks of two things.
  if (to === undefined || present.has(to) || present.has(singular(to)) || present.has(`${to}s`)) return word;
  return /^\d/.test(to) ? `\`${to}` : to;
}

const ordinals: ReadonlyMap<Token, Token> = new Map([
  ['`1st', 'first'],
  ['`2nd', 'second'],
  ['`3rd', 'third'],
  ['`4th', 'fourth'],
  ['`5th', 'fifth'],
]);

const phraseStarts = buildPhrases();

function joinPhrases(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const row = phraseStarts.get(word)?.find(({ from }) => from.every((part, step) => words[at + step] === part));
    if (row === undefined) joined.push(word);
    else {
      joined.push(...row.to);
      at += row.from.length - 1;
    }
  }
  return joined;
}

function buildPhrases(): ReadonlyMap<string, readonly { from: readonly string[]; to: readonly string[] }[]> {
  const starts = new Map<string, { from: readonly string[]; to: readonly string[] }[]>();
  const longestFirst = [...phrases].sort((a, b) => b[0].length - a[0].length);
  for (const [from, to] of longestFirst) {
    const parts = from.split(' ');
    const first = parts[0] ?? '';
    starts.set(first, [...(starts.get(first) ?? []), { from: parts, to: to.split(' ') }]);
  }
  return starts;
}

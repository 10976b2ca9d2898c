import { continuation, padToken, unknownToken, words, type Vocabulary } from '../src/proxy/cache/verify/word-pieces.js';

/** Pieces longer than this are cut up: they are hashes and paths, not words. Code points. */
const maxPieceChars = 20;
/** Characters beyond this code point are left to `[UNK]`, so that rare scripts do not eat the table. */
const firstLeftOut = 0x3e8;

/**
 * Chooses `size` pieces: the two special tokens, whole words by frequency (those of `always` first, whatever their
 * count), every single character seen twice, and the substrings that save most characters in words that are not listed.
 * Words seen once fill what is left: a random vector of its own still tells two rare names apart.
 */
export function chooseVocabulary(texts: Iterable<string>, always: Iterable<string>, size: number): Vocabulary {
  const counts = countWords(texts);
  const vocabulary = new Map<string, number>([
    [padToken, 0],
    [unknownToken, 1],
  ]);
  const add = (piece: string): void => {
    if (vocabulary.size < size && !vocabulary.has(piece)) vocabulary.set(piece, vocabulary.size);
  };
  const wholeWords = Math.floor(size * 0.72);
  for (const text of always) for (const word of words(text)) add(word);
  const ranked = byCount(counts).filter(([word]) => Array.from(word).length <= maxPieceChars);
  for (const [word, count] of ranked) if (count >= 2 && vocabulary.size < wholeWords) add(word);
  for (const char of characters(counts)) {
    add(char);
    add(continuation + char);
  }
  const substrings = rankedSubstrings(counts, vocabulary);
  const forSubstrings = Math.floor(size * 0.2);
  for (const piece of substrings.slice(0, forSubstrings)) add(piece);
  for (const [word] of ranked) add(word);
  for (const piece of substrings.slice(forSubstrings)) add(piece);
  return vocabulary;
}

/** How often each word occurs. */
function countWords(texts: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Most frequent first; equal counts by spelling, so that the order never depends on where a text came from. */
function byCount(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([wordA, countA], [wordB, countB]) => countB - countA || compare(wordA, wordB));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function characters(counts: ReadonlyMap<string, number>): readonly string[] {
  const seen = new Set<string>();
  for (const [word, count] of counts) {
    if (count >= 2) for (const char of word) if ((char.codePointAt(0) ?? 0) < firstLeftOut) seen.add(char);
  }
  // Every printable ASCII character, so that no code is ever unknown.
  for (let code = 0x21; code < 0x7f; code++) seen.add(String.fromCharCode(code).toLowerCase());
  return [...seen].sort(compare);
}

/** Substrings of 2 to 6 characters of words that are not in the vocabulary, best saving first. */
function rankedSubstrings(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): readonly string[] {
  const scores = new Map<string, number>();
  for (const [word, count] of counts) {
    const chars = Array.from(word);
    if (chars.length > 24 || (vocabulary.has(word) && count > 50)) continue;
    for (let start = 0; start < chars.length; start++) {
      for (let end = start + 2; end <= Math.min(start + 6, chars.length); end++) {
        const piece = (start > 0 ? continuation : '') + chars.slice(start, end).join('');
        scores.set(piece, (scores.get(piece) ?? 0) + count * (end - start - 1));
      }
    }
  }
  return byCount(scores).map(([piece]) => piece);
}

/** The row of the padding token, whose vector is never trained. */
export const padId = 0;
/** The row of a word that the vocabulary cannot spell. */
export const unknownId = 1;
/** What is written in `tokenizer.json` for those two rows. */
export const padToken = '[PAD]';
export const unknownToken = '[UNK]';
/** Marks a piece that continues a word. */
export const continuation = '##';
/**
 * A word is a run of letters, digits and underscores; every other visible character is a token of its own. White space is
 * Unicode's: the loader reads `\s` as that, while JavaScript's `\s` takes U+FEFF in and leaves U+0085 out.
 */
export const wordPattern = '[\\p{L}\\p{N}_]+|[^\\p{White_Space}\\p{L}\\p{N}_]';
/** Longer words become one unknown token instead of many pieces. Counted in code points, as the loader does. */
export const maxWordChars = 100;
/** Tokens after these are left out; the loader is told the same number (`model_max_length`). */
export const maxTokens = 256;

/** Piece to row number. */
export type Vocabulary = ReadonlyMap<string, number>;

/** The words and symbols of a text: NFKC, lower case, split by {@link wordPattern}. */
export function words(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(new RegExp(wordPattern, 'gu')) ?? [];
}

/**
 * The row numbers of a text, at most {@link maxTokens}. Does what `tokenizer.json` tells the loader to do, so that
 * training sees what serving will see. A text without visible characters gives an empty list.
 */
export function tokenise(text: string, vocabulary: Vocabulary): Int32Array {
  const ids = words(text).flatMap(word => pieces(word, vocabulary));
  return Int32Array.from(ids.slice(0, maxTokens));
}

/** Longest match first; a word with one place that no piece fits is unknown as a whole. */
function pieces(word: string, vocabulary: Vocabulary): readonly number[] {
  const whole = vocabulary.get(word);
  const chars = Array.from(word);
  if (chars.length > maxWordChars) return [unknownId];
  if (whole !== undefined) return [whole];
  const found: number[] = [];
  for (let start = 0; start < chars.length;) {
    const match = longestPiece(chars, start, vocabulary);
    if (match === undefined) return [unknownId];
    found.push(match.id);
    start = match.end;
  }
  return found;
}

function longestPiece(
  chars: readonly string[],
  start: number,
  vocabulary: Vocabulary,
): { readonly id: number; readonly end: number } | undefined {
  const prefix = start > 0 ? continuation : '';
  for (let end = chars.length; end > start; end--) {
    const id = vocabulary.get(prefix + chars.slice(start, end).join(''));
    if (id !== undefined) return { id, end };
  }
  return undefined;
}

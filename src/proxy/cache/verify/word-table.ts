import { tokenise, type Vocabulary } from './word-pieces.js';

/** Vectors and weights of words. */
export interface WordTable {
  /** Unit vector of one word; all zeroes when it has no known piece. */
  wordVector(word: string): Float32Array;
  /** Unit vector of a text: the sum of its pieces. */
  textVector(text: string): Float32Array;
  /** The largest weight among the word's pieces; unknown words tell most. */
  idf(word: string): number;
  /** Whether the word has a row of its own; names that nobody learned of have not. */
  knows(word: string): boolean;
}

/** Eight-bit rows: row r is `cells` times `scale[r]`. */
export interface Rows {
  readonly size: number;
  readonly cells: Int8Array;
  readonly scale: Float32Array;
}

/** `idf` holds one weight per row. */
export function wordTable(vocabulary: Vocabulary, rows: Rows, idf: ArrayLike<number>): WordTable {
  const cache = new Map<string, Float32Array>();
  const vectorOf = (text: string): Float32Array => {
    const sum = new Float32Array(rows.size);
    for (const id of tokenise(text, vocabulary)) {
      const scale = rows.scale[id] ?? 0;
      const from = id * rows.size;
      for (let i = 0; i < rows.size; i++) sum[i] = (sum[i] ?? 0) + scale * (rows.cells[from + i] ?? 0);
    }
    const length = Math.sqrt(sum.reduce((all, cell) => all + cell * cell, 0));
    return length === 0 ? sum : sum.map(cell => cell / length);
  };
  return {
    wordVector(word) {
      const known = cache.get(word);
      if (known !== undefined) return known;
      if (cache.size >= mostWords) cache.clear();
      const vector = vectorOf(word);
      cache.set(word, vector);
      return vector;
    },
    textVector: vectorOf,
    idf(word) {
      let most = 0;
      for (const id of tokenise(word, vocabulary)) most = Math.max(most, idf[id] ?? 0);
      return most;
    },
    knows: word => vocabulary.has(word),
  };
}

/** Words are remembered up to this many; each is half a kilobyte. */
const mostWords = 4_000;

import { wordTable, type WordTable } from '../../../src/proxy/cache/verify/word-table.js';
import { words } from '../../../src/proxy/cache/verify/word-pieces.js';

/** A table that knows these texts' words, each with a vector of its own that depends on nothing but the word. */
export function tinyTable(texts: readonly string[], size = 8): WordTable {
  const vocabulary = new Map<string, number>([
    ['[PAD]', 0],
    ['[UNK]', 1],
  ]);
  for (const text of texts)
    for (const word of words(text)) vocabulary.set(word, vocabulary.get(word) ?? vocabulary.size);
  const pieces = [...vocabulary.keys()];
  const cells = new Int8Array(pieces.length * size);
  pieces.forEach((piece, row) => {
    for (let i = 0; i < size; i++) cells[row * size + i] = ((hash(piece) >> i) % 127) - 63;
  });
  const scale = new Float32Array(pieces.length).fill(0.01);
  return wordTable(
    vocabulary,
    { size, cells, scale },
    pieces.map((_, row) => row % 9),
  );
}

function hash(word: string): number {
  let value = 7;
  for (const char of word) value = (Math.imul(value, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return value >>> 1;
}

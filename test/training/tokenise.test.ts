import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cosineOf, openModel, type OpenModel } from './support/open-model.js';
import { embed, startEmbedding } from '../../training/embedding.js';
import { writeModelFolder } from '../../training/model-folder.js';
import { dequantise, quantise } from '../../training/quantise.js';
import { seeded } from '../../training/random.js';
import { maxTokens, tokenise, unknownId } from '../../src/proxy/cache/verify/word-pieces.js';
import { chooseVocabulary } from '../../training/vocabulary.js';

const size = 16;
const texts = [
  'How do I reverse a string in Python?',
  'git rebase --interactive HEAD~3',
  'naïve café ÅNGSTRÖM straße — ½ ①',
  'useEffect(() => {}, [])',
  'reverse the rebase in python strings',
];
const vocabulary = chooseVocabulary([...texts, ...texts], [], 400);
const idf = [...vocabulary.keys()].map(piece => ({ idf: 2, family: piece }));
const rows = quantise(startEmbedding(idf, size, seeded(7)).table, size);
const plain = { size, table: dequantise(rows) };

let folder: string;
let loaded: OpenModel;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tuppence-training-'));
  writeModelFolder(join(folder, 'tiny'), rows, vocabulary);
  loaded = await openModel(folder, 'tiny');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const oddText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...texts,
        '你好，世界',
        '👩‍👩‍👧 emoji 🏳️‍🌈',
        'x'.repeat(130),
        'ﬁle',
        'İstanbul',
        'a\u0301',
        '\u00a0',
        '\uFEFF',
        '\u0085',
        '\t',
        'C++',
        'foo_bar',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(parts => parts.join(' '));

describe('the tokeniser used in training', () => {
  it('cuts any text into the pieces that transformers.js reads from tokenizer.json', () => {
    fc.assert(
      fc.property(oddText, text => {
        expect([...tokenise(text, vocabulary)]).toEqual(loaded.tokens(text));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '\uFEFF How do I reverse a string in Python?',
    'reverse\uFEFFpython',
    '\u0085reverse\u200Bpython\u180E',
    '\uFEFF',
  ])('takes the same characters for blanks as the loader: %j', text => {
    expect([...tokenise(text, vocabulary)]).toEqual(loaded.tokens(text));
  });

  it('reads no more than the loader reads of a long text', () => {
    const long = 'python git '.repeat(maxTokens);
    expect([...tokenise(long, vocabulary)]).toEqual(loaded.tokens(long));
    expect(tokenise(long, vocabulary)).toHaveLength(maxTokens);
  });

  it('calls a word unknown as a whole when one of its characters has no piece', () => {
    expect([...tokenise('python你 python', vocabulary)]).toEqual([unknownId, vocabulary.get('python')]);
  });

  it('gives an empty list for a text without visible characters', () => {
    expect(tokenise(' \t\n', vocabulary)).toHaveLength(0);
  });
});

describe('the hand-written ONNX file', () => {
  it('loads in transformers.js and gives the vectors that plain JavaScript computes', async () => {
    for (const text of [...texts, 'python', 'unknown wörds zzz ½']) {
      const vector = await loaded.embed(text);
      expect(cosineOf(vector, embed(plain, tokenise(text, vocabulary)))).toBeGreaterThan(0.9999);
    }
  });

  it('gives a text the same vector alone and in a batch with longer texts', async () => {
    const alone = await loaded.embed('reverse');
    const [inBatch] = await loaded.embedAll(['reverse', texts[0]!, texts[1]!]);
    expect(cosineOf(alone, inBatch!)).toBeGreaterThan(0.9999);
  });
});

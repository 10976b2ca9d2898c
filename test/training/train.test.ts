import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Corpus, Pair } from '../../training/data.js';
import { cosine } from '../../training/embedding.js';
import { writeOnnx } from '../../training/onnx-writer.js';
import { shipped, type Recipe } from '../../training/recipe.js';
import { tokenise } from '../../src/proxy/cache/verify/word-pieces.js';
import { train, type Trained } from '../../training/train.js';
import { trainVerifier } from '../../training/verifier/train-verifier.js';

const few = { labelled: 60, generated: 60, titles: 20, corrupted: 60, strangers: 20 };
const recipe: Recipe = {
  ...shipped,
  size: 16,
  vocabularySize: 4_000,
  steps: 100,
  generated: 2_000,
  verifier: { ...shipped.verifier, ...few, members: 1, epochs: 1 },
};

/** Requests about rooms of a house: a small world of its own, so that what is learned can be told from the tables. */
const rooms = ['kitchen', 'cellar', 'attic', 'garage', 'pantry', 'study', 'hall', 'balcony', 'porch', 'loft'];
const pairs: readonly Pair[] = rooms.flatMap((room, at) => [
  { a: `paint the ${room} walls`, b: `colour the ${room} walls`, same: true, topic: undefined },
  {
    a: `paint the ${room} walls`,
    b: `paint the ${rooms[(at + 1) % rooms.length]!} walls`,
    same: false,
    topic: undefined,
  },
]);
const own = pairs.map((pair, at) => ({ ...pair, topic: `topic ${at % 7}`, category: 'made' }));
const corpus: Corpus = {
  nl2bash: pairs,
  text2sql: pairs,
  statements: pairs.filter(pair => pair.same),
  titles: rooms.map(room => `How to sweep 3 floors of the ${room}`),
  questions: [],
  own: { train: own, dev: own, test: [] },
};

const first = train(corpus, recipe, () => undefined);

describe('training', () => {
  it('gives the same bytes for the same seed, other bytes for another, and says how far it is', () => {
    const seen: number[] = [];
    const again = train(corpus, recipe, step => seen.push(step));
    const other = train(corpus, { ...recipe, seed: recipe.seed + 1 }, () => undefined);
    expect(digest(again)).toBe(digest(first));
    expect(seen).toEqual([100]);
    expect(digest(other)).not.toBe(digest(first));
  });

  it('makes the same verifier for the same seed, with thresholds that ask for more where less may go wrong', () => {
    const made = trainVerifier(corpus, first, recipe, () => undefined);
    expect(trainVerifier(corpus, first, recipe, () => undefined)).toEqual(made);
    expect(made.examples).toBeGreaterThan(50);
    made.promised.slice(1).forEach(({ from }, at) => expect(from).toBeLessThanOrEqual(made.promised[at]!.from));
  });

  it('draws texts that mean the same together and their near misses apart', () => {
    const model = { size: first.model.size, table: first.table };
    const score = (a: string, b: string): number =>
      cosine(model, tokenise(a, first.vocabulary), tokenise(b, first.vocabulary));
    for (const room of rooms.slice(0, 5)) {
      const text = `paint the ${room} walls`;
      expect(score(text, `colour the ${room} walls`)).toBeGreaterThan(score(text, 'paint the stairs walls'));
    }
  });
});

function digest(trained: Trained): string {
  const pieces = JSON.stringify([...trained.vocabulary]);
  return createHash('sha256').update(writeOnnx(trained.model)).update(pieces).digest('hex');
}

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { developerTriples } from './developer-triples.js';
import { cosineOf, openModel } from './support/open-model.js';

const models = fileURLToPath(new URL('../../models', import.meta.url));

describe('the starter model as shipped', () => {
  let asked: Float32Array[];
  let again: Float32Array[];
  let other: Float32Array[];

  beforeAll(async () => {
    const model = await openModel(models, 'starter');
    [asked, again, other] = (await Promise.all(
      [0, 1, 2].map(column => model.embedAll(developerTriples.map(triple => triple[column]!))),
    )) as [Float32Array[], Float32Array[], Float32Array[]];
  });

  it('gives unit vectors of 128 cells', () => {
    for (const vector of asked) {
      expect(vector).toHaveLength(128);
      expect(cosineOf(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('finds the same question in other words first among all questions of the table, but for a few', () => {
    const missed = developerTriples.filter((_, at) => {
      const own = cosineOf(asked[at]!, again[at]!);
      return again.some((vector, elsewhere) => elsewhere !== at && cosineOf(asked[at]!, vector) >= own);
    });
    expect(missed.length, JSON.stringify(missed, undefined, 1)).toBeLessThanOrEqual(2);
  });

  it('ranks a paraphrase above a near miss that differs in one word, more often than not', () => {
    const right = developerTriples.filter(
      (_, at) => cosineOf(asked[at]!, again[at]!) > cosineOf(asked[at]!, other[at]!),
    );
    expect(right.length).toBeGreaterThanOrEqual(0.65 * developerTriples.length);
  });

  it('stays small enough to be bundled', () => {
    expect(statSync(`${models}/starter/onnx/model.onnx`).size).toBeLessThan(4_000_000);
  });
});

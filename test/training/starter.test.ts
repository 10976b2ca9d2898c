import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { developerTriples, laterTriples } from './developer-triples.js';
import { cosineOf, openModel, type OpenModel } from './support/open-model.js';

const models = fileURLToPath(new URL('../../models', import.meta.url));

describe('the starter model as shipped', () => {
  let model: OpenModel;

  beforeAll(async () => {
    model = await openModel(models, 'starter');
  });

  it('gives unit vectors of 128 cells', async () => {
    for (const vector of await model.embedAll(developerTriples.map(([asked]) => asked))) {
      expect(vector).toHaveLength(128);
      expect(cosineOf(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('finds the same question in other words first among all questions of both tables, but for a few', async () => {
    const table = [...developerTriples, ...laterTriples];
    const asked = await model.embedAll(table.map(([text]) => text));
    const again = await model.embedAll(table.map(([, text]) => text));
    const missed = table.filter((_, at) => {
      const own = cosineOf(asked[at]!, again[at]!);
      return again.some((vector, elsewhere) => elsewhere !== at && cosineOf(asked[at]!, vector) >= own);
    });
    expect(missed.length, JSON.stringify(missed, undefined, 1)).toBeLessThanOrEqual(0.05 * table.length);
  });

  // A bag of words cannot do better than this where one word makes the difference: the decision is not its job.
  it.each([
    ['it was tuned with', developerTriples, 0.75],
    ['it has never met', laterTriples, 0.6],
  ])('ranks a paraphrase above a near miss more often than not, in a table %s', async (_, table, floor) => {
    const [asked, again, other] = [
      await model.embedAll(table.map(([text]) => text)),
      await model.embedAll(table.map(([, text]) => text)),
      await model.embedAll(table.map(([, , text]) => text)),
    ];
    const right = table.filter((__, at) => cosineOf(asked[at]!, again[at]!) > cosineOf(asked[at]!, other[at]!));
    expect(right.length / table.length).toBeGreaterThanOrEqual(floor);
  });

  it('stays small enough to be bundled', () => {
    expect(statSync(`${models}/starter/onnx/model.onnx`).size).toBeLessThan(4_000_000);
  });
});

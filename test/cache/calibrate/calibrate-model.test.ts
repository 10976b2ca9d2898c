import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { calibrateModel } from '../../../src/proxy/cache/calibrate/calibrate-model.js';
import { readCorpus } from '../../../src/proxy/cache/calibrate/corpus.js';
import { heard, openCalibration } from '../../../src/proxy/cache/calibrate/open-calibration.js';
import { cosineOf, similarityOf } from '../../../src/proxy/cache/calibrate/scale.js';
import { loadModel, type Model } from '../../../src/proxy/cache/model.js';
import { openStaticModel } from '../../../src/proxy/cache/static-model.js';
import type { Verifier } from '../../../src/proxy/cache/verify/verifier.js';
import { loadVerifier } from '../../../src/proxy/cache/verify/verifier-file.js';
import { layModel, otherModel } from '../../models/support/other-model.js';
import { tempDirForTest } from '../../support/temp-dir.js';
import { corpusFile, starterDir } from '../support/worker.js';

const builtIn = openStaticModel(starterDir);
const pairs = readCorpus(corpusFile);
let verifier: Verifier;
beforeAll(() => {
  verifier = loadVerifier(starterDir);
});
const quietly = { nextTurn: () => Promise.resolve(), onProgress: () => undefined };

async function open(
  wish: Parameters<typeof otherModel>[0] = {},
): Promise<{ readonly folder: string; readonly model: Model }> {
  const folder = layModel(join(tempDirForTest('model'), 'tiny'), otherModel(wish));
  return { folder, model: await loadModel(folder) };
}

test('what is promised of a model holds on the pairs it was counted on, and serves a good share of them', async () => {
  const { model } = await open({ dims: 48 });
  const { promised, scale, blend } = await calibrateModel({ pairs, embed: model.embed, builtIn, verifier, ...quietly });
  const at1 = promised.find(({ bound }) => bound === 0.01);
  expect(at1?.recall).toBeGreaterThan(0.3);
  // Looser bounds serve more and ask for less.
  for (const [i, row] of promised.entries()) {
    expect(row.recall).toBeGreaterThanOrEqual(promised[i - 1]?.recall ?? 0);
    expect(row.from).toBeLessThanOrEqual(promised[i - 1]?.from ?? Infinity);
  }
  const calibration = { promised, scale, blend };
  const served = [0, 0];
  for (const { a, b, same } of pairs.slice(0, 200)) {
    const [x, y] = await model.embed([a, b]);
    const similarity = similarityOf(
      scale,
      x!.reduce((sum, cell, i) => sum + cell * y![i]!, 0),
    );
    const opinion = heard(calibration, verifier.weigh(b, [a])[0]!, { text: a, similarity });
    if ((opinion.bound ?? 1) <= 0.05) served[same ? 1 : 0]! += 1;
  }
  expect(served[1]).toBeGreaterThan(50);
  expect(served[0]).toBeLessThanOrEqual(Math.ceil((served[0]! + served[1]!) * 0.08));
});

test('a model whose cosines all lie above .8 serves as much as the same one without that', async () => {
  const { model } = await open({ dims: 48 });
  // One more direction that all texts share: unrelated ones have .8 then, as with some models of the hub.
  const narrow = async (texts: readonly string[]) =>
    (await model.embed(texts)).map(vector => Float32Array.from([...vector.map(cell => cell * 0.4472), 0.8944]));
  const of = { pairs, builtIn, verifier, ...quietly };
  const [plain, other] = [
    await calibrateModel({ ...of, embed: model.embed }),
    await calibrateModel({ ...of, embed: narrow }),
  ];
  expect(cosineOf(other.scale, 0.7)).toBeGreaterThan(0.9);
  expect(other.promised.map(({ bound }) => bound)).toEqual(plain.promised.map(({ bound }) => bound));
  for (const [i, { recall = 0 }] of other.promised.entries()) {
    expect(Math.abs(recall - (plain.promised[i]?.recall ?? 0))).toBeLessThan(0.02);
  }
});

test('a vetoed pair is never served, however alike it looks', () => {
  const calibration = {
    scale: { cosines: [-1, 1], similarities: [-1, 1] },
    blend: { base: 0, logOdds: 1, similarity: 100 },
    promised: [{ bound: 0.01, from: 0 }],
  };
  const [opinion] = verifier.weigh('What changed in Python 3.8?', ['What changed in Python 3.9?']);
  expect(heard(calibration, opinion!, { text: '', similarity: 1 }).bound).toBeUndefined();
  expect(heard(calibration, { ...opinion!, veto: undefined }, { text: '', similarity: 1 }).bound).toBe(0.01);
});

test('without a verifier nothing is promised, and similarities are on the common scale all the same', async () => {
  const { model } = await open();
  const made = await calibrateModel({
    ...{ pairs: pairs.slice(0, 60), embed: model.embed, builtIn, verifier: undefined, ...quietly },
  });
  expect(made.promised).toEqual([]);
  expect(similarityOf(made.scale, 1)).toBe(1);
});

test('a model that gives no numbers cannot be calibrated', async () => {
  const embed = (texts: readonly string[]) => Promise.resolve(texts.map(() => Float32Array.of(Number.NaN, 1)));
  const calibrating = calibrateModel({ pairs: pairs.slice(0, 16), embed, builtIn, verifier, ...quietly });
  await expect(calibrating).rejects.toThrow('no numbers');
});

test('progress is told pair by pair, and whoever refuses the next turn ends it', async () => {
  const { model } = await open();
  const told: number[] = [];
  const calibrating = calibrateModel({
    ...{ pairs: pairs.slice(0, 40), embed: model.embed, builtIn, verifier },
    onProgress: done => void told.push(done),
    nextTurn: () => (told.length < 3 ? Promise.resolve() : Promise.reject(new Error('closed'))),
  });
  await expect(calibrating).rejects.toThrow('closed');
  expect(told).toEqual([8, 16, 24]);
});

/** A calibration from a folder, with how many pairs were looked at for it. */
async function opened(
  of: { readonly folder: string; readonly model: Model },
  parts: { corpus: string; verifierDir: string; program: string },
) {
  let looked = 0;
  const calibration = await openCalibration({
    ...{ model: of.model, modelDir: of.folder, verifier, nextTurn: quietly.nextTurn },
    ...{ corpusFile: parts.corpus, verifierDir: parts.verifierDir, program: parts.program },
    onProgress: ({ donePairs }) => (looked = donePairs),
  });
  return { calibration, looked };
}

test('it is kept beside the model, and made again when the pairs, the verifier, the program or the model change', async () => {
  const folder = tempDirForTest('base');
  const corpus = join(folder, 'pairs.jsonl');
  writeFileSync(corpus, readFileSync(corpusFile, 'utf8').split('\n').slice(0, 64).join('\n'));
  const verifierDir = join(folder, 'starter');
  cpSync(starterDir, verifierDir, { recursive: true });
  const program = join(folder, 'program.js');
  writeFileSync(program, 'one');
  const parts = { corpus, verifierDir, program };
  const one = await open();
  const first = await opened(one, parts);
  expect(first.looked).toBe(64);
  const file = join(one.folder, 'calibration.json');
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(stored).toMatchObject({ modelId: one.model.id, revision: '0'.repeat(40), dtype: 'fp32', pairs: 64 });
  expect(await opened(one, parts)).toEqual({
    calibration: expect.objectContaining(first.calibration) as object,
    looked: 0,
  });

  const changes: (() => void)[] = [
    () => writeFileSync(corpus, readFileSync(corpus, 'utf8').replace('?', '')),
    () =>
      writeFileSync(join(verifierDir, 'verifier.json'), `${readFileSync(join(verifierDir, 'verifier.json'), 'utf8')} `),
    () => writeFileSync(program, 'two'),
    () => writeFileSync(file, '{"half'),
    () => rmSync(file),
  ];
  for (const change of changes) {
    change();
    expect((await opened(one, parts)).looked).toBe(64);
    expect((await opened(one, parts)).looked).toBe(0);
  }
  const other = await open({ dims: 24 });
  cpSync(file, join(other.folder, 'calibration.json'));
  expect((await opened(other, parts)).looked).toBe(64);
});

test('a folder that cannot be written costs the same work again and nothing else', async () => {
  const { folder, model } = await open();
  mkdirSync(join(folder, 'calibration.json'));
  const parts = { corpus: corpusFile, verifierDir: starterDir, program: corpusFile };
  expect((await opened({ folder, model }, parts)).calibration.promised.length).toBeGreaterThan(0);
  expect(existsSync(join(folder, `calibration.json.${process.pid}.new`))).toBe(false);
});

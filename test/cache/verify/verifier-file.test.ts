import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../../src/proxy/cache/match/judge.js';
import { type Verifier } from '../../../src/proxy/cache/verify/verifier.js';
import { loadVerifier, verifierFile, VerifierError } from '../../../src/proxy/cache/verify/verifier-file.js';
import { tempDirForTest } from '../../support/temp-dir.js';
import { starterDir } from '../support/worker.js';
import { corpus } from '../match/corpus.js';

describe('the verifier as shipped', () => {
  let verifier: Verifier;
  beforeAll(() => {
    verifier = loadVerifier(starterDir);
  });
  const served = (a: string, b: string, bound: number) =>
    judge(a, b).same || (verifier.weigh(b, [a])[0]?.bound ?? Infinity) <= bound;

  test('serves at least 55 of 100 rephrasings and at most one wrong answer in a hundred, on topics it was not made with', () => {
    const pairs = corpus('test');
    const hits = pairs.filter(({ label }) => label === 1);
    const misses = pairs.filter(({ label }) => label === 0);
    const right = hits.filter(({ a, b }) => served(a, b, 0.01)).length;
    const wrong = misses.filter(({ a, b }) => served(a, b, 0.01));
    expect(right / hits.length).toBeGreaterThanOrEqual(0.55);
    expect(wrong.length / (wrong.length + right)).toBeLessThanOrEqual(0.01);
  });

  test('says the same whichever text was there first', () => {
    for (const { a, b } of corpus('dev').slice(0, 120)) {
      const [one, other] = [verifier.weigh(a, [b])[0]!, verifier.weigh(b, [a])[0]!];
      expect(other.veto).toBe(one.veto);
      expect(other.bound).toBe(one.bound);
      expect(other.logOdds).toBeCloseTo(one.logOdds, 3);
    }
  });

  test('weighs many candidates as it weighs one, and none as nothing', () => {
    const [asked = '', ...others] = corpus('dev').map(({ b }) => b);
    const together = verifier.weigh(asked, others.slice(0, 20));
    expect(together).toEqual(others.slice(0, 20).flatMap(other => verifier.weigh(asked, [other])));
    expect(verifier.weigh(asked, [])).toEqual([]);
  });
});

describe('a verifier that cannot be trusted is none', () => {
  const copy = () => {
    const folder = join(tempDirForTest('verifier'), 'starter');
    cpSync(starterDir, folder, { recursive: true });
    return folder;
  };
  const change = (folder: string, edit: (file: Record<string, unknown>) => void) => {
    const path = join(folder, verifierFile);
    const file = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    edit(file);
    writeFileSync(path, JSON.stringify(file));
  };

  test.each<readonly [string, (folder: string) => void, RegExp]>([
    ['is missing', folder => rmSync(join(folder, verifierFile)), /ENOENT/],
    ['is cut', folder => writeFileSync(join(folder, verifierFile), '{"format":1,'), /JSON/],
    ['is of another form', folder => change(folder, file => (file['format'] = 2)), /cannot be used/],
    [
      'belongs to other rows',
      folder =>
        writeFileSync(join(folder, 'tokenizer.json'), `${readFileSync(join(folder, 'tokenizer.json'), 'utf8')} `),
      /another model/,
    ],
    ['has weights of another size', folder => change(folder, file => (file['mean'] = [0, 1])), /other features/],
    ['lacks weights', folder => change(folder, file => (file['members'] = [{ first: '', second: '' }])), /wrong size/],
  ])('when its file %s', (_, spoil, why) => {
    const folder = copy();
    spoil(folder);
    expect(() => loadVerifier(folder)).toThrow(VerifierError);
    expect(() => loadVerifier(folder)).toThrow(why);
    expect(() => loadVerifier(folder)).toThrow(/Only what the strict check accepts is served/);
  });

  test('weights that give no number serve nothing', () => {
    const folder = copy();
    change(folder, file => {
      const mean = file['mean'] as number[];
      const floats = (count: number) => Buffer.from(new Float32Array(count).fill(NaN).buffer).toString('base64');
      file['members'] = [{ first: floats(2 * (mean.length + 1)), second: floats(3) }];
    });
    const [opinion] = loadVerifier(folder).weigh('what is a monad', ['what is a monad']);
    expect(opinion).toMatchObject({ veto: undefined, bound: undefined });
  });
});

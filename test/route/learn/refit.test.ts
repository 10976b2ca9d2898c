import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelKind } from '../../../src/protocol/learning.js';
import { expectedGain } from '../../../src/proxy/route/gain/gain.js';
import { prior } from '../../../src/proxy/route/gain/prior.js';
import { concordance } from '../../../src/proxy/route/learn/concordance.js';
import { verdictOf, type LabelledRequest } from '../../../src/proxy/route/learn/outcome.js';
import { refit } from '../../../src/proxy/route/learn/refit.js';
import { seeded } from '../../../training/random.js';

const nowMs = 1_000_000_000_000;
const atOnce = () => Promise.resolve();

/** Requests on which the cheap model fails where `fails` says so of their readings. */
function history(count: number, seed: number, fails: (readings: Readings, chance: number) => boolean) {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, at): LabelledRequest => {
    const readings = { length: random(), mentionsAgain: random(), parts: random(), code: random(), history: random() };
    const kind: LabelKind = fails(readings, random()) ? 'wrong-answer' : 'right-answer';
    const atMs = nowMs - (count - at) * 1_000;
    return {
      id: `r${at}`,
      atMs,
      role: 'main',
      model: 'm',
      readings,
      labels: new Map([[kind, atMs]]),
      vector: undefined,
    };
  });
}
type Readings = NonNullable<LabelledRequest['readings']>;

describe('a re-fit', () => {
  test('takes what the user shows again and again, keeps the level, and says what it compared', async () => {
    const requests = history(300, 1, ({ code }, chance) => chance < 0.1 + 0.8 * code ** 2);
    const { outcome, weights, sentence } = await refit(requests, prior, nowMs, atOnce);
    expect(outcome).toBe('taken');
    expect(weights?.weights.code).toBeGreaterThan(prior.weights.code);
    expect(sentence).toMatch(/present weights .* in [\d.]+ % of pairs, the candidate in [\d.]+ %/);
    const mean = (of: typeof prior | NonNullable<typeof weights>) =>
      requests.reduce((sum, { readings }) => sum + (readings ? expectedGain(readings, of) : 0), 0) / requests.length;
    if (weights === undefined) throw new Error('no weights');
    expect(Math.abs(mean(weights) - mean(prior))).toBeLessThan(0.02);
    expect(Object.values(weights.weights).every(weight => weight >= 0 && weight <= 0.5)).toBe(true);
  });

  test('refuses what is only chance', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, seed) =>
        refit(
          history(200, seed + 10, (_r, chance) => chance < 0.4),
          prior,
          nowMs,
          atOnce,
        ),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'taken').length).toBeLessThanOrEqual(2);
  });

  test('changes nothing where too little is known, of either kind', async () => {
    for (const requests of [
      [],
      history(30, 3, () => true),
      history(300, 4, () => false),
      history(300, 5, () => true),
    ]) {
      const { outcome, weights, sentence } = await refit(requests, prior, nowMs, atOnce);
      expect([outcome, weights]).toEqual(['too-few', undefined]);
      expect(sentence).toContain('Nothing was changed');
    }
  });

  test('only ever takes weights that order the replayed part better than the present ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom('length', 'parts', 'code', 'history', 'mentionsAgain'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, name, strength) => {
          const requests = history(150, seed, (readings, chance) => chance < 0.3 + strength * (readings[name] - 0.5));
          const { outcome, weights } = await refit(requests, prior, nowMs, atOnce);
          expect(outcome === 'taken').toBe(weights !== undefined);
          if (weights === undefined) return;
          const replayed = requests.slice(105).map(request => ({
            readings: request.readings as Readings,
            failed: verdictOf(request.labels)?.failed === true,
          }));
          const ordered = (of: typeof weights) =>
            concordance(
              replayed.map(({ readings, failed }) => ({ score: expectedGain(readings, of), failed, trust: 1 })),
            );
          expect(ordered(weights)).toBeGreaterThan(ordered(prior));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('concordance', () => {
  test.each([
    [
      'a perfect order',
      [
        [0.1, false],
        [0.9, true],
      ],
      1,
    ],
    [
      'the wrong way round',
      [
        [0.9, false],
        [0.1, true],
      ],
      0,
    ],
    [
      'equal scores',
      [
        [0.5, false],
        [0.5, true],
      ],
      0.5,
    ],
    [
      'three of four pairs',
      [
        [0.1, false],
        [0.6, false],
        [0.5, true],
        [0.9, true],
      ],
      0.75,
    ],
  ] as const)('of %s', (_what, rows, share) => {
    expect(concordance(rows.map(([score, failed]) => ({ score, failed, trust: 1 })))).toBe(share);
  });

  test('is unknown where nothing failed, or nothing held', () => {
    expect(concordance([{ score: 1, failed: true, trust: 1 }])).toBeNaN();
    expect(concordance([])).toBeNaN();
  });
});

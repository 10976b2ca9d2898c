import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSettings } from '../../../src/protocol/settings.js';
import { OwnScores } from '../../../src/proxy/route/gain/own-scores.js';

const routingOf = (strongShare: number | undefined) =>
  parseSettings({
    routing: { tiers: { cheap: 'a', strong: 'b' }, ...(strongShare === undefined ? {} : { strongShare }) },
  }).routing;

test('a share of strong requests is held within three points over any 500, however the scores drift', () => {
  const stretch = fc.record({
    low: fc.double({ min: 0, max: 0.9, noNaN: true }),
    steps: fc.constantFrom(1, 2, 10, 1_000),
  });
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.array(stretch, { minLength: 1, maxLength: 4 }),
      fc.integer(),
      (share, stretches, seed) => {
        const scores = new OwnScores();
        const routing = routingOf(share);
        let state = seed >>> 0;
        const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
        const strong = Array.from({ length: 1_400 }, (_, at) => {
          const { low, steps } = stretches[Math.floor((at * stretches.length) / 1_400)] ?? { low: 0, steps: 1 };
          const score = low + (Math.floor(random() * steps) / steps) * (1 - low);
          const thresholds = scores.thresholds(routing);
          scores.note(score, routing, thresholds);
          return score >= thresholds.strongFrom ? 1 : 0;
        });
        for (let from = 100; from + 500 <= strong.length; from += 50) {
          const sum = strong.slice(from, from + 500).reduce<number>((total, one) => total + one, 0);
          expect(Math.abs(sum / 500 - share)).toBeLessThanOrEqual(0.03);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('without a share the thresholds are the user’s own', () => {
  const scores = new OwnScores();
  const routing = routingOf(undefined);
  for (let at = 0; at < 100; at += 1) scores.note(at / 100, routing, scores.thresholds(routing));
  expect(scores.thresholds(routing)).toEqual({ cheapBelow: 0.35, strongFrom: 0.65 });
});

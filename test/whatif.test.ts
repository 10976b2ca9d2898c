import { expect, test } from 'vitest';
import { whatIf } from '../src/proxy/cli/whatif.js';

const point = (cheapBelow: number, strongFrom: number, strong: number) =>
  ({ cheapBelow, strongFrom, cheap: 100 - strong, standard: 0, strong, costUsd: strong / 100 }) as const;
const preview = {
  sinceMs: 0,
  scored: 100,
  unpriced: 3,
  current: { cheapBelow: 0.35, strongFrom: 0.65 },
  points: [point(0.2, 0.4, 70), point(0.35, 0.65, 50), point(0.5, 0.8, 28)],
} as const;

test('the point nearest to the share that was asked for is compared with the one in force', () => {
  expect(whatIf(preview, 0.3)).toMatchObject({ now: { strong: 50 }, then: { strong: 28, costUsd: 0.28 }, unpriced: 3 });
  expect(whatIf(preview, 0.3).shareWithin).toBeCloseTo(0.088, 3);
});

test('without a share only the tiers change, and of nothing nothing is said', () => {
  expect(whatIf(preview, undefined).then).toEqual(preview.points[1]);
  expect(whatIf({ ...preview, scored: 0 }, 0.3).shareWithin).toBeNull();
});

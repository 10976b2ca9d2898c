import { expect, test } from 'vitest';
import { apgr } from '../../training/route/apgr.js';

const outcomes = [
  { weak: 0, strong: 1 },
  { weak: 1, strong: 1 },
  { weak: 0, strong: 0 },
  { weak: 1, strong: 1 },
];

test.each([
  ['no order at all', [1, 1, 1, 1], 0.5],
  ['the one that gains first', [4, 3, 2, 1], 0.875],
  ['the one that gains last', [1, 2, 3, 4], 0.125],
  ['the one that gains first of two equals', [2, 2, 1, 1], 0.75],
])('the share of the gap won with %s', (_, scores, share) => {
  expect(apgr(scores, outcomes)).toBeCloseTo(share, 10);
});

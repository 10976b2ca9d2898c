import { expect, test } from 'vitest';
import { orderingOf } from '../../../src/proxy/route/learn/metrics.js';

const answers = [
  { weak: 0, strong: 1 },
  { weak: 1, strong: 1 },
  { weak: 0, strong: 0 },
  { weak: 1, strong: 1 },
];

test.each([
  ['no order at all', [1, 1, 1, 1], 0.5, 50],
  ['the one that gains first', [4, 3, 2, 1], 0.875, 12.5],
  ['the one that gains last', [1, 2, 3, 4], 0.125, 87.5],
  ['the one that gains first of two equals', [2, 2, 1, 1], 0.75, 25],
])('the share of the gap won with %s', (_, scores, apgr, cpt50) => {
  const ordering = orderingOf(scores, answers);
  expect(ordering.apgr).toBeCloseTo(apgr, 10);
  expect(ordering.cpt50).toBeCloseTo(cpt50, 10);
});

test('where a weak answer is better, the curve may pass the whole gap and come back', () => {
  const mixed = [
    { weak: 0, strong: 1 },
    { weak: 0, strong: 1 },
    { weak: 1, strong: 0 },
  ];
  const { apgr, cpt50 } = orderingOf([3, 2, 1], mixed);
  expect(apgr).toBeCloseTo((0.5 + 1.5 + 1.5) / 3, 10);
  expect(cpt50).toBeCloseTo(100 / 6, 10);
});

test('two models that are equally good leave nothing to order', () => {
  expect(orderingOf([2, 1], [answers[1] ?? { weak: 1, strong: 1 }]).apgr).toBeNaN();
});

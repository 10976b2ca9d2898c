import { expect, test } from 'vitest';
import { fitLinear, fitLogistic } from '../../../src/proxy/route/learn/fit.js';

const grid = Array.from({ length: 121 }, (_, at) => [(at % 11) / 10, Math.floor(at / 11) / 10] as const);

test('a linear fit finds the weights of a plane', () => {
  const rows = grid.map(readings => ({ readings, target: 0.3 * readings[0] - 0.2 * readings[1], weight: 1 }));
  const [first, second] = fitLinear(rows, { start: [0, 0], pull: 0 });
  expect(first).toBeCloseTo(0.3, 3);
  expect(second).toBeCloseTo(-0.2, 3);
});

test('a weight never gets a sign that makes no sense', () => {
  const rows = grid.map(readings => ({ readings, target: 0.3 * readings[0] - 0.2 * readings[1], weight: 1 }));
  const [first, second] = fitLinear(rows, { start: [0, 0], pull: 0, signs: [1, 1] });
  expect(second).toBe(0);
  expect(first).toBeGreaterThan(0);
});

test('a logistic fit finds the odds, and rows count by their weight', () => {
  const rows = [
    { readings: [0], target: 1, weight: 1 },
    { readings: [0], target: 0, weight: 3 },
    { readings: [1], target: 1, weight: 3 },
    { readings: [1], target: 0, weight: 1 },
  ];
  const [slope, intercept] = fitLogistic(rows, { start: [0, 0], pull: 0 });
  expect(intercept).toBeCloseTo(Math.log(1 / 3), 2);
  expect(slope).toBeCloseTo(2 * Math.log(3), 2);
});

test('without rows, and under a strong pull, the weights stay where they started', () => {
  expect(fitLinear([], { start: [0.4], pull: 0 })).toEqual([0.4]);
  expect(fitLogistic([], { start: [0.4, 1], pull: 0 })).toEqual([0.4, 1]);
  const [kept] = fitLinear([{ readings: [1], target: 9, weight: 1 }], { start: [0.4], pull: 1_000 });
  expect(kept).toBeCloseTo(0.4, 1);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, type Prices, type Rate } from '../../src/proxy/record/cost.js';
import { cleanUsage } from '../../src/proxy/record/usage.js';
import type { Usage } from '../../src/proxy/wire.js';
import { tokens } from './settlement.js';

const price = fc.nat({ max: 200_000_000 });
const flat: fc.Arbitrary<Rate> = price.map(base => ({ base, above: [] }));
const flatPrices: fc.Arbitrary<Prices> = fc.record({
  input: flat,
  cachedInput: flat,
  cacheWrite: flat,
  output: flat,
  reasoning: fc.constant(undefined),
  thousandRequests: fc.constant(0),
});
const count = fc.nat({ max: 5_000_000 });
const kinds = ['input', 'cachedInput', 'cacheWrite', 'output'] as const;
const usage: fc.Arbitrary<Usage> = fc
  .record({ input: count, cachedInput: count, cacheWrite: count, output: count })
  .map(tokens);

describe('a cost', () => {
  test('is the exact sum of its parts, rounded half up', () => {
    fc.assert(
      fc.property(usage, flatPrices, (used, prices) => {
        const exact = kinds.reduce((sum, kind) => sum + BigInt(used[kind]) * BigInt(prices[kind]?.base ?? 0), 0n);
        const cost = BigInt(costOf(used, prices) ?? -1);
        const distance = cost * 1_000_000n - exact;
        expect(distance > -500_000n && distance <= 500_000n).toBe(true);
      }),
    );
  });

  test('is never less for more tokens', () => {
    fc.assert(
      fc.property(usage, flatPrices, fc.constantFrom(...kinds), count, (used, prices, kind, more) => {
        const larger = { ...used, [kind]: used[kind] + more };
        expect(costOf(larger, prices)).toBeGreaterThanOrEqual(costOf(used, prices) ?? Infinity);
      }),
    );
  });

  test('of many requests differs from the cost of all in one by less than half a micro-dollar each', () => {
    fc.assert(
      fc.property(fc.array(usage, { minLength: 1, maxLength: 8 }), flatPrices, (parts, prices) => {
        const whole = kinds.reduce<Usage>(
          (sum, kind) => ({ ...sum, [kind]: parts.reduce((total, part) => total + part[kind], 0) }),
          tokens({}),
        );
        const apart = parts.reduce((sum, part) => sum + (costOf(part, prices) ?? NaN), 0);
        expect(Math.abs(apart - (costOf(whole, prices) ?? NaN))).toBeLessThanOrEqual((parts.length + 1) / 2);
      }),
    );
  });

  test('is unpriced exactly when a used kind has no rate to fall back on', () => {
    const partial: fc.Arbitrary<Prices> = fc.record({
      input: fc.option(flat, { nil: undefined }),
      cachedInput: fc.option(flat, { nil: undefined }),
      cacheWrite: fc.option(flat, { nil: undefined }),
      output: fc.option(flat, { nil: undefined }),
      reasoning: fc.constant(undefined),
      thousandRequests: fc.constant(0),
    });
    fc.assert(
      fc.property(usage, partial, (used, prices) => {
        const missing = kinds.some(
          kind => used[kind] > 0 && prices[kind] === undefined && (kind === 'output' || prices.input === undefined),
        );
        expect(costOf(used, prices) === null).toBe(missing);
      }),
    );
  });

  test('is a whole number from zero up whatever a provider reports as usage', () => {
    const wild = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 0.5));
    const anything = fc.record(
      { input: wild, cachedInput: wild, cacheWrite: wild, output: wild, reasoning: wild, reportedCost: wild },
      { requiredKeys: ['input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'] },
    );
    fc.assert(
      fc.property(anything, flatPrices, (used, prices) => {
        const cost = costOf(cleanUsage(used), prices);
        expect(Number.isInteger(cost) && Number(cost) >= 0).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import { costOf, type Prices, type Rate } from '../../src/proxy/record/cost.js';
import { cleanUsage } from '../../src/proxy/record/usage.js';
import type { Usage } from '../../src/proxy/wire.js';
import { noonMs, tokens } from './settlement.js';

const price = fc.nat({ max: 200_000_000 });
const flat: fc.Arbitrary<Rate> = price.map(base => ({ base, above: [] }));
const terms = fc
  .dictionary(
    fc.constantFrom('flex', 'us', 'fast'),
    fc.record({ times: fc.nat(30), per: fc.integer({ min: 1, max: 30 }) }),
  )
  .map(known => new Map(Object.entries(known)));

/** Prices of which each is there as `rate` decides. */
function pricesOf(rate: fc.Arbitrary<Rate | undefined>, fee: fc.Arbitrary<number | undefined>): fc.Arbitrary<Prices> {
  return fc.record({
    input: rate,
    cachedInput: rate,
    cacheWrite: rate,
    cacheWriteHour: rate,
    output: rate,
    reasoning: rate,
    audioInput: rate,
    imageInput: rate,
    audioOutput: rate,
    imageOutput: rate,
    thousandRequests: fc.nat({ max: 50_000_000 }),
    thousandWebSearches: fee,
    thousandFileSearches: fee,
    terms,
  });
}
const flatPrices = pricesOf(flat, price);

const count = fc.nat({ max: 5_000_000 });
/** Each part by itself, so that none is more than what it is part of. */
const parts = fc.record({
  text: count,
  audioInput: count,
  imageInput: count,
  cachedInput: count,
  short: count,
  cacheWriteHour: count,
  words: count,
  reasoning: count,
  audioOutput: count,
  imageOutput: count,
  webSearches: fc.nat(9),
  fileSearches: fc.nat(9),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;
const kinds = Object.keys(fc.sample(parts, 1)[0] ?? {}) as readonly (keyof Parts)[];

function usageOf({ text, short, words, ...rest }: Parts): Usage {
  return {
    ...rest,
    input: text + rest.audioInput + rest.imageInput,
    cacheWrite: short + rest.cacheWriteHour,
    output: words + rest.reasoning + rest.audioOutput + rest.imageOutput,
  };
}

/** Millionths of a micro-dollar, written down apart from the code. */
function exactCost(used: Parts, prices: Prices): bigint {
  const at = (tokenCount: number, rate: Rate | undefined) => BigInt(tokenCount) * BigInt(rate?.base ?? 0);
  return (
    at(used.text, prices.input) +
    at(used.audioInput, prices.audioInput) +
    at(used.imageInput, prices.imageInput) +
    at(used.cachedInput, prices.cachedInput) +
    at(used.short, prices.cacheWrite) +
    at(used.cacheWriteHour, prices.cacheWriteHour) +
    at(used.words, prices.output) +
    at(used.reasoning, prices.reasoning) +
    at(used.audioOutput, prices.audioOutput) +
    at(used.imageOutput, prices.imageOutput) +
    1_000n *
      (BigInt(prices.thousandRequests) +
        BigInt(used.webSearches) * BigInt(prices.thousandWebSearches ?? 0) +
        BigInt(used.fileSearches) * BigInt(prices.thousandFileSearches ?? 0))
  );
}

describe('a cost', () => {
  test('is the exact sum of its parts, rounded half up', () => {
    fc.assert(
      fc.property(parts, flatPrices, (used, prices) => {
        const cost = BigInt(costOf(usageOf(used), prices) ?? -1);
        const distance = cost * 1_000_000n - exactCost(used, prices);
        expect(distance > -500_000n && distance <= 500_000n).toBe(true);
      }),
    );
  });

  test('is never less for more of anything', () => {
    fc.assert(
      fc.property(parts, flatPrices, fc.constantFrom(...kinds), count, (used, prices, kind, more) => {
        const larger = usageOf({ ...used, [kind]: used[kind] + more });
        expect(costOf(larger, prices)).toBeGreaterThanOrEqual(costOf(usageOf(used), prices) ?? Infinity);
      }),
    );
  });

  test('of many requests differs from the cost of all in one by less than half a micro-dollar each', () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 8 }), flatPrices, (requests, listed) => {
        const prices = { ...listed, thousandRequests: 0 };
        const whole = Object.fromEntries(
          kinds.map(kind => [kind, requests.reduce((total, part) => total + part[kind], 0)]),
        ) as unknown as Parts;
        const apart = requests.reduce((sum, part) => sum + (costOf(usageOf(part), prices) ?? NaN), 0);
        expect(Math.abs(apart - (costOf(usageOf(whole), prices) ?? NaN))).toBeLessThanOrEqual(
          (requests.length + 1) / 2,
        );
      }),
    );
  });

  test('is multiplied by every term, before it is rounded, and only in its tokens', () => {
    fc.assert(
      fc.property(parts, flatPrices, fc.uniqueArray(fc.constantFrom('flex', 'us', 'fast')), (used, listed, served) => {
        const prices = { ...listed, thousandRequests: 0 };
        const factors = served.map(term => prices.terms?.get(term));
        const cost = costOf({ ...usageOf({ ...used, webSearches: 0, fileSearches: 0 }), terms: served }, prices);
        if (factors.includes(undefined)) {
          expect(cost).toBeNull();
          return;
        }
        const times = factors.reduce((product, factor) => product * BigInt(factor?.times ?? 0), 1n);
        const per = factors.reduce((product, factor) => product * BigInt(factor?.per ?? 0), 1n);
        const exact = exactCost({ ...used, webSearches: 0, fileSearches: 0 }, prices) * times;
        const distance = 2n * (BigInt(cost ?? -1) * 1_000_000n * per - exact);
        expect(distance > -1_000_000n * per && distance <= 1_000_000n * per).toBe(true);
      }),
    );
  });

  test('is unpriced exactly when something was used that has no price to fall back on', () => {
    const maybe = pricesOf(fc.option(flat, { nil: undefined }), fc.option(price, { nil: undefined }));
    fc.assert(
      fc.property(parts, maybe, (used, prices) => {
        const { input, output } = prices;
        const needed: readonly (readonly [keyof Parts, unknown])[] = [
          ['text', input],
          ['audioInput', prices.audioInput],
          ['imageInput', prices.imageInput ?? input],
          ['cachedInput', prices.cachedInput ?? input],
          ['short', prices.cacheWrite ?? input],
          ['cacheWriteHour', prices.cacheWriteHour ?? input],
          ['words', output],
          ['reasoning', prices.reasoning ?? output],
          ['audioOutput', prices.audioOutput],
          ['imageOutput', prices.imageOutput],
          ['webSearches', prices.thousandWebSearches],
          ['fileSearches', prices.thousandFileSearches],
        ];
        const missing = needed.some(([kind, rate]) => used[kind] > 0 && rate === undefined);
        expect(costOf(usageOf(used), prices) === null).toBe(missing);
      }),
    );
  });

  test('is unpriced when the provider charges for something without a figure', () => {
    fc.assert(
      fc.property(parts, flatPrices, (used, prices) => {
        expect(costOf({ ...usageOf(used), unmetered: true }, prices)).toBeNull();
      }),
    );
  });

  test('is a whole number from zero up whatever a provider reports as usage', () => {
    const wild = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 0.5));
    const figure = fc.record(Object.fromEntries([...fields, ...optionalFields].map(field => [field, wild])), {
      requiredKeys: [...fields],
    });
    fc.assert(
      fc.property(figure, flatPrices, (used, prices) => {
        const cost = costOf(cleanUsage(used), prices);
        expect(Number.isInteger(cost) && Number(cost) >= 0).toBe(true);
      }),
    );
  });
});

const fields = ['input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'] as const;
const optionalFields = [
  'cacheWriteHour',
  'audioInput',
  'imageInput',
  'audioOutput',
  'imageOutput',
  'webSearches',
  'fileSearches',
  'reportedCost',
] as const;

const catalogue = openCatalogue();
const listed: readonly (readonly [provider: string, model: string])[] = [
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4.1-mini'],
  ['openai', 'gpt-5.4'],
  ['openai', 'gpt-6-sol'],
  ['anthropic', 'claude-haiku-4-5'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['anthropic', 'claude-opus-5-5'],
  ['anthropic', 'claude-fable-5-1'],
  ['google', 'gemini-2.5-pro'],
  ['deepseek', 'deepseek-v4-flash'],
  ['x-ai', 'grok-4'],
  ['openrouter', 'anthropic/claude-sonnet-4.5'],
];

describe.each(listed)('the list of %s for %s', (name, model) => {
  const prices = catalogue.pricesOf({ name }, model, noonMs);
  const cost = (usage: Partial<Usage>) => costOf(tokens(usage), prices) ?? NaN;

  test('never asks more for input that was cached, and never less for what is written for longer', () => {
    fc.assert(
      fc.property(count, count, count, (input, moved, output) => {
        const fresh = cost({ input: input + moved, output });
        expect(cost({ input, cachedInput: moved, output })).toBeLessThanOrEqual(fresh);
        const short = cost({ input, cacheWrite: moved, output });
        expect(short).toBeGreaterThanOrEqual(fresh);
        expect(cost({ input, cacheWrite: moved, cacheWriteHour: moved, output })).toBeGreaterThanOrEqual(short);
      }),
    );
  });

  test('never asks less for a longer prompt, across its long-context limits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 190_000, max: 280_000 }), fc.nat(20_000), count, (input, more, output) => {
        expect(cost({ input: input + more, output })).toBeGreaterThanOrEqual(cost({ input, output }));
      }),
    );
  });
});

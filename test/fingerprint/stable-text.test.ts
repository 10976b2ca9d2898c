import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../src/proxy/prompt.js';
import { stableText } from '../../src/proxy/fingerprint/stable-text.js';

const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) as fc.Arbitrary<Json>;

test('two values have the same text exactly when they are the same value', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(textOf(a) === textOf(b)).toBe(same);
    }),
    { numRuns: 500 },
  );
});

test('long texts are told apart as short ones are', () => {
  const long = (value: Json): Json => JSON.parse(JSON.stringify(value, lengthen)) as Json;
  fc.assert(
    fc.property(json, json, (a, b) => {
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(textOf(long(a)) === textOf(long(b))).toBe(same);
    }),
  );
  expect(stableText(['x'.repeat(5_000), 'y']).parts.join('')).toBe(`[2:"5000:${'x'.repeat(5_000)}"1:y`);
});

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(json, value => {
      expect(textOf(reversed(value))).toBe(textOf(value));
    }),
  );
});

test.each<[Json, Json]>([
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [{ a: 'x' }, [['a', 'x']]],
  ['1', 1],
  [null, 'null'],
  [true, 'true'],
  [[], {}],
  [[[], 'a'], [['a']]],
  [['a"1:b'], ['a', 'b']],
  ['Python', 'python'],
  ['end', 'end.'],
  ['end', 'end '],
])('tells %j from %j', (a, b) => {
  expect(textOf(a)).not.toBe(textOf(b));
});

test.each([
  [9_007_199_254_740_991, false],
  [9_007_199_254_740_992, true],
  [0.1, false],
])('knows that %d lost digits: %s', (value, lossy) => {
  expect(stableText([{ seed: value }]).lossy).toBe(lossy);
});

function lengthen(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.padEnd(2_000, '-') + value : value;
}
function textOf(value: Json): string {
  return stableText(value).parts.join('');
}
function sorted(value: Json): Json {
  return mapKeys(value, keys => keys.sort());
}
function reversed(value: Json): Json {
  return mapKeys(value, keys => keys.sort().reverse());
}
function mapKeys(value: Json, order: (keys: string[]) => string[]): Json {
  if (Array.isArray(value)) return value.map(item => mapKeys(item as Json, order));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, Json>>;
  return Object.fromEntries(order(Object.keys(object)).map(key => [key, mapKeys(object[key]!, order)]));
}

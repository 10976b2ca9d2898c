import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpus, type CorpusPair, splits } from '../cache/match/corpus.js';

const card = readFileSync(new URL('../../models/corpus/README.md', import.meta.url), 'utf8');
const all = splits.flatMap(split => corpus(split));
const apart = all.filter(({ label }) => label === 0);
const together = all.filter(({ label }) => label === 1);

describe('the corpus', () => {
  test('has the pairs that its card counts', () => {
    for (const split of splits) {
      const pairs = corpus(split);
      const topics = new Set(pairs.map(({ topic }) => topic)).size;
      const hits = pairs.filter(({ label }) => label === 1).length;
      expect(card).toContain(`| ${split} | ${topics} | ${hits} | ${pairs.length - hits} |`);
    }
    for (const [category, count] of counted(all)) expect(card).toContain(`${category} ${count}`);
  });

  test('is large enough, and of many kinds', () => {
    expect(apart.length).toBeGreaterThanOrEqual(1_200);
    expect(together.length).toBeGreaterThanOrEqual(1_200);
    expect([...counted(apart)].filter(([, count]) => count >= 15).length).toBeGreaterThanOrEqual(15);
  });

  test('has no topic in two splits', () => {
    const places = new Map<string, Set<string>>();
    for (const split of splits) {
      for (const { topic } of corpus(split)) places.set(topic, (places.get(topic) ?? new Set()).add(split));
    }
    expect([...places].filter(([, at]) => at.size > 1)).toEqual([]);
  });

  test('has no text in two splits', () => {
    const texts = splits.map(split => new Set(corpus(split).flatMap(({ a, b }) => [fold(a), fold(b)])));
    const shared = texts.flatMap((one, at) => texts.slice(at + 1).flatMap(other => [...one].filter(t => other.has(t))));
    expect(shared).toEqual([]);
  });

  test('has no pair twice, and none of one text with itself', () => {
    const keys = all.map(({ a, b }) => [a, b].sort().join('\n'));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(all.filter(({ a, b }) => a === b)).toEqual([]);
  });

  test('gives every category one label', () => {
    const labels = new Map<string, Set<number>>();
    for (const { category, label } of all) labels.set(category, (labels.get(category) ?? new Set()).add(label));
    expect([...labels].filter(([, at]) => at.size > 1)).toEqual([]);
  });

  test('says of no pair with other numbers or other flags that one answer serves both', () => {
    expect(together.filter(({ a, b }) => numbers(a) !== numbers(b) || flags(a) !== flags(b))).toEqual([]);
  });
});

function counted(pairs: readonly CorpusPair[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { category } of pairs) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[.?!]+$/, '');
}

const numberWords: readonly string[] =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');

/**
 * The numbers of a text beside 1, which is often left out, each once. Digits inside a name (`k8s`, `utf-8`) and ordinals
 * are no numbers.
 */
function numbers(text: string): string {
  const words = text.toLowerCase().match(/(?<![a-z][-./]?|[a-z\d][-./]?\d*)\d+(?:\.\d+)*(?!\d|st|nd|rd|th)|[a-z]+/g) ?? [];
  const found = words.map(word => {
    if (/^\d/.test(word)) return word;
    return word === 'twice' ? '2' : String(numberWords.indexOf(word));
  });
  return [...new Set(found.filter(number => number !== '-1' && number !== '1'))].sort().join(' ');
}

function flags(text: string): string {
  return [...new Set(text.match(/(?<!\S)--?[A-Za-z][\w-]*/g) ?? [])].sort().join(' ');
}

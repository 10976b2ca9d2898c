import { describe, expect, test } from 'vitest';
import { gateKey } from '../../../src/proxy/cache/match/gate-key.js';
import { judge } from '../../../src/proxy/cache/match/judge.js';
import { looseText } from '../../../src/proxy/fingerprint/loose-text.js';
import { corpus, type CorpusPair, secondHand } from './corpus.js';

const mustMiss = corpus('must-miss');
const mustHit = corpus('must-hit');

describe('the corpus', () => {
  test('has hundreds of pairs of many kinds, each once', () => {
    expect(mustMiss.length).toBeGreaterThanOrEqual(300);
    expect(mustHit.length).toBeGreaterThanOrEqual(300);
    expect(kinds(mustMiss).size).toBeGreaterThanOrEqual(25);
    expect(kinds(mustHit).size).toBeGreaterThanOrEqual(10);
    const all = [...mustMiss, ...mustHit].map(({ a, b }) => [a, b].sort().join('\n'));
    expect(new Set(all).size).toBe(all.length);
    expect(mustMiss.every(({ label }) => label === 0) && mustHit.every(({ label }) => label === 1)).toBe(true);
  });
});

describe('pairs that want different answers', () => {
  test('never share a key', () => expect(mustMiss.filter(sameKey)).toEqual([]));
  test('are never the same to the judge', () => expect(mustMiss.filter(({ a, b }) => judge(a, b).same)).toEqual([]));
});

describe('pairs that want one answer', () => {
  test.each(['dev', 'test'] as const)('share a key in at least seven of ten cases (%s half)', split => {
    const half = mustHit.filter(pair => pair.split === split);
    expect(half.filter(sameKey).length / half.length).toBeGreaterThan(0.7);
  });

  test('with one key are the same to the judge', () => {
    expect(mustHit.filter(pair => sameKey(pair) && !judge(pair.a, pair.b).same)).toEqual([]);
  });

  test('are found by the judge more often than by their key', () => {
    const judged = mustHit.filter(({ a, b }) => judge(a, b).same).length;
    expect(judged).toBeGreaterThan(mustHit.filter(sameKey).length);
  });
});

describe('pairs of a second hand', () => {
  const apart = secondHand().filter(({ label }) => label === 0);
  const together = secondHand().filter(({ label }) => label === 1);

  test('that want different answers never share a key and are never the same to the judge', () => {
    expect(apart.length).toBeGreaterThan(400);
    expect(apart.filter(pair => sameKey(pair) || judge(pair.a, pair.b).same)).toEqual([]);
  });

  test('that want one answer are served by default in at least six of ten cases', () => {
    const served = together.filter(pair => sameKey(pair) && looseText(pair.a).ok && looseText(pair.b).ok);
    expect(together.length).toBeGreaterThan(300);
    expect(served.length / together.length).toBeGreaterThanOrEqual(0.6);
  });

  test('are judged alike whichever text comes first', () => {
    expect(secondHand().filter(({ a, b }) => judge(a, b).same !== judge(b, a).same)).toEqual([]);
  });
});

function sameKey({ a, b }: Pick<CorpusPair, 'a' | 'b'>): boolean {
  const key = gateKey(a);
  return key !== undefined && key === gateKey(b);
}

function kinds(pairs: readonly CorpusPair[]): ReadonlySet<string> {
  return new Set(pairs.map(({ kind }) => kind));
}

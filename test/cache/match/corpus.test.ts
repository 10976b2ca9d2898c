import { describe, expect, test } from 'vitest';
import { gateKey } from '../../../src/proxy/cache/match/gate-key.js';
import { judge } from '../../../src/proxy/cache/match/judge.js';
import { formOf } from '../../../src/proxy/cache/match/normal-form.js';
import { reworded } from '../../../src/proxy/cache/match/reworded.js';
import { tokenise } from '../../../src/proxy/cache/match/tokens.js';
import { looseText } from '../../../src/proxy/fingerprint/loose-text.js';
import { corpus, type CorpusPair, splits } from './corpus.js';

const all = splits.flatMap(split => corpus(split));
const together = all.filter(({ label }) => label === 1);

describe.each(splits)('pairs that want different answers (%s)', split => {
  const apart = corpus(split).filter(({ label }) => label === 0);

  test('never share a key', () => expect(apart.filter(sameKey)).toEqual([]));
  test('are never the same to the judge', () => expect(apart.filter(({ a, b }) => judge(a, b).same)).toEqual([]));
});

describe('pairs that want one answer', () => {
  // Both were in sight when the tables were made.
  test.each([
    ['tables', 0.7],
    ['second', 0.6],
  ] as const)('are served by default most of the time (written by hand: %s)', (hand, least) => {
    const pairs = together.filter(pair => pair.hand === hand);
    expect(pairs.filter(served).length / pairs.length).toBeGreaterThanOrEqual(least);
  });

  test('are served by default in at least 35 of 100 cases on topics that nothing was made for', () => {
    const pairs = corpus('test').filter(({ label }) => label === 1);
    expect(pairs.filter(served).length / pairs.length).toBeGreaterThanOrEqual(0.35);
  });

  test('with one key are the same to the judge, who sees them as they were written', () => {
    const written = together.filter(({ a, b }) => isLeftAlone(a) && isLeftAlone(b));
    expect(written.length).toBeGreaterThan(together.length / 2);
    expect(written.filter(pair => sameKey(pair) && !judge(pair.a, pair.b).same)).toEqual([]);
  });

  test('are found by the judge more often than by their key', () => {
    const judged = together.filter(({ a, b }) => judge(a, b).same).length;
    expect(judged).toBeGreaterThan(together.filter(sameKey).length);
  });
});

test('every pair is judged alike whichever text comes first', () => {
  expect(all.filter(({ a, b }) => judge(a, b).same !== judge(b, a).same)).toEqual([]);
});

/** The gate did not put it in other words. */
function isLeftAlone(text: string): boolean {
  const form = (tokens: readonly string[]) => JSON.stringify(formOf(tokens));
  return form(tokenise(text)) === form(reworded(tokenise(text)) ?? []);
}

function served(pair: CorpusPair): boolean {
  return sameKey(pair) && looseText(pair.a).ok && looseText(pair.b).ok;
}

function sameKey({ a, b }: Pick<CorpusPair, 'a' | 'b'>): boolean {
  const key = gateKey(a);
  return key !== undefined && key === gateKey(b);
}

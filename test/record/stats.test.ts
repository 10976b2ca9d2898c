import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRecord } from '../../src/proxy/record/record.js';
import { openSql } from '../../src/proxy/store/open.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { handClock, noonMs, openai, settingsOf, settlementOf, tokens, type SettlementWords } from './settlement.js';

function recordOf(...requests: readonly SettlementWords[]) {
  const record = openRecord({
    file: join(tempDirForTest('stats'), 'ledger.db'),
    openSql,
    settings: settingsOf(),
    clock: handClock(),
  });
  requests.forEach((words, n) => record.settle(settlementOf({ id: `r${n}`, ...words })));
  return record;
}

const cheap = { provider: openai, key: undefined, model: 'gpt-4o-mini' };
const day: readonly SettlementWords[] = [
  { client: 'cline', feature: 'review' },
  { client: 'cline', cache: 'hit-exact', reason: 'hit-exact' },
  { client: 'cline', cache: 'hit-gate', reason: 'hit-gate' },
  { cache: 'hit-semantic', reason: 'hit-semantic', similarity: 0.9 },
  { cache: 'coalesced', reason: 'same-call-under-way' },
  { reason: 'gain-low', plan: { acted: true, tier: 'cheap', target: cheap } },
  { cache: 'bypass', usage: tokens({ input: 100, cachedInput: 200, output: 10 }) },
  { model: 'mystery' },
  { usage: undefined, outcome: 'upstream-error', status: 500 },
  { usage: undefined, outcome: 'upstream-failed', status: 502 },
  { usage: undefined, outcome: 'aborted', text: 'x'.repeat(400), answerChars: 40 },
  { plan: { would: { model: 'gpt-4o-mini', provider: 'openai', tier: 'cheap' } } },
];

describe('stats', () => {
  test('of a day add up', () => {
    const record = recordOf(...day);
    const stats = record.stats(0, noonMs);
    expect(stats).toMatchObject({
      requests: 12,
      errors: 2,
      hits: { exact: 1, gate: 1, semantic: 1, coalesced: 1 },
      misses: 7,
      bypassed: 1,
      hitRate: 4 / 11,
      // Two plain ones at 3,500, one routed at 210, one bypass at 250 + 250 + 100, one estimate at 250 + 100.
      spentUsd: 0.00816,
      baselineUsd: 0.02545,
      savedUsd: 0.01729,
      savedBy: { cache: 0.014, routing: 0.00329 },
      wouldSaveUsd: 0.00329,
      unpriced: 1,
      estimated: 1,
      tokens: { input: 4_200, cachedInput: 200, cacheWrite: 0, output: 420 },
    });
    record.close();
  });

  test('hold what was spent and what was saved together against the baseline', () => {
    const record = recordOf(...day);
    const { spentUsd, savedUsd, baselineUsd } = record.stats(0, noonMs);
    expect(spentUsd + savedUsd).toBeCloseTo(baselineUsd, 9);
    record.close();
  });

  test('break the sums down, dearest first', () => {
    const record = recordOf(...day);
    const stats = record.stats(0, noonMs);
    expect(stats.byModel).toEqual([
      { name: 'gpt-4o', requests: 10, spentUsd: 0.00795, savedUsd: 0.014, unpriced: 0 },
      { name: 'gpt-4o-mini', requests: 1, spentUsd: 0.00021, savedUsd: 0.00329, unpriced: 0 },
      { name: 'mystery', requests: 1, spentUsd: 0, savedUsd: 0, unpriced: 1 },
    ]);
    expect(stats.byClient.map(({ name, requests }) => [name, requests])).toEqual([
      ['unknown', 9],
      ['cline', 3],
    ]);
    expect(stats.byFeature.map(({ name, requests }) => [name, requests])).toEqual([
      ['', 11],
      ['review', 1],
    ]);
    expect(stats.byTier.map(({ name }) => name)).toEqual(['none', 'cheap']);
    expect(stats.byRole.map(({ name, requests }) => [name, requests])).toEqual([['main', 12]]);
    expect(stats.byReason.reduce((sum, slice) => sum + slice.requests, 0)).toBe(12);
    record.close();
  });

  test('count the requests of their span, both ends included', () => {
    const record = recordOf({ atMs: 1_000 }, { atMs: 2_000 }, { atMs: 3_000 });
    expect([
      record.stats(1_000, 3_000).requests,
      record.stats(1_001, 2_999).requests,
      record.stats(3_001, 9_000).requests,
    ]).toEqual([3, 1, 0]);
    record.close();
  });

  test('of nothing are zeros and unknowns', () => {
    const record = recordOf();
    expect(record.stats(0, noonMs)).toMatchObject({
      requests: 0,
      hitRate: null,
      spentUsd: 0,
      savedUsd: 0,
      latencyMs: { p50: null, p99: null },
      byModel: [],
    });
    record.close();
  });

  test('give the nearest rank as percentile, of requests that ended well', () => {
    const timed = Array.from({ length: 200 }, (_, n) => ({ latencyMs: 200 - n, firstByteMs: (200 - n) / 10 }));
    const record = recordOf(...timed, { latencyMs: 90_000, outcome: 'aborted' });
    const stats = record.stats(0, noonMs);
    expect(stats.latencyMs).toEqual({ p50: 100, p99: 198 });
    expect(stats.firstByteMs).toEqual({ p50: 10, p99: 19.8 });
    record.close();
  });

  test('show a loss as a loss', () => {
    const strong = { provider: openai, key: undefined, model: 'gpt-4o' };
    const record = recordOf({ model: 'gpt-4o-mini', plan: { acted: true, target: strong } });
    expect(record.stats(0, noonMs)).toMatchObject({ savedUsd: -0.00329, savedBy: { cache: 0, routing: -0.00329 } });
    record.close();
  });

  test('count what was spent on a known model even when the baseline is unknown', () => {
    const record = recordOf({ model: 'mystery', plan: { acted: true, target: cheap } });
    expect(record.stats(0, noonMs)).toMatchObject({ spentUsd: 0.00021, baselineUsd: 0, savedUsd: 0, unpriced: 1 });
    record.close();
  });
});

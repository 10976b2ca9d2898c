import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toUsd } from '../../src/protocol/money.js';
import type { Slice } from '../../src/protocol/stats.js';
import { ledgerSteps, type StoredRow } from '../../src/proxy/record/columns.js';
import { openLedger } from '../../src/proxy/record/ledger.js';
import { statsOf, sumOf } from '../../src/proxy/record/stats.js';
import { openSql } from '../../src/proxy/store/open.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { rowArbitrary, startMs, spanMs } from './rows.js';
import { handClock } from './settlement.js';

const momentArbitrary = fc.integer({ min: startMs - 1_000, max: startMs + spanMs + 1_000 });
const spanArbitrary = fc.oneof(
  fc.tuple(momentArbitrary, momentArbitrary),
  // The ends of whole hours are where mistakes would hide.
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.constantFrom(-1, 0, 1))
    .map(([from, to, off]) => [startMs + from * 3_600_000 + off, startMs + to * 3_600_000 + off] as const),
);

/** Ids are given by place, so that the same row can come twice. */
const batchesArbitrary = fc
  .array(fc.array(fc.tuple(rowArbitrary, fc.nat(60)), { maxLength: 12 }), { maxLength: 5 })
  .map(batches => batches.map(rows => rows.map(([row, n]): StoredRow => ({ ...row, id: `r${String(n)}` }))));

describe('sums by the hour', () => {
  test('are what a look at every row would give, for any ledger and any span', () => {
    fc.assert(
      fc.property(batchesArbitrary, fc.array(spanArbitrary, { minLength: 1, maxLength: 4 }), (batches, spans) => {
        inFolder(file => {
          for (const rows of batches) write(file, rows);
          const kept = firstById(batches.flat());
          for (const span of spans) compare(file, kept, span);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('are made of the rows that an older version wrote', () => {
    fc.assert(
      fc.property(batchesArbitrary, batchesArbitrary, spanArbitrary, (before, after, span) => {
        inFolder(file => {
          // Older versions asked nothing themselves, and tried nothing first.
          const old = before
            .flat()
            .map((row): StoredRow => ({ ...row, role: row.role === 'shadow' ? 'main' : row.role }));
          write(file, old);
          forget(file);
          write(file, after.flat());
          const older = old.map((row): StoredRow => ({ ...row, confidence: null, escalated: false }));
          compare(file, firstById([...older, ...after.flat()]), span);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe('percentiles', () => {
  test('of many rows come from an even sample, and are near the exact ones', () => {
    const [row] = fc.sample(rowArbitrary, 1);
    const rows = Array.from({ length: 12_000 }, (_unused, n): StoredRow => ({
      ...row!,
      id: `r${n}`,
      atMs: startMs + n,
      dialect: 'openai-chat',
      role: 'main',
      outcome: 'ok',
      latencyMs: (n * 7_919) % 12_000,
      firstByteMs: 1,
    }));
    inFolder(file => {
      write(file, rows);
      const { driver } = openSql(file, { steps: ledgerSteps });
      const { latencyMs, firstByteMs } = statsOf(driver, startMs, startMs + 12_000);
      driver.close();
      expect(Math.abs(latencyMs.p50! - 6_000)).toBeLessThan(120);
      expect(Math.abs(latencyMs.p99! - 11_880)).toBeLessThan(40);
      expect(firstByteMs).toEqual({ p50: 1, p99: 1 });
    });
  });
});

function inFolder(work: (file: string) => void): void {
  const folder = makeTempDir('sums');
  try {
    work(join(folder, 'ledger.db'));
  } finally {
    removeDir(folder);
  }
}

function write(file: string, rows: readonly StoredRow[]): void {
  const ledger = openLedger({ file, openSql, clock: handClock() });
  for (const row of rows) ledger.add(row);
  ledger.close();
}

/** Takes the file back to the version before sums were kept. */
function forget(file: string): void {
  const { driver } = openSql(file);
  const step = ledgerSteps.findIndex(sql => sql.includes('CREATE TABLE hour_sums'));
  const later = ledgerSteps.slice(step + 1).join('\n');
  for (const [, column] of later.matchAll(/requests ADD COLUMN (\w+)/g)) {
    driver.exec(`ALTER TABLE requests DROP COLUMN ${column!}`);
  }
  for (const [, table] of later.matchAll(/CREATE TABLE (\w+)/g)) driver.exec(`DROP TABLE IF EXISTS ${table!}`);
  driver.exec(`DROP TABLE hour_sums; DROP TABLE hour_slices; PRAGMA user_version = ${step}`);
  driver.close();
}

function firstById(rows: readonly StoredRow[]): readonly StoredRow[] {
  return [...new Map(rows.toReversed().map(row => [row.id, row])).values()];
}

function compare(file: string, rows: readonly StoredRow[], [sinceMs, untilMs]: readonly [number, number]): void {
  const { driver } = openSql(file, { steps: ledgerSteps });
  const { latencyMs: _latency, firstByteMs: _firstByte, ...stats } = statsOf(driver, sinceMs, untilMs);
  const sum = sumOf(driver, sinceMs, untilMs);
  driver.close();
  const expected = scan(rows, sinceMs, untilMs);
  expect(stats).toEqual(expected);
  const { requests, spentUsd, baselineUsd, savedUsd, wouldSaveUsd, unpriced } = expected;
  expect(sum).toEqual({ sinceMs, requests, spentUsd, baselineUsd, savedUsd, wouldSaveUsd, unpriced });
}

/** The same figures, the slow way. */
function scan(all: readonly StoredRow[], sinceMs: number, untilMs: number) {
  const rows = all.filter(({ atMs }) => atMs >= sinceMs && atMs <= untilMs);
  const besides = (dialect: string) => rows.filter(row => row.dialect === dialect).length;
  const isChat = ({ dialect, role }: StoredRow) =>
    role !== 'shadow' && !['anthropic-count-tokens', 'openai-embeddings'].includes(dialect);
  const chats = rows.filter(isChat);
  const of = (cache: string) => chats.filter(row => row.cache === cache).length;
  const usd = (amounts: readonly (number | null)[]) => toUsd(amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  const asked = rows.filter(({ cache }) => cache === 'miss' || cache === 'bypass');
  const tokens = (count: (row: StoredRow) => number) => asked.reduce((sum, row) => sum + count(row), 0);
  const hits = {
    exact: of('hit-exact'),
    gate: of('hit-gate'),
    semantic: of('hit-semantic'),
    coalesced: of('coalesced'),
  };
  const served = Object.values(hits).reduce((sum, one) => sum + one, 0);
  const parts = rows.filter(({ dialect }) => dialect !== 'anthropic-count-tokens');
  const slices = (nameOf: (row: StoredRow) => string): readonly Slice[] =>
    [...new Set(parts.map(nameOf))]
      .map(name => {
        const group = parts.filter(row => nameOf(row) === name);
        return {
          name,
          requests: group.length,
          spentUsd: usd(group.map(({ cost }) => cost)),
          savedUsd: usd(group.map(({ saved }) => saved)),
          unpriced: group.filter(({ cost, baseline }) => cost === null || baseline === null).length,
        };
      })
      .sort(
        (a, b) =>
          b.spentUsd - a.spentUsd || b.savedUsd - a.savedUsd || b.requests - a.requests || (a.name < b.name ? -1 : 1),
      );
  return {
    sinceMs,
    untilMs,
    requests: chats.length,
    besides: {
      tokenCounts: besides('anthropic-count-tokens'),
      embeddings: besides('openai-embeddings'),
      shadowSamples: rows.filter(({ role }) => role === 'shadow').length,
    },
    errors: chats.filter(({ outcome }) => outcome.startsWith('upstream')).length,
    hits,
    misses: of('miss'),
    bypassed: of('bypass'),
    hitRate: served + of('miss') === 0 ? null : served / (served + of('miss')),
    spentUsd: usd(rows.map(({ cost }) => cost)),
    baselineUsd: usd(rows.map(({ baseline, saved }) => (saved === null ? null : baseline))),
    savedUsd: usd(rows.map(({ saved }) => saved)),
    savedBy: {
      cache: usd(rows.map(({ saved, savedBy }) => (savedBy === 'cache' ? saved : null))),
      routing: usd(rows.map(({ saved, savedBy }) => (savedBy === 'routing' ? saved : null))),
    },
    wouldSaveUsd: usd(rows.map(({ wouldSave }) => wouldSave)),
    unpriced: rows.filter(({ cost, baseline }) => cost === null || baseline === null).length,
    estimated: rows.filter(({ estimated }) => estimated).length,
    escalations: {
      tried: rows.filter(({ confidence }) => confidence !== null).length,
      escalated: rows.filter(({ escalated }) => escalated).length,
    },
    tokens: {
      input: tokens(({ inputTokens }) => inputTokens),
      cachedInput: tokens(({ cachedInputTokens }) => cachedInputTokens),
      cacheWrite: tokens(({ cacheWriteTokens }) => cacheWriteTokens),
      output: tokens(({ outputTokens }) => outputTokens),
    },
    byModel: slices(({ modelServed }) => modelServed),
    byClient: slices(({ client }) => client),
    byRole: slices(({ role }) => role),
    byTier: slices(({ tier }) => tier ?? 'none'),
    byReason: slices(({ reason }) => reason),
    byFeature: slices(({ feature }) => feature ?? ''),
  };
}

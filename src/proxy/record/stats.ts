import { toUsd } from '../../protocol/money.js';
import type { SpanSum } from '../../protocol/snapshot.js';
import type { Percentiles, Slice, Stats } from '../../protocol/stats.js';
import type { SqlDriver, SqlRow } from '../rooms.js';

const inSpan = 'at_ms BETWEEN ? AND ?';

/**
 * A row counts as unpriced when its cost or its baseline is unknown. Known costs are always in `spent`; a baseline
 * counts only where the cost is known too, so that baseline less saved is what the same requests did cost.
 */
const sums = `SELECT
  count(*) AS requests,
  sum(outcome IN ('upstream-error', 'upstream-failed')) AS errors,
  sum(cache = 'hit-exact') AS exact,
  sum(cache = 'hit-gate') AS gate,
  sum(cache = 'hit-semantic') AS semantic,
  sum(cache = 'coalesced') AS coalesced,
  sum(cache = 'miss') AS misses,
  sum(cache = 'bypass') AS bypassed,
  sum(cost) AS spent,
  sum(CASE WHEN saved IS NOT NULL THEN baseline END) AS baseline,
  sum(saved) AS saved,
  sum(CASE WHEN saved_by = 'cache' THEN saved END) AS by_cache,
  sum(CASE WHEN saved_by = 'routing' THEN saved END) AS by_routing,
  sum(would_save) AS would_save,
  sum(cost IS NULL OR baseline IS NULL) AS unpriced,
  sum(estimated) AS estimated,
  sum(CASE WHEN cache IN ('miss', 'bypass') THEN input_tokens END) AS input,
  sum(CASE WHEN cache IN ('miss', 'bypass') THEN cached_input_tokens END) AS cached_input,
  sum(CASE WHEN cache IN ('miss', 'bypass') THEN cache_write_tokens END) AS cache_write,
  sum(CASE WHEN cache IN ('miss', 'bypass') THEN output_tokens END) AS output
  FROM requests WHERE ${inSpan}`;

/** Sums over the requests that came in from `sinceMs` to `untilMs`, both included. Throws what the driver throws. */
export function statsOf(driver: SqlDriver, sinceMs: number, untilMs: number): Stats {
  const span = [sinceMs, untilMs] as const;
  const slices = (column: string) => slicesBy(driver, column, span);
  return {
    ...totals(driver.get(sums, span) ?? {}, span),
    latencyMs: percentiles(driver, 'latency_ms', span),
    firstByteMs: percentiles(driver, 'first_byte_ms', span),
    byModel: slices('model_served'),
    byClient: slices('client'),
    byFeature: slices(`coalesce(feature, '')`),
    byRole: slices('role'),
    byTier: slices(`coalesce(tier, 'none')`),
    byReason: slices('reason'),
  };
}

/** The main sums of the same span. Throws what the driver throws. */
export function sumOf(driver: SqlDriver, sinceMs: number, untilMs: number): SpanSum {
  return spanSum(driver.get(sums, [sinceMs, untilMs]) ?? {}, [sinceMs, untilMs]);
}

export function emptySum(sinceMs: number): SpanSum {
  return spanSum({}, [sinceMs, sinceMs]);
}

function spanSum(row: SqlRow, span: Span): SpanSum {
  const { sinceMs, requests, spentUsd, baselineUsd, savedUsd, wouldSaveUsd, unpriced } = totals(row, span);
  return { sinceMs, requests, spentUsd, baselineUsd, savedUsd, wouldSaveUsd, unpriced };
}

/** The figures of an empty span, for when there is no file to ask. */
export function emptyStats(sinceMs: number, untilMs: number): Stats {
  const none: Percentiles = { p50: null, p99: null };
  return {
    ...totals({}, [sinceMs, untilMs]),
    latencyMs: none,
    firstByteMs: none,
    byModel: [],
    byClient: [],
    byFeature: [],
    byRole: [],
    byTier: [],
    byReason: [],
  };
}

type Span = readonly [sinceMs: number, untilMs: number];
type Totals = Omit<
  Stats,
  'latencyMs' | 'firstByteMs' | 'byModel' | 'byClient' | 'byFeature' | 'byRole' | 'byTier' | 'byReason'
>;

function totals(row: SqlRow, [sinceMs, untilMs]: Span): Totals {
  const count = (name: string) => Number(row[name] ?? 0);
  const usd = (name: string) => toUsd(count(name));
  const hits = {
    exact: count('exact'),
    gate: count('gate'),
    semantic: count('semantic'),
    coalesced: count('coalesced'),
  };
  const served = hits.exact + hits.gate + hits.semantic + hits.coalesced;
  const lookedUp = served + count('misses');
  return {
    sinceMs,
    untilMs,
    requests: count('requests'),
    errors: count('errors'),
    hits,
    misses: count('misses'),
    bypassed: count('bypassed'),
    hitRate: lookedUp === 0 ? null : served / lookedUp,
    spentUsd: usd('spent'),
    baselineUsd: usd('baseline'),
    savedUsd: usd('saved'),
    savedBy: { cache: usd('by_cache'), routing: usd('by_routing') },
    wouldSaveUsd: usd('would_save'),
    unpriced: count('unpriced'),
    estimated: count('estimated'),
    tokens: {
      input: count('input'),
      cachedInput: count('cached_input'),
      cacheWrite: count('cache_write'),
      output: count('output'),
    },
  };
}

/** Nearest rank over the requests that ended well; a refused or broken one says nothing about speed. */
function percentiles(driver: SqlDriver, column: string, span: Span): Percentiles {
  const where = `FROM requests WHERE ${inSpan} AND outcome = 'ok'`;
  const total = Number(driver.get(`SELECT count(*) AS total ${where}`, span)?.['total'] ?? 0);
  const at = (share: number): number | null => {
    if (total === 0) return null;
    const rank = Math.ceil(share * total) - 1;
    return Number(
      driver.get(`SELECT ${column} AS value ${where} ORDER BY ${column} LIMIT 1 OFFSET ?`, [...span, rank])?.['value'],
    );
  };
  return { p50: at(0.5), p99: at(0.99) };
}

function slicesBy(driver: SqlDriver, column: string, span: Span): readonly Slice[] {
  const rows = driver.all(
    `SELECT ${column} AS name, count(*) AS requests, coalesce(sum(cost), 0) AS spent, coalesce(sum(saved), 0) AS saved
     FROM requests WHERE ${inSpan} GROUP BY 1 ORDER BY spent DESC, saved DESC, requests DESC, name`,
    span,
  );
  return rows.map(row => ({
    name: String(row['name']),
    requests: Number(row['requests']),
    spentUsd: toUsd(Number(row['spent'])),
    savedUsd: toUsd(Number(row['saved'])),
  }));
}

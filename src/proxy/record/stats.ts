import { toUsd } from '../../protocol/money.js';
import type { SpanSum } from '../../protocol/snapshot.js';
import type { Percentiles, Slice, Stats } from '../../protocol/stats.js';
import type { SqlDriver, SqlRow } from '../rooms/store.js';
import { selectLatencies, selectSlices, selectSums, spanParams, type Dimension } from './sums.js';

/** Percentiles are exact up to so many rows, and taken from about so many evenly spread ones of a longer span. */
const maxSampled = 5_000;

/** Sums over the requests that came in from `sinceMs` to `untilMs`, both included. Throws what the driver throws. */
export function statsOf(driver: SqlDriver, sinceMs: number, untilMs: number): Stats {
  const params = spanParams(driver, sinceMs, untilMs);
  const sums = totals(driver.get(selectSums, params) ?? {}, sinceMs, untilMs);
  const slices = driver.all(selectSlices, params);
  const rows = Object.values(sums.besides).reduce((all, one) => all + one, sums.requests);
  const sample = driver.all(selectLatencies, [sinceMs, untilMs, Math.max(1, Math.ceil(rows / maxSampled))]);
  return {
    ...sums,
    latencyMs: percentiles(sample, 'latency_ms'),
    firstByteMs: percentiles(sample, 'first_byte_ms'),
    ...breakdowns(slices),
  };
}

/** The main sums of the same span. Throws what the driver throws. */
export function sumOf(driver: SqlDriver, sinceMs: number, untilMs: number): SpanSum {
  return spanSum(driver.get(selectSums, spanParams(driver, sinceMs, untilMs)) ?? {}, sinceMs);
}

/** The figures of an empty span, for when there is no file to ask. */
export function emptyStats(sinceMs: number, untilMs: number): Stats {
  return { ...totals({}, sinceMs, untilMs), latencyMs: none, firstByteMs: none, ...breakdowns([]) };
}

export function emptySum(sinceMs: number): SpanSum {
  return spanSum({}, sinceMs);
}

const none: Percentiles = { p50: null, p99: null };

type Breakdowns = Pick<Stats, 'byModel' | 'byClient' | 'byRole' | 'byTier' | 'byReason' | 'byFeature'>;
type Totals = Omit<Stats, 'latencyMs' | 'firstByteMs' | keyof Breakdowns>;

function totals(row: SqlRow, sinceMs: number, untilMs: number): Totals {
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
    besides: {
      tokenCounts: count('token_counts'),
      embeddings: count('embeddings'),
      shadowSamples: count('shadow_samples'),
    },
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
    escalations: { tried: count('tried'), escalated: count('escalated') },
    tokens: {
      input: count('input'),
      cachedInput: count('cached_input'),
      cacheWrite: count('cache_write'),
      output: count('output'),
    },
  };
}

function spanSum(row: SqlRow, since: number): SpanSum {
  const { sinceMs, requests, spentUsd, baselineUsd, savedUsd, wouldSaveUsd, unpriced } = totals(row, since, since);
  return { sinceMs, requests, spentUsd, baselineUsd, savedUsd, wouldSaveUsd, unpriced };
}

/** Nearest rank. A request that was refused or broke says nothing about speed and is not in the sample. */
function percentiles(sample: readonly SqlRow[], column: string): Percentiles {
  const values = Float64Array.from(sample, row => Number(row[column])).sort();
  const at = (share: number) => values[Math.ceil(share * values.length) - 1] ?? null;
  return { p50: at(0.5), p99: at(0.99) };
}

function breakdowns(rows: readonly SqlRow[]): Breakdowns {
  const of = (dimension: Dimension): readonly Slice[] =>
    rows
      .filter(row => row['dimension'] === dimension)
      .map(row => ({
        name: String(row['name']),
        requests: Number(row['requests']),
        spentUsd: toUsd(Number(row['spent'])),
        savedUsd: toUsd(Number(row['saved'])),
        unpriced: Number(row['unpriced']),
      }));
  return {
    byModel: of('model'),
    byClient: of('client'),
    byRole: of('role'),
    byTier: of('tier'),
    byReason: of('reason'),
    byFeature: of('feature'),
  };
}

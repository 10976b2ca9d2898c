import type { SqlDriver } from '../rooms/store.js';

// What is summed up, said once: over rows, into the sums of each hour, and over both.

/**
 * Counting tokens, making vectors, and what Tuppence asks itself are no conversations; who reads 'requests' does not mean
 * them.
 */
const chat = `(dialect NOT IN ('anthropic-count-tokens', 'openai-embeddings') AND role <> 'shadow')`;
const fromProvider = `cache IN ('miss', 'bypass')`;

/**
 * What a row adds to each figure; NULL adds nothing. A row counts as unpriced when its cost or its baseline is unknown.
 * Known costs are always in `spent`; a baseline counts only where the cost is known too, so that baseline less saved is
 * what the same requests did cost.
 */
const firstFigures = {
  requests: chat,
  token_counts: `dialect = 'anthropic-count-tokens'`,
  embeddings: `dialect = 'openai-embeddings'`,
  errors: `${chat} AND outcome IN ('upstream-error', 'upstream-failed')`,
  exact: `${chat} AND cache = 'hit-exact'`,
  gate: `${chat} AND cache = 'hit-gate'`,
  semantic: `${chat} AND cache = 'hit-semantic'`,
  coalesced: `${chat} AND cache = 'coalesced'`,
  misses: `${chat} AND cache = 'miss'`,
  bypassed: `${chat} AND cache = 'bypass'`,
  spent: 'cost',
  baseline: 'CASE WHEN saved IS NOT NULL THEN baseline END',
  saved: 'saved',
  by_cache: `CASE WHEN saved_by = 'cache' THEN saved END`,
  by_routing: `CASE WHEN saved_by = 'routing' THEN saved END`,
  would_save: 'would_save',
  unpriced: 'cost IS NULL OR baseline IS NULL',
  estimated: 'estimated',
  input: `CASE WHEN ${fromProvider} THEN input_tokens END`,
  cached_input: `CASE WHEN ${fromProvider} THEN cached_input_tokens END`,
  cache_write: `CASE WHEN ${fromProvider} THEN cache_write_tokens END`,
  output: `CASE WHEN ${fromProvider} THEN output_tokens END`,
} as const;
/** Came later, and have a step of their own. */
const trialFigures = {
  tried: 'confidence IS NOT NULL',
  escalated: 'escalated',
} as const;
const shadowFigures = {
  shadow_samples: `role = 'shadow'`,
} as const;
const figures = { ...firstFigures, ...trialFigures, ...shadowFigures };
const names = Object.keys(figures);

/** How requests are broken down, and what names a row's part. Counts of tokens are in no breakdown. */
const dimensions = {
  model: 'model_served',
  client: 'client',
  role: 'role',
  tier: `coalesce(tier, 'none')`,
  reason: 'reason',
  feature: `coalesce(feature, '')`,
} as const;
export type Dimension = keyof typeof dimensions;

const hour = 'at_ms / 3600000';
const sumsOf = (some: Readonly<Record<string, string>>) =>
  Object.entries(some)
    .map(([name, figure]) => `coalesce(sum(${figure}), 0) AS ${name}`)
    .join(', ');
const sumsOfRows = sumsOf(figures);
const part = `CASE dimension ${Object.entries(dimensions)
  .map(([dimension, column]) => `WHEN '${dimension}' THEN ${column}`)
  .join(' ')} END`;
const slicesOfRows = `dimension, ${part} AS name, count(*) AS requests, coalesce(sum(cost), 0) AS spent,
  coalesce(sum(saved), 0) AS saved, sum(${figures.unpriced}) AS unpriced`;
const eachDimension = `(${Object.keys(dimensions)
  .map(dimension => `SELECT '${dimension}' AS dimension`)
  .join(' UNION ALL ')})`;
const sliced = `dialect <> 'anthropic-count-tokens'`;

const addToSums = addTo(figures);
function addTo(some: Readonly<Record<string, string>>): string {
  const added = Object.keys(some);
  return `INSERT INTO hour_sums (hour, ${added.join(', ')})
  SELECT ${hour}, ${sumsOf(some)} FROM requests WHERE seq > ? GROUP BY 1
  ON CONFLICT DO UPDATE SET ${added.map(name => `${name} = ${name} + excluded.${name}`).join(', ')}`;
}
const addToSlices = `INSERT INTO hour_slices (hour, dimension, name, requests, spent, saved, unpriced)
  SELECT ${hour}, ${slicesOfRows} FROM requests CROSS JOIN ${eachDimension} WHERE seq > ? AND ${sliced} GROUP BY 1, 2, 3
  ON CONFLICT DO UPDATE SET
    requests = requests + excluded.requests, spent = spent + excluded.spent, saved = saved + excluded.saved,
    unpriced = unpriced + excluded.unpriced`;

/** The step of the ledger's file that makes the sums of each hour, from the rows that are there already. */
export const hourStep = `
  CREATE TABLE hour_sums (hour INTEGER PRIMARY KEY, ${Object.keys(firstFigures)
    .map(name => `${name} INTEGER NOT NULL`)
    .join(', ')});
  CREATE TABLE hour_slices (
    hour INTEGER NOT NULL, dimension TEXT NOT NULL, name TEXT NOT NULL,
    requests INTEGER NOT NULL, spent INTEGER NOT NULL, saved INTEGER NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (hour, dimension, name)
  ) WITHOUT ROWID;
  ${addTo(firstFigures).replace('?', '-1')};
  ${addToSlices.replace('?', '-1')};`;

/** The steps that add the sums of trials and of samples. Rows that are there already had none. */
export const trialStep = columnsFor(trialFigures);
export const shadowStep = columnsFor(shadowFigures);

function columnsFor(some: object): string {
  return Object.keys(some)
    .map(name => `ALTER TABLE hour_sums ADD COLUMN ${name} INTEGER NOT NULL DEFAULT 0;`)
    .join('\n   ');
}

/** Runs work that adds rows and counts them in, both or neither. Throws what the driver throws. */
export function countedIn(driver: SqlDriver, addRows: () => void): void {
  driver.transaction(() => {
    const before = driver.get('SELECT coalesce(max(seq), 0) AS seq FROM requests')?.['seq'] ?? 0;
    addRows();
    driver.run(addToSums, [before]);
    driver.run(addToSlices, [before]);
  });
}

/** Takes the {@link SpanParams} of a span; one row with every figure. */
export const selectSums = `SELECT ${names.map(name => `coalesce(sum(${name}), 0) AS ${name}`).join(', ')} FROM (
  SELECT ${names.join(', ')} FROM hour_sums WHERE hour BETWEEN ? AND ?
  UNION ALL SELECT ${sumsOfRows} FROM requests WHERE at_ms BETWEEN ? AND ?
  UNION ALL SELECT ${sumsOfRows} FROM requests WHERE at_ms BETWEEN ? AND ?)`;

/** Likewise; one row for each part of each {@link Dimension}, dearest first. */
export const selectSlices = `SELECT dimension, name, sum(requests) AS requests, sum(spent) AS spent, sum(saved) AS saved,
  sum(unpriced) AS unpriced FROM (
  SELECT dimension, name, requests, spent, saved, unpriced FROM hour_slices WHERE hour BETWEEN ? AND ?
  UNION ALL SELECT ${slicesOfRows} FROM requests CROSS JOIN ${eachDimension} WHERE at_ms BETWEEN ? AND ? AND ${sliced} GROUP BY 1, 2
  UNION ALL SELECT ${slicesOfRows} FROM requests CROSS JOIN ${eachDimension} WHERE at_ms BETWEEN ? AND ? AND ${sliced} GROUP BY 1, 2)
  GROUP BY 1, 2 ORDER BY spent DESC, saved DESC, requests DESC, name`;

/** Latencies of conversations that ended well; every so many rows. Takes a span and a stride. */
export const selectLatencies = `SELECT latency_ms, first_byte_ms FROM requests
  WHERE at_ms BETWEEN ? AND ? AND seq % ? = 0 AND outcome = 'ok' AND ${chat}`;

/** The first and last whole hour of a span, then the milliseconds before them and behind them; all ends included. */
export type SpanParams = readonly [number, number, number, number, number, number];

const hourMs = 3_600_000;

/**
 * A span from `sinceMs` to `untilMs`, both included, as whole hours and what is left over at its ends. Beyond the newest
 * row there is nothing, so that a span that reaches it has no end to read row by row.
 */
export function spanParams(driver: SqlDriver, sinceMs: number, untilMs: number): SpanParams {
  const newest = Number(driver.get('SELECT max(at_ms) AS newest FROM requests')?.['newest'] ?? 0);
  const endMs = untilMs >= newest ? Math.max(untilMs, hourEnd(newest)) : untilMs;
  const first = Math.ceil(sinceMs / hourMs);
  const last = Math.floor((endMs + 1) / hourMs) - 1;
  if (last < first) return [1, 0, sinceMs, endMs, 1, 0];
  return [first, last, sinceMs, first * hourMs - 1, (last + 1) * hourMs, endMs];
}

function hourEnd(atMs: number): number {
  return (Math.floor(atMs / hourMs) + 1) * hourMs - 1;
}

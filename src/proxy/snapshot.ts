import type { Settings } from '../protocol/settings.js';
import type { ProxyFacts, Snapshot } from '../protocol/snapshot.js';
import { budgetOf } from './budget.js';
import { dayStartMs, monthStartMs } from './local-day.js';
import type { Clock } from './prompt.js';
import { recentOf } from './recent.js';
import type { CacheRoom } from './rooms/cache.js';
import type { RecordRoom } from './rooms/record.js';
import { seriesOf } from './series.js';

interface SnapshotParts {
  readonly record: Pick<RecordRoom, 'stats' | 'sum' | 'recent'>;
  readonly cache: Pick<CacheRoom, 'has'>;
  readonly settings: () => Settings;
  readonly facts: () => ProxyFacts;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
const recentRows = 20;

/** Everything that a meter and a dashboard show, at this moment. */
export function snapshotOf({ record, cache, settings, facts, clock }: SnapshotParts): Snapshot {
  const atMs = clock.nowMs();
  const today = record.stats(dayStartMs(atMs), atMs);
  const month = record.sum(monthStartMs(atMs), atMs);
  return {
    atMs,
    proxy: facts(),
    today,
    week: record.sum(dayStartMs(atMs, 6), atMs),
    month,
    series: seriesOf(record, dayMs, atMs),
    recent: record.recent(recentRows).map(row => recentOf(row, cache)),
    budget: budgetOf(settings().budget, today.spentUsd, month.spentUsd),
  };
}

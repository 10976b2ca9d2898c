import { toUsd } from '../protocol/money.js';
import { reasonSentence } from '../protocol/reasons.js';
import type { RecentRequest } from '../protocol/snapshot.js';
import type { CacheRoom } from './rooms/cache.js';
import type { LedgerRow } from './rooms/ledger-row.js';

/** A row of the ledger as lists show it. */
export function recentOf(row: LedgerRow, cache: Pick<CacheRoom, 'has'>): RecentRequest {
  const { cost, saved, ...rest } = row;
  return {
    id: rest.id,
    atMs: rest.atMs,
    client: rest.client,
    role: rest.role,
    feature: rest.feature,
    modelRequested: rest.modelRequested,
    modelServed: rest.modelServed,
    cache: rest.cache,
    reason: rest.reason,
    why: reasonSentence(rest.reason),
    costUsd: cost === null ? null : toUsd(cost),
    savedUsd: saved === null ? null : toUsd(saved),
    estimated: rest.estimated,
    latencyMs: rest.latencyMs,
    status: rest.status,
    outcome: rest.outcome,
    demo: rest.demo,
    entryId: rest.entryId !== null && cache.has(rest.entryId) ? rest.entryId : null,
  };
}

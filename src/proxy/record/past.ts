import type { MicroUsd } from '../../protocol/money.js';
import type { EntryCost, LooseHit } from '../past.js';
import type { SqlDriver } from '../rooms/store.js';
import { fromSql, selectScored, type StoredRow } from './columns.js';
import { costOf } from './cost.js';
import type { Pricing } from './money.js';
import { usageOf } from './usage.js';

/** A page of requests, and the place that the next one begins before; undefined when there is none. */
export interface Page {
  readonly rows: readonly StoredRow[];
  readonly before: number | undefined;
}

/** Requests that were scored and could have gone anywhere, newest first. Throws what the driver throws. */
export function scoredRows(driver: SqlDriver, sinceMs: number, before: number, limit: number): Page {
  const found = driver.all(selectScored, [before, sinceMs, limit]);
  const last = found.length < limit ? undefined : found.at(-1)?.['seq'];
  return { rows: found.map(fromSql), before: last === undefined ? undefined : Number(last) };
}

/** What a request would have cost on another model; on its own, what it did cost. Null is 'unpriced'. */
export function costAs(
  row: StoredRow,
  named: { readonly provider: string; readonly model: string },
  pricing: Pick<Pricing, 'priceOf' | 'provider'>,
): MicroUsd | null {
  if (named.provider === row.providerServed && named.model === row.modelServed) return row.cost;
  return costOf(usageOf(row), pricing.priceOf(pricing.provider(named.provider), named.model, row.atMs));
}

/** Requests since then that were answered with what another wording had got. Throws what the driver throws. */
export function looseHits(driver: SqlDriver, sinceMs: number): readonly LooseHit[] {
  return driver
    .all(
      `SELECT client, similarity, saved FROM requests
       WHERE at_ms >= ? AND cache IN ('hit-gate', 'hit-semantic') AND similarity IS NOT NULL`,
      [sinceMs],
    )
    .map(row => ({
      client: String(row['client']),
      similarity: Number(row['similarity']),
      saved: row['saved'] === null ? null : Number(row['saved']),
    }));
}

/** What the requests cost whose answers became entries of the cache, by entry. Throws what the driver throws. */
export function costsOfEntries(driver: SqlDriver, sinceMs: number): ReadonlyMap<string, EntryCost> {
  const rows = driver.all(
    `SELECT entry_id, client, cost FROM requests WHERE at_ms >= ? AND cache = 'miss' AND entry_id IS NOT NULL`,
    [sinceMs],
  );
  return new Map(
    rows.map(row => [
      String(row['entry_id']),
      { client: String(row['client']), cost: row['cost'] === null ? null : Number(row['cost']) },
    ]),
  );
}

import type { MicroUsd } from '../../protocol/money.js';
import type { SqlDriver } from '../rooms.js';
import { fromSql, selectScored, type StoredRow } from './columns.js';
import { costOf } from './cost.js';
import type { Pricing } from './money.js';
import { usageOf } from './usage.js';

/** Requests that were scored and could have gone anywhere, newest first. Throws what the driver throws. */
export function scoredRows(driver: SqlDriver, sinceMs: number, limit: number): readonly StoredRow[] {
  return driver.all(selectScored, [sinceMs, limit]).map(fromSql);
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

import type { MicroUsd } from '../../protocol/money.js';
import { headOfReason } from '../../protocol/reasons.js';
import type { EntryCost, LooseHit } from '../past.js';
import type { SqlDriver } from '../rooms/store.js';
import {
  aboveScore,
  countUnscored,
  fromSql,
  selectLastScores,
  selectScored,
  selectScores,
  smallJobs,
  type StoredRow,
} from './columns.js';
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

/** A page of requests that were scored or are small jobs, and whether nothing else than that decided. */
export interface ScorePage {
  readonly rows: readonly { readonly row: StoredRow; readonly decided: boolean }[];
  readonly before: number | undefined;
}

/** Newest first. Throws what the driver throws. */
export function scores(driver: SqlDriver, sinceMs: number, before: number, limit: number): ScorePage {
  const found = driver.all(selectScores, [before, sinceMs, limit]);
  const last = found.length < limit ? undefined : found.at(-1)?.['seq'];
  const rows = found.map(fromSql).map(row => ({ row, decided: row.outcome === 'ok' && isDecided(row) }));
  return { rows, before: last === undefined ? undefined : Number(last) };
}

function isDecided({ reason, score }: StoredRow): boolean {
  const head = headOfReason(reason);
  return score === null ? holds(smallJobs, head) : !holds(aboveScore, head);
}

function holds(codes: readonly string[], code: string): boolean {
  return codes.includes(code);
}

/** Requests by the reason for which they have no score. Throws what the driver throws. */
export function unscored(driver: SqlDriver, sinceMs: number): readonly Unscored[] {
  return driver
    .all(countUnscored, [sinceMs])
    .map(row => ({ why: String(row['why']), requests: Number(row['requests']) }));
}

export interface Unscored {
  /** A reason code, or `cache` or `failed`. */
  readonly why: string;
  readonly requests: number;
}

/** The newest scores, oldest of them first. Throws what the driver throws. */
export function lastScores(driver: SqlDriver, limit: number): readonly number[] {
  return driver
    .all(selectLastScores, [limit])
    .map(row => Number(row['score']))
    .reverse();
}

/**
 * What a request would have cost on another model; on its own, what it did cost, unless another price is `supposed`. Null
 * is 'unpriced'.
 */
export function costAs(
  row: StoredRow,
  named: { readonly provider: string; readonly model: string },
  pricing: Pick<Pricing, 'priceOf' | 'provider'>,
  supposed = false,
): MicroUsd | null {
  const isServed = named.provider === row.providerServed && named.model === row.modelServed;
  if (isServed && !supposed) return withoutTried(row);
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

/** What its own call cost, without the one before it whose answer was not passed on. */
function withoutTried({ cost, triedCost }: StoredRow): MicroUsd | null {
  return cost === null ? null : cost - (triedCost ?? 0);
}

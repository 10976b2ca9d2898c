import { toUsd } from '../protocol/money.js';
import type { LedgerRow } from './rooms/ledger-row.js';

/** What Tuppence says about a settled request in the reply's headers. Money that is not known is not said. */
export function tuppenceHeaders(row: LedgerRow, ageS: number | undefined): Record<string, string> {
  return {
    'x-tuppence-cache': row.cache,
    ...(row.similarity === null ? {} : { 'x-tuppence-similarity': row.similarity.toFixed(4) }),
    ...(ageS === undefined ? {} : { 'x-tuppence-age-s': String(Math.round(ageS)) }),
    'x-tuppence-model-requested': row.modelRequested,
    'x-tuppence-model-served': row.modelServed,
    'x-tuppence-reason': row.reason,
    'x-tuppence-cost-usd': row.cost === null ? 'unpriced' : String(toUsd(row.cost)),
    ...(row.saved === null ? {} : { 'x-tuppence-saved-usd': String(toUsd(row.saved)) }),
    'x-tuppence-request-id': row.id,
    ...(row.demo ? { 'x-tuppence-demo': 'true' } : {}),
  };
}

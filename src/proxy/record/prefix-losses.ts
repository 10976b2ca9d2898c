import type { MicroUsd } from '../../protocol/money.js';
import type { BreakKind, PrefixLoss } from '../../protocol/prompt-cache.js';
import type { SqlDriver } from '../rooms/store.js';
import type { Usage } from '../wire.js';
import { costOf, type Prices } from './cost.js';

// Requests that could not be read on from the provider's own cache. Few are, so that they have a table of their own.

export const lossStep = `CREATE TABLE prefix_losses (
     request_id TEXT PRIMARY KEY,
     kind TEXT NOT NULL,
     place TEXT NOT NULL,
     tokens INTEGER NOT NULL
   ) WITHOUT ROWID;`;

/** Throws what the driver throws. */
export function writeLoss(driver: SqlDriver, id: string, { kind, where, tokens }: Omit<PrefixLoss, 'cost'>): void {
  driver.run('INSERT OR REPLACE INTO prefix_losses (request_id, kind, place, tokens) VALUES (?, ?, ?, ?)', [
    id,
    kind,
    where,
    tokens,
  ]);
}

/** Throws what the driver throws. */
export function readLoss(driver: SqlDriver, id: string): Omit<PrefixLoss, 'cost'> | undefined {
  const row = driver.get('SELECT kind, place, tokens FROM prefix_losses WHERE request_id = ?', [id]);
  return row && { kind: row['kind'] as BreakKind, where: String(row['place']), tokens: Number(row['tokens']) };
}

/** What the same request would have cost less with these tokens read from the cache. Null is 'unpriced'. */
export function costOfLoss(usage: Usage, tokens: number, prices: Prices | undefined): MicroUsd | null {
  const paid = costOf(listed(usage), prices);
  const read = costOf(listed(readInstead(usage, tokens)), prices);
  return paid === null || read === null ? null : paid - read;
}

/** What was lost was written anew as far as anything was written, and came in at full price for the rest. */
function readInstead(usage: Usage, tokens: number): Usage {
  const written = Math.min(tokens, usage.cacheWrite);
  const plain = Math.min(tokens - written, usage.input);
  const cacheWrite = usage.cacheWrite - written;
  return {
    ...usage,
    input: usage.input - plain,
    cacheWrite,
    cachedInput: usage.cachedInput + written + plain,
    ...(usage.cacheWriteHour === undefined ? {} : { cacheWriteHour: Math.min(usage.cacheWriteHour, cacheWrite) }),
  };
}

/** The provider's own figure says nothing about another usage. */
function listed({ reportedCost: _reported, ...usage }: Usage): Usage {
  return usage;
}

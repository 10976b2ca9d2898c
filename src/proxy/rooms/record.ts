import type { PrefixLoss } from '../../protocol/prompt-cache.js';
import type { SpanSum } from '../../protocol/snapshot.js';
import type { Stats } from '../../protocol/stats.js';
import type { AskedBefore, EntryCost, LooseHit, Receipt, Verdict } from '../past.js';
import type { LedgerRow } from './ledger-row.js';
import type { Settlement } from './settlement.js';

/** The ledger: what came in, what it cost, what was saved. */
export interface RecordRoom {
  /**
   * Prices the request and writes its row. The row is on disk when this returns (it survives a killed process).
   * Never throws: a ledger that cannot write keeps the row in memory, tries again, and says so in `trouble`.
   */
  settle(settlement: Settlement): LedgerRow;
  stats(sinceMs: number, untilMs: number): Stats;
  /** The main sums of the same span, and cheaper. */
  sum(sinceMs: number, untilMs: number): SpanSum;
  row(id: string): LedgerRow | undefined;
  receipt(id: string): Receipt | undefined;
  askedBefore(sinceMs: number): Promise<AskedBefore>;
  looseHits(sinceMs: number): readonly LooseHit[];
  /** By the entry's id, of the requests that came in since. */
  costsOfEntries(sinceMs: number): ReadonlyMap<string, EntryCost>;
  /** Notes that a request could not be read on from the provider's cache; what it cost is worked out later. Never throws. */
  broke(id: string, how: Omit<PrefixLoss, 'cost'>): void;
  /** Notes what the user said of a request. False when it is not in the ledger or the ledger cannot be written. */
  mark(id: string, verdict: Verdict): boolean;
  /** Newest first. */
  rows(limit: number): readonly LedgerRow[];
  /** Likewise, without a client's questions how many tokens a text has, which come in bursts. */
  recent(limit: number): readonly LedgerRow[];
  /**
   * Oldest first, in pages short enough to be read between two prompts; those that come in meanwhile may be among them.
   * Reading on throws {@link UnreadableError} when the ledger cannot be read.
   */
  pages(sinceMs: number): Iterable<readonly LedgerRow[]>;
  trouble(): string | undefined;
  close(): void;
}

/** The ledger cannot be read; the sentence says why. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly reason = 'unreadable';
}

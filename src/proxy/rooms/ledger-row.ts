import type { ContentClass } from '../../protocol/content-classes.js';
import type { MicroUsd } from '../../protocol/money.js';
import type { LedgerRole, TierName } from '../../protocol/settings.js';
import type { CacheOutcome } from '../../protocol/stats.js';
import type { Verdict } from '../past.js';
import type { DialectName, Outcome } from '../wire.js';

/** One request in the ledger. Money is whole micro-dollars; null is 'unpriced', never zero. */
export interface LedgerRow {
  readonly id: string;
  readonly atMs: number;
  readonly dialect: DialectName;
  readonly client: string;
  readonly feature: string | null;
  readonly userTier: string | null;
  readonly workspace: string;
  readonly session: string;
  readonly role: LedgerRole;
  readonly streamed: boolean;
  readonly modelRequested: string;
  readonly providerRequested: string;
  readonly modelServed: string;
  readonly providerServed: string;
  readonly tier: TierName | null;
  readonly cache: CacheOutcome;
  readonly reason: string;
  readonly score: number | null;
  readonly similarity: number | null;
  /** Why the cache did not serve it; null for a hit. */
  readonly cacheReason: string | null;
  /** The cache entry that served it, or the one made from its answer. It may be gone by now, or never have been kept. */
  readonly entryId: string | null;
  /** {@link promptKey} of the request: equal for equal requests, and says nothing about what they hold. */
  readonly promptKey: string | null;
  /** As the cache has it: equal for requests with the same content in another wrapping. */
  readonly contentKey: string | null;
  /** For what the answer was taken and how long it was to be kept, in seconds; null where the cache was not asked. */
  readonly contentClass: ContentClass | null;
  /** Null also for what is never kept. */
  readonly keptS: number | null;
  /** What the user said of it later, or what was seen of it. */
  readonly verdict: Verdict | null;
  readonly wouldModel: string | null;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  readonly cost: MicroUsd | null;
  readonly baseline: MicroUsd | null;
  readonly saved: MicroUsd | null;
  readonly savedBy: 'cache' | 'routing' | null;
  readonly wouldSave: MicroUsd | null;
  readonly estimated: boolean;
  readonly latencyMs: number;
  readonly firstByteMs: number;
  readonly status: number;
  readonly outcome: Outcome;
  readonly demo: boolean;
  /** Calls to providers: 2 when the first answer failed or was not trusted. 0 for a hit. */
  readonly attempts: number;
  /** A cheaper answer was looked at and not trusted: the model asked for was asked too. */
  readonly escalated: boolean;
  /** How far the cheaper answer was trusted; null where none was judged. */
  readonly confidence: number | null;
  /** Who was asked first, where somebody else's answer was passed on. */
  readonly triedModel: string | null;
  readonly triedProvider: string | null;
  /** What that call cost; it is part of `cost`. */
  readonly triedCost: MicroUsd | null;
}

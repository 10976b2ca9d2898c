import type { Mode } from './settings.js';
import type { CacheOutcome, Stats } from './stats.js';

// What a meter and a dashboard show. One value says it all, so that every window shows the same numbers.

/** The state of a proxy and its figures at one moment. Money is in US dollars, exact to the micro-dollar. */
export interface Snapshot {
  readonly atMs: number;
  readonly proxy: ProxyFacts;
  /** From local midnight until now. */
  readonly today: Stats;
  /** Seven local days, today included. */
  readonly week: SpanSum;
  /** The local calendar month until now. */
  readonly month: SpanSum;
  /** 24 hours, oldest first, the one under way included; empty ones are there, with zeros. */
  readonly series: Series;
  /** Newest first, 20 at most. */
  readonly recent: readonly RecentRequest[];
  readonly budget: BudgetState;
}

export interface ProxyFacts {
  readonly version: string;
  readonly pid: number;
  readonly startedMs: number;
  /** Base URL without a path, such as `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly port: number;
  /** A simulated provider answers, because no key is set. */
  readonly demo: boolean;
  /** Names of the providers that can answer, the default one first. */
  readonly providers: readonly string[];
  readonly mode: Mode;
  /** While paused every prompt passes through untouched; null when not paused or switched off without an end. */
  readonly pausedUntilMs: number | null;
  readonly tiers: Readonly<Record<string, string>>;
  readonly similarity: number;
  readonly semantic: 'off' | 'loading' | 'ready' | 'failed';
  readonly cheapBelow: number;
  readonly strongFrom: number;
  readonly cacheEntries: number;
  readonly cacheBytes: number;
  /** Sentences about what is wrong while prompts still pass. */
  readonly troubles: readonly string[];
}

/** Sums over a longer span, cheap to keep. */
export interface SpanSum {
  readonly sinceMs: number;
  readonly requests: number;
  readonly spentUsd: number;
  readonly baselineUsd: number;
  readonly savedUsd: number;
  readonly wouldSaveUsd: number;
  readonly unpriced: number;
}

export interface Series {
  /** A local day counts as 24 hours here, whatever the clocks did. */
  readonly stepMs: number;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  /** Start of the step. */
  readonly atMs: number;
  readonly requests: number;
  readonly spentUsd: number;
  readonly savedUsd: number;
}

/** One request as the list of recent ones shows it. Prompts are not in it. */
export interface RecentRequest {
  readonly id: string;
  readonly atMs: number;
  readonly client: string;
  readonly role: string;
  readonly feature: string | null;
  readonly modelRequested: string;
  readonly modelServed: string;
  readonly cache: CacheOutcome;
  /** The code of {@link Stats.byReason}. */
  readonly reason: string;
  /** The same in words a user understands, one short sentence. */
  readonly why: string;
  /** Null: unpriced. */
  readonly costUsd: number | null;
  readonly savedUsd: number | null;
  readonly estimated: boolean;
  readonly latencyMs: number;
  readonly status: number;
  readonly outcome: string;
  readonly demo: boolean;
  /** The cache entry that served it or was made from it, while it is kept; what can be done to the request hangs on it. */
  readonly entryId: string | null;
}

export type BudgetState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'set';
      readonly day: BudgetUse | null;
      readonly month: BudgetUse | null;
    };

export interface BudgetUse {
  readonly limitUsd: number;
  readonly spentUsd: number;
  /** `near` from 80 % up, `crossed` from 100 % up. */
  readonly level: 'ok' | 'near' | 'crossed';
}

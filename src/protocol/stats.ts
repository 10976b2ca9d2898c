/** How a reply came to be, as the `x-tuppence-cache` header says it. */
export const cacheOutcomes = ['hit-exact', 'hit-gate', 'hit-semantic', 'coalesced', 'miss', 'bypass'] as const;
export type CacheOutcome = (typeof cacheOutcomes)[number];

/** Sums over a span of the ledger. Money is in US dollars, exact to the micro-dollar. */
export interface Stats {
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Conversations: chats, messages, completions. The figures down to `bypassed` are of them alone. */
  readonly requests: number;
  /** What else was asked: how many tokens a text has, and for vectors of texts. */
  readonly besides: {
    readonly tokenCounts: number;
    readonly embeddings: number;
    /** What Tuppence asked itself, to see whether an answer from the cache was right. Paid for, and in all sums of money. */
    readonly shadowSamples: number;
  };
  readonly errors: number;
  readonly hits: {
    readonly exact: number;
    readonly gate: number;
    readonly semantic: number;
    readonly coalesced: number;
  };
  /** Requests the cache could have served but did not hold. */
  readonly misses: number;
  /** Requests that may not be cached, or asked not to be. */
  readonly bypassed: number;
  /** Hits among the requests that were looked up; null when none was. */
  readonly hitRate: number | null;
  readonly spentUsd: number;
  /** What the same requests would have cost on the requested models without Tuppence. */
  readonly baselineUsd: number;
  readonly savedUsd: number;
  readonly savedBy: { readonly cache: number; readonly routing: number };
  /** What routing would have saved in observe mode. */
  readonly wouldSaveUsd: number;
  /** Requests answered by a model without a known price; they are in no sum above. */
  readonly unpriced: number;
  /** Requests whose cost is an estimate, because the stream was cut before usage arrived. */
  readonly estimated: number;
  /** Cheaper answers that were judged before anybody saw them, and those of them that were not trusted. */
  readonly escalations: { readonly tried: number; readonly escalated: number };
  readonly tokens: {
    readonly input: number;
    readonly cachedInput: number;
    readonly cacheWrite: number;
    readonly output: number;
  };
  /** Of conversations that ended well. Exact up to 5,000 rows, else from as many evenly spread over the span. */
  readonly latencyMs: Percentiles;
  readonly firstByteMs: Percentiles;
  /** Embeddings are in these, counts of tokens are not. */
  readonly byModel: readonly Slice[];
  readonly byClient: readonly Slice[];
  /** By the word that callers give in `x-tuppence-feature`; the empty name stands for those that give none. */
  readonly byFeature: readonly Slice[];
  readonly byRole: readonly Slice[];
  /** `none`: without a tier. */
  readonly byTier: readonly Slice[];
  readonly byReason: readonly Slice[];
}

export interface Percentiles {
  readonly p50: number | null;
  readonly p99: number | null;
}

/** One row of a breakdown, dearest first. */
export interface Slice {
  readonly name: string;
  readonly requests: number;
  readonly spentUsd: number;
  readonly savedUsd: number;
  /** Requests of these without a known price; they are in neither sum. */
  readonly unpriced: number;
}

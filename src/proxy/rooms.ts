import type { EmbeddingModel, JudgedPair, KeptAnswer, Refusal } from '../protocol/api.js';
import type { ContentClass, TtlS } from '../protocol/content-classes.js';
import type { EvidenceReport, LooseTier } from '../protocol/evidence.js';
import type { MicroUsd } from '../protocol/money.js';
import type { Role, TierName } from '../protocol/settings.js';
import type { SpanSum } from '../protocol/snapshot.js';
import type { CacheOutcome, Stats } from '../protocol/stats.js';
import type { AskedBefore, EntryCost, JudgedRequest, LooseHit, Receipt, Replay, UserVerdict } from './past.js';
import type { Fingerprint, Prompt } from './prompt.js';
import type { DialectName, Ending, Finding, Outcome, Reply, StoredReply, Usage } from './wire.js';

// What each room of the house promises to the pipeline.

export type FingerprintRoom = (prompt: Prompt) => Fingerprint;

/* ---------------------------------------------------------------- cache */

/** What is left of an answer under way, for those who asked the same while it was coming. */
export interface Flight {
  /** The id under which the answer will be kept, if it is kept. */
  readonly entryId: string;
  /** As a miss has it. */
  contentKey(): string | undefined;
  readonly lifetime: KeptFor | undefined;
  /** Resolves with the reply when it completed, undefined when it did not. */
  readonly landed: Promise<StoredReply | undefined>;
}

/** For what kind of content an answer is taken, and how long such answers are kept. */
export interface KeptFor {
  readonly contentClass: ContentClass;
  readonly ttlS: TtlS;
}

export type Recall =
  | {
      readonly kind: 'miss';
      readonly outcome: 'miss' | 'bypass';
      readonly reason: string;
      /** Chosen beforehand, so that the ledger can name the entry before it is made; undefined when none will be. */
      readonly entryId: string | undefined;
      /**
       * Equal for wordings that the gate takes for the same, and says nothing about them; undefined where it takes none.
       * Finding it out may take a moment; after that it is known.
       */
      contentKey(): string | undefined;
      /** Undefined for what is not kept because of what it is: an agent's turn, a request to pass the cache. */
      readonly lifetime: KeptFor | undefined;
      readonly leave: Leave;
    }
  | { readonly kind: 'flight'; readonly flight: Flight }
  | {
      readonly kind: 'hit';
      readonly outcome: 'hit-exact' | 'hit-gate' | 'hit-semantic';
      /** Undefined for an answer that was only held for a retry. */
      readonly entryId: string | undefined;
      contentKey(): string | undefined;
      /** Undefined as {@link entryId}. */
      readonly lifetime: KeptFor | undefined;
      readonly reply: StoredReply;
      readonly ageS: number;
      /** 1 for exact and gate hits, the cosine for semantic ones. */
      readonly similarity: number;
      /** Reason codes joined by `+`: the outcome, and for a semantic hit what it was accepted on. */
      readonly reason: string;
    };

/** How a miss ends, exactly once: with a reply worth keeping, or without. Both release those who wait. */
export interface Leave {
  landed(reply: StoredReply, finding: Finding, delivered: boolean): void;
  failed(): void;
}

export interface CacheRoom {
  /** Never rejects: a fault is a miss with reason `cache-fault`. */
  recall(prompt: Prompt, fingerprint: Fingerprint): Promise<Recall>;
  list(limit: number): readonly CacheEntryInfo[];
  show(id: string): (CacheEntryInfo & { readonly reply: string }) | undefined;
  /** An entry with this id is kept and not over. Never throws. */
  has(id: string): boolean;
  remove(id: string): boolean;
  /**
   * The answer was wrong: it goes, a model answers the request when it comes again, and if it had been given to another
   * wording than its own, that pair of wordings is never served again. These throw what the store throws.
   */
  wrong(request: JudgedRequest): { readonly removed: number; readonly denied: boolean };
  /** No answer to this request, nor to the same content in other wrapping, is kept from now on. */
  never(request: JudgedRequest): { readonly removed: number };
  /** Takes back what was said of a request; false when nothing was. */
  allow(requestId: string): boolean;
  /** What each similarity would have served of the answers that are kept. Rejects when the model cannot run. */
  replay(similarities: readonly number[]): Promise<Replay>;
  /** Newest first. */
  refusals(): readonly Refusal[];
  /** Pairs that were served lately, newest first. */
  servedPairs(limit: number): readonly Pick<JudgedPair, 'asked' | 'kept' | 'tier' | 'similarity'>[];
  /** Newest first. */
  verdicts(limit: number): readonly JudgedPair[];
  /** What was learned of loose hits. Throws what the store throws. */
  evidence(): EvidenceReport;
  /** A model was asked beside a loose hit: both answers are compared, and what comes of it is evidence. */
  compared(tier: LooseTier, requestId: string, given: string, fresh: string): Promise<void>;
  /** A tier that closed itself serves again, and what was seen of it is forgotten. False when it was open. */
  reopen(tier: LooseTier): boolean;
  /** Returns how many entries went. What the user said of requests still holds; the texts of it go too. */
  clear(scope?: CacheScope): number;
  info(): CacheInfo;
  readonly models: ModelSwitch;
  close(): Promise<void>;
}

/** Entries of a workspace (as its header names it, or the folder they are tied to) and of a namespace; all without. */
export interface CacheScope {
  readonly workspace?: string | undefined;
  readonly namespace?: string | undefined;
}

/** What a list of the cache tells of one answer; the same as goes over the wire. */
export type CacheEntryInfo = KeptAnswer;

export interface CacheInfo {
  readonly entries: number;
  readonly bytes: number;
  readonly semantic: 'off' | 'loading' | 'ready' | 'failed';
  /** Sentences about what could be set better. */
  readonly advice: readonly string[];
  /** One sentence when something is wrong, undefined when all is well. */
  readonly trouble: string | undefined;
}

/* ---------------------------------------------------------------- embedding models */

/** An embedding model on this machine. */
export interface ModelPlace {
  /** `starter`, or what the catalogue calls it. */
  readonly id: string;
  readonly folder: string;
  readonly builtIn: boolean;
}

/** Which embedding model the cache uses, and the way from one to another. */
export interface ModelSwitch {
  /** Its id. */
  serving(): string;
  /** The model that is reading the kept entries, to serve when it has read them. */
  preparing(): { readonly id: string; readonly doneEntries: number; readonly entries: number } | undefined;
  /**
   * Resolves when the model serves. The one before serves until then. Rejects with an error that is a sentence for people
   * when it cannot be used, or was stopped.
   */
  prepare(model: ModelPlace): Promise<void>;
  /** Gives up what is being prepared; what it has read stays read. */
  cancel(): Promise<void>;
  /** False where only the built-in model can run. */
  runsAnyModel(): Promise<boolean>;
}

/** Models that the user can have, and the ones at hand. Methods that name a model throw when there is none of that name. */
export interface EmbeddingModelsRoom {
  list(): readonly EmbeddingModel[];
  /** Starts to fetch it, or goes on; `list` tells how far it is. */
  install(id: string): Promise<EmbeddingModel>;
  cancel(id: string): Promise<EmbeddingModel>;
  use(id: string): Promise<EmbeddingModel>;
  remove(id: string): Promise<EmbeddingModel>;
  /** Goes on with a change of model that an earlier process did not finish. */
  resume(): void;
  close(): Promise<void>;
}

/* ---------------------------------------------------------------- route */

export interface Target {
  readonly provider: Provider;
  readonly key: string | undefined;
  readonly model: string;
}

export interface Plan {
  /** Who answers. Equal to the request's own origin and model unless `acted`. */
  readonly target: Target;
  /** The tier the target belongs to, when it is mapped. */
  readonly tier: TierName | undefined;
  readonly acted: boolean;
  /** Short code: `header`, `rule`, `role-title`, `gain-low`, `tool-loop`, `mode-off`, `no-tiers` ... */
  readonly reason: string;
  /** Expected gain of the strong model in 0..1, when it was scored. */
  readonly score: number | undefined;
  /** In observe mode: what would have been done. */
  readonly would: { readonly model: string; readonly provider: string; readonly tier: TierName } | undefined;
  /** The model a saving is measured against: the one asked for, or the strong tier for `tuppence-auto`. */
  readonly baseline: { readonly model: string; readonly provider: string };
  /** Who else is asked where the target's answer fails. Missing: nobody. */
  readonly trial?: Trial;
}

/** A second target, and what must happen before it is asked. Both calls are billed. */
export interface Trial {
  /**
   * `failure`: the first target could not answer. `gate`: nor does its stream begin as an answer should. `judge`: nor is
   * its whole answer trusted. Nothing has reached the caller by then.
   */
  readonly on: 'failure' | 'gate' | 'judge';
  readonly then: Target;
  /** The tier that `then` belongs to, when it is mapped. */
  readonly thenTier: TierName | undefined;
  /** The longest that the first answer, or the first words of a stream, may take. */
  readonly maxMs: number;
  /** Looks at a whole answer. Pure and quick; never throws. */
  judge(ending: Ending): Trust;
}

/** How far an answer is trusted, 0..1, and whether that is enough; a short code says what spoke against it. */
export interface Trust {
  readonly enough: boolean;
  readonly confidence: number;
  readonly flaw: string;
}

/** One call of a plan that is over. */
export interface PlanCall {
  readonly target: Target;
  /** Undefined when the provider could not be reached. */
  readonly ending: Ending | undefined;
  /** How far its answer was trusted, where it was judged. */
  readonly trust: Trust | undefined;
}

export interface RouteRoom {
  /** Never throws or rejects: a fault leaves the request where it was, with reason `route-fault`. */
  plan(prompt: Prompt, fingerprint: Fingerprint): Plan | Promise<Plan>;
  /** The calls of a plan are over, the last of them the one that was passed on. Never throws. */
  settled(plan: Plan, calls: readonly PlanCall[]): Elsewhere;
  /** One sentence when something should be changed, undefined when all is well. */
  trouble(): string | undefined;
}

/** How the same call would have been used elsewhere; undefined where it would have been the same, or nobody knows. */
export interface Elsewhere {
  /** By the model that a saving is measured against, with a warm cache. */
  readonly baseline: Usage | undefined;
  /** By the model that routing would have taken. */
  readonly would: Usage | undefined;
}

/** What a caller names to let Tuppence choose, whatever the mode. */
export const autoModel = 'tuppence-auto';

/** Sends one prompt to one target. Rejects with {@link UpstreamError} only when no byte of a reply came. */
export type DispatchRoom = (prompt: Prompt, target: Target, onEnd: (ending: Ending) => void) => Promise<Reply>;

/* ---------------------------------------------------------------- providers (a family, mostly data) */

export interface Provider {
  readonly name: string;
  /** Base URL without a trailing slash; dialect paths are appended to it. */
  readonly url: string;
  readonly auth: 'bearer' | 'x-api-key' | 'none';
  readonly dialects: readonly DialectName[];
  /** The key in the price catalogue, where it differs from `name`. */
  readonly priceId?: string;
  /** A provider that lives inside the proxy: shown as a demo wherever it appears. */
  readonly demo?: boolean;
}

/* ---------------------------------------------------------------- record */

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
  readonly role: Role;
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
  /** {@link Recall}'s: equal for requests with the same content in another wrapping. */
  readonly contentKey: string | null;
  /** For what the answer was taken and how long it was to be kept, in seconds; null where the cache was not asked. */
  readonly contentClass: ContentClass | null;
  /** Null also for what is never kept. */
  readonly keptS: number | null;
  /** What the user said of it later. */
  readonly verdict: UserVerdict | null;
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

/** A call whose answer was not passed on. It is paid for all the same. */
export interface TriedCall {
  readonly model: string;
  readonly provider: string;
  readonly usage: Usage | undefined;
  /** What a stream that was cut had told by then. */
  readonly partialUsage: Usage | undefined;
  readonly answerChars: number;
  /** The provider had begun to work on it: without usage, what it costs is an estimate. */
  readonly begun: boolean;
}

/** What the pipeline knows when a request is over. */
export interface Settlement {
  /** The tier of the model that answered; without it, the plan's. */
  readonly tier?: TierName | undefined;
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly plan: Plan | undefined;
  readonly cache: CacheOutcome;
  /** Why it was served, routed or left alone. */
  readonly reason: string;
  readonly similarity: number | undefined;
  readonly cacheReason: string | undefined;
  readonly entryId: string | undefined;
  readonly contentKey: string | undefined;
  readonly lifetime?: KeptFor | undefined;
  readonly modelServed: string;
  readonly providerServed: string;
  /** Undefined when the provider reported none. */
  readonly usage: Usage | undefined;
  /** What a stream that was cut had told by then, where it tells its input first. */
  readonly partialUsage?: Usage | undefined;
  /** What the models that it is compared with would have used; without it, the same. */
  readonly elsewhere?: Elsewhere;
  /** The call whose answer was not passed on; undefined when there was none. */
  readonly tried?: TriedCall | undefined;
  /** How far the cheaper answer was trusted, where one was judged. */
  readonly trust?: Trust | undefined;
  /** For the estimate when usage is missing. */
  readonly answerChars: number;
  readonly latencyMs: number;
  readonly firstByteMs: number;
  readonly status: number;
  readonly outcome: Outcome;
}

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
  /** Notes what the user said of a request. False when it is not in the ledger or the ledger cannot be written. */
  mark(id: string, verdict: UserVerdict): boolean;
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

/* ---------------------------------------------------------------- store (a family) */

export type SqlValue = number | bigint | string | boolean | null | Uint8Array;
export type SqlRow = Readonly<Record<string, number | string | null | Buffer>>;

/** A synchronous SQL engine. Booleans are bound as 0 and 1. */
export interface SqlDriver {
  readonly engine: string;
  exec(sql: string): void;
  run(sql: string, params?: readonly SqlValue[]): { readonly changes: number };
  get(sql: string, params?: readonly SqlValue[]): SqlRow | undefined;
  all(sql: string, params?: readonly SqlValue[]): readonly SqlRow[];
  /** All or nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}

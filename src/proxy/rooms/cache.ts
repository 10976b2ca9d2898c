import type { JudgedPair, KeptAnswer, Refusal } from '../../protocol/api.js';
import type { EvidenceReport, LooseTier } from '../../protocol/evidence.js';
import type { JudgedRequest, Replay, Threshold } from '../past.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { StoredReply } from '../wire.js';
import type { ModelSwitch } from './models.js';
import type { Recall } from './recall.js';

/** Answers that are kept, and what the user and the traffic said of them. */
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
  /** What each threshold would have served of the answers that are kept. Rejects when the model cannot run. */
  replay(thresholds: readonly Threshold[]): Promise<Replay>;
  /** Newest first. */
  refusals(): readonly Refusal[];
  /** Pairs that were served lately, newest first. */
  servedPairs(
    limit: number,
  ): readonly (Pick<JudgedPair, 'asked' | 'kept' | 'tier' | 'similarity'> & { readonly bound: number })[];
  /** Newest first. */
  verdicts(limit: number): readonly JudgedPair[];
  /** What was learned of loose hits. Throws what the store throws. */
  evidence(): EvidenceReport;
  /** A model was asked beside a loose hit: both answers are compared, and what comes of it is evidence. */
  compared(prompt: Prompt, given: StoredReply, fresh: StoredReply): Promise<void>;
  /** Forgets the complaints in neighbourhoods whose partition begins so; in all without. Returns how many they were. */
  resetBars(partition?: string): number;
  /** What closed itself of a tier serves again, and what was seen of it is forgotten. False when all of it was open. */
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

/** How the cache is. */
export interface CacheInfo {
  readonly entries: number;
  readonly bytes: number;
  readonly semantic: 'off' | 'loading' | 'ready' | 'failed';
  /** Sentences about what could be set better. */
  readonly advice: readonly string[];
  /** One sentence when something is wrong, undefined when all is well. */
  readonly trouble: string | undefined;
}

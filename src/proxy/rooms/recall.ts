import type { ContentClass, TtlS } from '../../protocol/content-classes.js';
import type { Finding, StoredReply } from '../wire.js';

/** What the cache has for a prompt. */
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

/** Nothing kept answers. */
export type Missed = Extract<Recall, { kind: 'miss' }>;

/** How a miss ends, exactly once: with a reply worth keeping, or without. Both release those who wait. */
export interface Leave {
  landed(reply: StoredReply, finding: Finding, delivered: boolean): void;
  failed(): void;
}

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

/** The cache stays out of it: nothing is served, and nothing will be kept. */
export function bypass(reason: string, lifetime?: KeptFor): Missed {
  return {
    kind: 'miss',
    outcome: 'bypass',
    reason,
    entryId: undefined,
    contentKey: () => undefined,
    lifetime,
    leave: { landed: () => undefined, failed: () => undefined },
  };
}

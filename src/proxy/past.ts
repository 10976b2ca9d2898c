import type { EvidenceKind } from '../protocol/evidence.js';
import type { ReceiptLine } from '../protocol/api.js';
import type { MicroUsd } from '../protocol/money.js';
import type { PrefixLoss } from '../protocol/prompt-cache.js';
import type { Fingerprint } from './prompt.js';
import type { LedgerRow } from './rooms/ledger-row.js';

// Requests that are over, as the rooms speak of them to those who look back.

/** What a user can say of a request that is over. */
export type UserVerdict = 'wrong-answer' | 'right-answer' | 'never-cache' | 'redo-strong';

/** What was seen of an answer from the cache without anybody saying it; never in place of what a user said. */
export type SeenVerdict = Exclude<EvidenceKind, 'served' | 'wrong-answer'>;
export type Verdict = UserVerdict | SeenVerdict;

/** A request's name in places that hold no texts: half of its exact key, which is as good as all of it. */
export function promptKey({ exactKey }: Pick<Fingerprint, 'exactKey'>): string {
  return exactKey.slice(0, 32);
}

/** What the cache must know of a request that the user judges. */
export type JudgedRequest = Pick<
  LedgerRow,
  'id' | 'client' | 'modelRequested' | 'workspace' | 'entryId' | 'promptKey' | 'contentKey' | 'contentClass'
>;

/** What a request was charged for; {@link ReceiptLine}s up to the cost add up to it. */
export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /**
   * Where the prices came from: the list of a day, the user's own, nowhere. `other`: the cost is not what they come to,
   * because the provider reported its own figure or the prices have changed since. `none`: nothing had to be priced.
   */
  readonly prices:
    { readonly kind: 'list'; readonly date: string } | { readonly kind: 'own' | 'unknown' | 'other' | 'none' };
  /** Where it could not be read on from the provider's cache. */
  readonly loss: PrefixLoss | undefined;
}

/** A request that was answered with what another wording had got. */
export interface LooseHit {
  readonly client: string;
  /** 1 for the gate. */
  readonly similarity: number;
  readonly saved: MicroUsd | null;
}

/** The request that an entry of the cache was made from. */
export interface EntryCost {
  readonly client: string;
  readonly cost: MicroUsd | null;
}

/** Under which wordings are served for one another: how near they must be, and how many may be wrong. */
export interface Threshold {
  readonly similarity: number;
  readonly errorBound: number;
}

/** The answers that are kept, played through again as if they were asked for with other thresholds. */
export interface Replay {
  /** When the oldest of them came in; undefined when there are none. */
  readonly sinceMs: number | undefined;
  /** How many were looked at. */
  readonly entries: number;
  readonly served: readonly (Threshold & {
    readonly hits: readonly {
      /** Of the answer that would not have been asked for. */
      readonly entryId: string;
      readonly asked: string;
      /** The words that had the answer. */
      readonly kept: string;
      readonly tier: 'gate' | 'semantic';
      readonly cosine: number;
      /** The tightest error bound that lets it through; 0 where every word was accounted for. */
      readonly bound: number;
    }[];
  })[];
}

/** What the ledger knows of prompts that were asked before. */
export interface AskedBefore {
  readonly clients: readonly {
    readonly client: string;
    readonly prompts: number;
    /** Word for word. */
    readonly repeated: number;
    /** The same content in another wrapping, for the first time in this one. */
    readonly rephrased: number;
    /** Answered without asking a model. */
    readonly served: number;
  }[];
  /** Neither, and kept: the client by the entry. */
  readonly fresh: ReadonlyMap<string, string>;
  /** Neither, and served in near words. */
  readonly near: readonly ({ readonly client: string } & Threshold)[];
  /** The ledger has more that was not looked at: what was asked in it counts as never asked. */
  readonly isCut: boolean;
}

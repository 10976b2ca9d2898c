import type { MicroUsd } from '../protocol/money.js';
import type { LedgerRow } from './rooms.js';

// Requests that are over, as the rooms speak of them to those who look back.

/** What the cache must know of a request that the user judges. */
export type JudgedRequest = Pick<
  LedgerRow,
  'id' | 'client' | 'modelRequested' | 'workspace' | 'entryId' | 'promptKey' | 'contentKey'
>;

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

/** The answers that are kept, played through again as if they were asked for with other thresholds. */
export interface Replay {
  /** When the oldest of them came in; undefined when there are none. */
  readonly sinceMs: number | undefined;
  /** How many were looked at. */
  readonly entries: number;
  readonly served: readonly {
    readonly similarity: number;
    readonly hits: readonly {
      /** Of the answer that would not have been asked for. */
      readonly entryId: string;
      readonly asked: string;
      /** The words that had the answer. */
      readonly kept: string;
      readonly tier: 'gate' | 'semantic';
      readonly cosine: number;
    }[];
  }[];
}

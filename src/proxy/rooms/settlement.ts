import type { LedgerRole, TierName } from '../../protocol/settings.js';
import type { CacheOutcome } from '../../protocol/stats.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { Outcome, Usage } from '../wire.js';
import type { Plan, Trust } from './plan.js';
import type { KeptFor } from './recall.js';
import type { Elsewhere } from './route.js';

/** What the pipeline knows when a request is over. */
export interface Settlement {
  /** The tier of the model that answered; without it, the plan's. */
  readonly tier?: TierName | undefined;
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  /** In place of the fingerprint's. */
  readonly role?: LedgerRole;
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

import type { Settings, TierName } from '../../protocol/settings.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { Decision } from './memory.js';
import type { Tiers } from './tiers.js';

/** Everything a step may look at. */
export interface Case {
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly settings: Settings;
  readonly tiers: Tiers;
  /** The caller asked for no model in particular. */
  readonly auto: boolean;
  readonly last: Decision | undefined;
  /** The user asked for the strong model at this turn. */
  readonly redo: boolean;
  readonly nowMs: number;
}

/** Where a step wants the request to go, and the reason code the user will see. */
export type Choice = {
  readonly reason: string;
  readonly score?: number;
  /** Carried out in every mode: the user asked for it. */
  readonly acts?: true;
} & (
  | { readonly to: 'requested' }
  /** Where this conversation's last request went; the requested model when there was none. */
  | { readonly to: 'last' }
  | { readonly to: TierName }
);

/** One question about a request. Undefined: no opinion, ask the next step. */
export type Step = (at: Case) => Choice | undefined;

import type { Settings, TierName } from '../../protocol/settings.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { Target } from '../rooms/plan.js';
import type { Misfit } from './abilities.js';
import type { Money } from './economics/money.js';
import type { Decision } from './memory.js';
import type { Tiers } from './tiers.js';

/** Everything a step may look at. */
export interface Case {
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly settings: Settings;
  /** Tiers that could answer, cheapest first. */
  readonly tiers: Tiers;
  /** Those of them whose model can do what this request needs. */
  readonly fitting: Tiers;
  /** What keeps it from the cheapest tier that it does not fit. */
  readonly misfit: Misfit | undefined;
  /** Who answers when nothing is decided: the model asked for, or the highest tier where none was. */
  readonly home: Target;
  /** The caller asked for no model in particular. */
  readonly auto: boolean;
  readonly last: Decision | undefined;
  /** The user wants the strong model at this turn. */
  readonly redo: boolean;
  readonly money: Money;
  readonly nowMs: number;
}

/** Where a step wants the request to go, and the reason code the user will see. */
export type Choice = {
  readonly reason: string;
  readonly score?: number;
  /** The gain behind the score. */
  readonly expected?: number;
  /** Who the score asked for, whatever became of that. */
  readonly wished?: Target;
  /** Somebody asked for this very thing: it is carried out whatever the mode. */
  readonly acts?: true;
  /** A human's turn that was decided without a score. */
  readonly turn?: true;
  /** The conversation does not come down from here while it is going on. */
  readonly latches?: true;
} & (
  | { readonly to: 'requested' }
  /** Where this conversation's last request went; the requested model when there was none. */
  | { readonly to: 'last' }
  | { readonly to: TierName }
);

/** One question about a request. Undefined: no opinion, ask the next step. */
export type Step = (at: Case) => Choice | undefined;

/** Where the score would have the request go. */
export interface Wish {
  /** Undefined for the model asked for where it is no tier's. */
  readonly tier: TierName | undefined;
  readonly target: Target;
}

/** What stands against a wish. Undefined: nothing. */
export type Objection = (at: Case, wish: Wish) => Choice | undefined;

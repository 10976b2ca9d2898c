import type { TierName } from '../../protocol/settings.js';
import type { Ending } from '../wire.js';
import type { Provider } from './provider.js';

/** Who answers one prompt, why, and who else is asked where that fails. */
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

/** A model at a provider, and the key that pays for it; undefined where the caller brings its own. */
export interface Target {
  readonly provider: Provider;
  readonly key: string | undefined;
  readonly model: string;
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

/** What a caller names to let Tuppence choose, whatever the mode. */
export const autoModel = 'tuppence-auto';

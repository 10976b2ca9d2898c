import type { Clock, Fingerprint, Prompt } from '../prompt.js';
import type { Target } from '../rooms/plan.js';
import type { PromptPrefix, Usage } from '../wire.js';
import { Doctor, type PrefixFinding } from './doctor.js';
import { Planner, type PrefixPlan } from './planner.js';
import type { RatesOf } from './rates.js';

/** Keeps the provider's own prompt cache warm, and says what breaks it. Nothing in here throws. */
export interface PrefixRoom {
  /** Whether the request gets breakpoints. `target` is who will answer. Call once, right before it is sent. */
  plan(prompt: Prompt, fingerprint: Fingerprint, target: Target): PrefixPlan;
  /**
   * A request is over, however it ended: what the provider reported, undefined when it reported nothing. Gives back what broke the
   * prefix of its conversation, if anything did. May take a millisecond: call when the reply is on its way.
   */
  note(prompt: Prompt, fingerprint: Fingerprint, target: Target, usage: Usage | undefined): PrefixFinding | undefined;
  /** The last hundred, the latest first; one per conversation and kind. */
  findings(): readonly PrefixFinding[];
}

export function makePrefix(parts: {
  readonly clock: Clock;
  readonly ratesOf: RatesOf;
  /** Whether breakpoints may be set; read at every request. Without it they may. */
  readonly mayMark?: () => boolean;
}): PrefixRoom {
  const { clock, ratesOf } = parts;
  const planner = new Planner(clock, ratesOf);
  const doctor = new Doctor(clock);
  const read = new WeakMap<Prompt, PromptPrefix>();
  const prefixOf = (prompt: Prompt): PromptPrefix | undefined => {
    const known = read.get(prompt);
    // Counts, embeddings and text that is filled in are no conversations.
    if (known !== undefined || prompt.dialect.fixedModel === true) return known;
    const found = prompt.dialect.prefix?.(prompt.raw, prompt.body);
    if (found !== undefined) read.set(prompt, found);
    return found;
  };
  return {
    plan(prompt, fingerprint, target) {
      if (parts.mayMark?.() === false) return { edit: undefined, reason: 'switched-off' };
      try {
        return planner.plan(prompt, fingerprint, target, prefixOf);
      } catch {
        return { edit: undefined, reason: 'prefix-fault' };
      }
    },
    note(prompt, fingerprint, target, usage) {
      try {
        planner.settle(prompt.id, usage);
        const prefix = prefixOf(prompt);
        return prefix === undefined ? undefined : doctor.examine(prompt, fingerprint, prefix, usage, ratesOf(target));
      } catch {
        return undefined;
      }
    },
    findings: () => doctor.findings(),
  };
}

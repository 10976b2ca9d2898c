import type { BoundPlan } from './bounds/bounds.js';
import type { Fingerprint, Prompt } from './prompt.js';
import type { PrefixRoom } from './prefix/prefix.js';
import type { Plan } from './rooms/plan.js';

/** A prompt as it goes upstream, and why its bytes are not the caller's own. */
export interface Shaped {
  readonly prompt: Prompt;
  /** Codes such as `breakpoints` and `bound-side-task`; empty when nothing was changed or held back. */
  readonly reasons: readonly string[];
}

/**
 * Sets the provider's breakpoints and the bounds of the answer, in this order: breakpoints are found in the caller's own
 * bytes, bounds find their place in any.
 */
export function shape(
  prompt: Prompt,
  fingerprint: Fingerprint,
  plan: Plan,
  bound: BoundPlan,
  prefix: Pick<PrefixRoom, 'plan'>,
): Shaped {
  const warm = prefix.plan(prompt, fingerprint, plan.target);
  const kept = bound.forModel(plan.target.model);
  const marked = warm.edit === undefined ? prompt.raw : warm.edit(prompt.raw);
  const raw = kept.edit === undefined ? marked : kept.edit(marked);
  const reasons = [
    ...(warm.edit === undefined ? [] : [warm.reason]),
    ...(kept.reason === undefined ? [] : [kept.reason]),
  ];
  return { prompt: raw === prompt.raw ? prompt : { ...prompt, raw }, reasons };
}

import { tierNames } from '../../protocol/settings.js';
import type { Prompt } from '../prompt.js';
import type { Plan, Target } from '../rooms/plan.js';
import type { NewDecision } from './memory.js';
import type { Case, Choice } from './step.js';
import { targetAt, tierOf, type Reach, type Tiers } from './tiers.js';

/** Turns a choice into a plan: in observe mode only who asked for it is moved. */
export function carryOut(at: Case, choice: Choice, reach: Reach): Plan {
  const { home } = at;
  const chosen = chosenTarget(at, choice, home, reach);
  const asked = at.auto || at.prompt.controls.route !== undefined || choice.acts === true;
  const mayAct = asked || at.settings.routing.mode === 'on' || choice.to === 'last';
  const target = mayAct ? chosen : home;
  const tier = tierOf(at.tiers, target);
  return {
    target,
    tier,
    acted: !sameModel(target, { provider: at.prompt.origin.provider, model: at.prompt.facts.model }),
    reason: choice.reason,
    score: choice.score,
    would: choice.to === 'last' ? at.last?.would : wouldOf(at, target, chosen),
    baseline: { model: home.model, provider: home.provider.name },
  };
}

/** The model that answers when nothing is decided: the one asked for, or the highest tier where none was. */
export function homeOf(prompt: Prompt, tiers: Tiers, auto: boolean): Target {
  const highest = tierNames.findLast(name => tiers.has(name));
  const top = auto && highest !== undefined ? tiers.get(highest) : undefined;
  return top ?? { provider: prompt.origin.provider, key: prompt.origin.key, model: prompt.facts.model };
}

function chosenTarget(at: Case, choice: Choice, home: Target, reach: Reach): Target {
  if (choice.to === 'requested') return home;
  if (choice.to !== 'last') return at.tiers.get(choice.to) ?? home;
  if (at.last === undefined) return home;
  const { origin } = at.prompt;
  const provider = at.last.provider === origin.provider.name ? origin.provider : reach.providers(at.last.provider);
  return (provider && targetAt(provider, at.last.model, at.prompt, reach)) ?? home;
}

function wouldOf(at: Case, target: Target, chosen: Target): Plan['would'] {
  const tier = tierOf(at.tiers, chosen);
  if (tier === undefined || sameModel(target, chosen)) return undefined;
  return { model: chosen.model, provider: chosen.provider.name, tier };
}

/** Behind a turn that nothing decided anew, what held before holds on. */
export function decisionOf(at: Case, choice: Choice, made: Plan): NewDecision {
  const isTurn = choice.turn === true || choice.score !== undefined;
  const latched = choice.latches === true || (!isTurn && at.last?.latched === true);
  const { target, would } = made;
  return { provider: target.provider.name, model: target.model, would, atMs: at.nowMs, latched };
}

function sameModel(a: Pick<Target, 'provider' | 'model'>, b: Pick<Target, 'provider' | 'model'>): boolean {
  return a.model === b.model && a.provider.name === b.provider.name;
}

export function stay(prompt: Prompt, reason: string): Plan {
  const { provider, key } = prompt.origin;
  const { model } = prompt.facts;
  const baseline = { model, provider: provider.name };
  return {
    target: { provider, key, model },
    tier: undefined,
    acted: false,
    reason,
    score: undefined,
    would: undefined,
    baseline,
  };
}

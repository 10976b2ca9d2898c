import { tierNames, type Settings } from '../../protocol/settings.js';
import type { Clock, Fingerprint, Prompt } from '../prompt.js';
import { autoModel, type Plan, type RouteRoom, type Target } from '../rooms.js';
import { Memory, type Decision } from './memory.js';
import type { Redo } from './redo.js';
import type { Case, Choice, Step } from './step.js';
import { byGain } from './steps/by-gain.js';
import { compaction } from './steps/compaction.js';
import { constraint } from './steps/constraint.js';
import { fixedModel } from './steps/fixed-model.js';
import { header } from './steps/header.js';
import { hold, holdDecision } from './steps/hold.js';
import { paused } from './steps/paused.js';
import { redoStrong } from './steps/redo-strong.js';
import { rule } from './steps/rule.js';
import { smallJob } from './steps/small-job.js';
import { switchedOff } from './steps/switched-off.js';
import { targetAt, tierOf, usableTiers, type Reach } from './tiers.js';

interface RouteParts extends Reach {
  /** Read for every request, so that a changed setting holds from the next one on. */
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly redo: Redo;
}

/** The first step that has an opinion decides. docs/routing.md lists every reason code. */
const steps: readonly Step[] = [
  paused,
  fixedModel,
  header,
  redoStrong,
  switchedOff,
  holdDecision,
  rule,
  hold,
  compaction,
  constraint,
  smallJob,
];

/**
 * Decides which model answers a prompt. Never throws: a fault leaves the request where it was, with reason
 * `route-fault`. For `tuppence-auto` without a usable tier the plan has reason `auto-unmapped` and the target's model
 * is still `tuppence-auto`, which no provider knows: the caller must refuse it.
 */
export function makeRoute(parts: RouteParts): RouteRoom {
  const memory = new Memory();
  return (prompt, fingerprint) => {
    try {
      return plan(parts, memory, prompt, fingerprint);
    } catch {
      return stay(prompt, prompt.facts.model === autoModel ? 'auto-unmapped' : 'route-fault');
    }
  };
}

function plan(parts: RouteParts, memory: Memory, prompt: Prompt, fingerprint: Fingerprint): Plan {
  const settings = parts.settings();
  const at: Case = {
    prompt,
    fingerprint,
    settings,
    tiers: usableTiers(settings, prompt, parts),
    auto: prompt.facts.model === autoModel,
    last: memory.last(prompt, fingerprint),
    redo: prompt.untouched !== true && parts.redo.isDue(prompt, fingerprint),
    nowMs: parts.clock.nowMs(),
  };
  if (at.auto && at.tiers.size === 0) return stay(prompt, 'auto-unmapped');
  const choice = firstChoice(at);
  const made = carryOut(at, choice, parts);
  if (at.redo) parts.redo.done(fingerprint.session);
  // Small jobs run beside a conversation under its session id; they must not change what it holds to.
  if (fingerprint.role === 'main') memory.keep(prompt, fingerprint, decisionOf(made, at.nowMs));
  return made;
}

function firstChoice(at: Case): Choice {
  for (const step of steps) {
    const choice = step(at);
    if (choice !== undefined) return choice;
  }
  return byGain(at);
}

/** Turns a choice into a plan: in observe mode only who asked for it is moved. */
function carryOut(at: Case, choice: Choice, reach: Reach): Plan {
  const home = homeOf(at);
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
function homeOf({ prompt, tiers, auto }: Case): Target {
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

function decisionOf(made: Plan, atMs: number): Omit<Decision, 'requested'> {
  return { provider: made.target.provider.name, model: made.target.model, would: made.would, atMs };
}

function sameModel(a: Pick<Target, 'provider' | 'model'>, b: Pick<Target, 'provider' | 'model'>): boolean {
  return a.model === b.model && a.provider.name === b.provider.name;
}

function stay(prompt: Prompt, reason: string): Plan {
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

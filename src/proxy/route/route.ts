import { tierNames, type Settings } from '../../protocol/settings.js';
import type { Clock, Fingerprint, Prompt } from '../prompt.js';
import { autoModel, type Plan, type PlanCall, type Target } from '../rooms/plan.js';
import type { Elsewhere, RouteRoom } from '../rooms/route.js';
import type { Ending } from '../wire.js';
import { misfitOf, type WindowOf } from './abilities.js';
import { Treasury } from './economics/money.js';
import type { PricesOf } from './economics/prices.js';
import { expectedGain, readSignals, scoreOf } from './gain/gain.js';
import { OwnScores, remembered } from './gain/own-scores.js';
import { wordsInView } from './gain/words-in-view.js';
import { heldBy } from './held.js';
import { Kinds } from './kinds.js';
import { trialOf } from './trial.js';
import { Trials } from './trials.js';
import { Memory, type Decision } from './memory.js';
import type { Redo } from './redo.js';
import type { Case, Choice, Step } from './step.js';
import { isAboveHome } from './objections/payoff.js';
import { byGain } from './steps/by-gain.js';
import { compaction } from './steps/compaction.js';
import { constraint } from './steps/constraint.js';
import { fixedModel } from './steps/fixed-model.js';
import { header } from './steps/header.js';
import { hold, holdDecision } from './steps/hold.js';
import { localTask } from './steps/local-task.js';
import { paused } from './steps/paused.js';
import { redoStrong } from './steps/redo-strong.js';
import { rule } from './steps/rule.js';
import { smallJob } from './steps/small-job.js';
import { switchedOff } from './steps/switched-off.js';
import { nameOfTarget, targetAt, tierOf, usableTiers, type Reach, type Tiers } from './tiers.js';

interface RouteParts extends Reach {
  /** Read for every request, so that a changed setting holds from the next one on. */
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly redo: Redo;
  readonly pricesOf: PricesOf;
  readonly windowOf: WindowOf;
  /** The score of a human turn; the shipped prior where nobody gives another. */
  readonly scoreOf?: ScoreOf;
  /** The newest scores of earlier days, oldest of them first. Read once, at the first score. */
  readonly pastScores?: (most: number) => readonly number[];
}

/** What the words of a human turn score; undefined where they say nothing. */
export type ScoreOf = (prompt: Prompt, fingerprint: Fingerprint) => number | undefined;

/** The first step that has an opinion decides, and else the score. docs/routing.md lists every reason code. */
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
  localTask,
  smallJob,
];

/**
 * Decides which model answers a prompt. Never throws: a fault leaves the request where it was, with reason
 * `route-fault`. For `tuppence-auto` without a usable tier the plan has reason `auto-unmapped` and the target's model
 * is still `tuppence-auto`, which no provider knows: the caller must refuse it.
 */
export function makeRoute(parts: RouteParts): RouteRoom {
  return new Route(parts);
}

/** What is remembered of a plan until its call is over. */
interface Pending {
  readonly at: Case;
  readonly choice: Choice;
}

class Route implements RouteRoom {
  readonly #memory = new Memory();
  readonly #treasury: Treasury;
  readonly #kinds = new Kinds();
  readonly #trials = new Trials();
  #scores: OwnScores | undefined;
  readonly #pending = new WeakMap<Plan, Pending>();

  constructor(private readonly parts: RouteParts) {
    this.#treasury = new Treasury(parts.pricesOf);
  }

  plan(prompt: Prompt, fingerprint: Fingerprint): Plan {
    try {
      return this.#decide(prompt, fingerprint);
    } catch {
      return stay(prompt, prompt.facts.model === autoModel ? 'auto-unmapped' : 'route-fault');
    }
  }

  settled(plan: Plan, calls: readonly PlanCall[]): Elsewhere {
    const pending = this.#pending.get(plan);
    const last = calls.at(-1);
    if (pending === undefined || last?.ending === undefined) return nowhere;
    try {
      this.#trials.note(calls);
      return this.#book(plan, pending, calls.slice(0, -1), { target: last.target, ending: last.ending });
    } catch {
      return nowhere;
    }
  }

  #book(
    plan: Plan,
    { at, choice }: Pending,
    lost: readonly PlanCall[],
    { target, ending }: { readonly target: Target; readonly ending: Ending },
  ): Elsewhere {
    const { prompt, fingerprint } = at;
    const home = nameOfTarget(at.home);
    for (const { target: tried, ending: vain } of lost) {
      const usage = vain?.finding.usage;
      if (usage !== undefined) this.#treasury.lose({ prompt, fingerprint, home, served: nameOfTarget(tried), usage });
    }
    if (ending.form === 'whole' && ending.outcome === 'ok' && !prompt.facts.stream) {
      this.#kinds.note(prompt, fingerprint, prompt.dialect.answers?.said(ending.body)?.text ?? '');
    }
    const { usage } = ending.finding;
    if (usage === undefined) return nowhere;
    const forced =
      choice.acts === true ||
      forcing.has(choice.reason) ||
      (choice.to !== 'requested' && choice.to !== 'last' && isAboveHome(at, choice.to));
    const spent = { prompt, fingerprint, home, served: nameOfTarget(target), would: plan.would, usage, forced };
    return this.#treasury.settle(spent, this.parts.clock.nowMs());
  }

  trouble(): string | undefined {
    return this.#trials.trouble();
  }

  #decide(prompt: Prompt, fingerprint: Fingerprint): Plan {
    const { parts } = this;
    const at = this.#look(prompt, fingerprint);
    if (at.auto && at.tiers.size === 0) return stay(prompt, 'auto-unmapped');
    const choice = firstChoice(at) ?? this.#byScore(at);
    const made = this.#withTrial(at, choice, carryOut(at, choice, parts));
    this.#pending.set(made, { at, choice });
    if (at.redo) parts.redo.done(fingerprint.session);
    // Small jobs run beside a conversation under its session id; they must not change what it holds to.
    if (fingerprint.role === 'main') {
      const decision = decisionOf(made, at.nowMs);
      if (choice.score !== undefined) this.#treasury.turn(prompt, at.home, heldBy(at), decision.would ?? decision);
      this.#memory.keep(prompt, fingerprint, decision);
    }
    return made;
  }

  /** Somebody who named a tier wants to hear that tier and nobody else. */
  #withTrial(at: Case, choice: Choice, made: Plan): Plan {
    if (!made.acted || choice.reason === 'header') return made;
    const scored = choice.to !== 'last' && choice.score !== undefined;
    const trial = trialOf(
      at,
      made.target,
      scored ? choice.expected : undefined,
      this.#kinds.of(at.prompt, at.fingerprint),
    );
    return trial === undefined ? made : { ...made, trial };
  }

  #byScore(at: Case): Choice {
    const score = (this.parts.scoreOf ?? scoreOfWords)(at.prompt, at.fingerprint);
    if (score === undefined) return { to: 'last', reason: 'no-opinion' };
    const { routing } = at.settings;
    this.#scores ??= new OwnScores(this.parts.pastScores?.(remembered));
    const thresholds = this.#scores.thresholds(routing);
    this.#scores.note(score, routing, thresholds);
    return byGain(at, score, thresholds);
  }

  #look(prompt: Prompt, fingerprint: Fingerprint): Case {
    const { parts } = this;
    const settings = parts.settings();
    const nowMs = parts.clock.nowMs();
    const tiers = usableTiers(settings, prompt, parts);
    const auto = prompt.facts.model === autoModel;
    const home = homeOf(prompt, tiers, auto);
    const acts = settings.routing.mode === 'on' || auto;
    const money = this.#treasury.moneyOf(prompt, fingerprint, home, acts, nowMs);
    const misfits = [...tiers].map(([tier, target]) => {
      const misfit = misfitOf({ prompt, settings }, tier, target, money.promptTokens, parts.windowOf);
      return { tier, target, misfit };
    });
    return {
      prompt,
      fingerprint,
      settings,
      tiers,
      fitting: new Map(misfits.filter(({ misfit }) => misfit === undefined).map(({ tier, target }) => [tier, target])),
      misfit: misfits.find(({ tier, misfit }) => tier !== 'local' && misfit !== undefined)?.misfit,
      home,
      auto,
      last: this.#memory.last(prompt, fingerprint),
      redo: parts.redo.isDue(prompt, fingerprint),
      money,
      nowMs,
    };
  }
}

const nowhere: Elsewhere = { baseline: undefined, would: undefined };

/** The user's own word: what it costs is not routing's to answer for. */
const forcing: ReadonlySet<string> = new Set(['header', 'header-off', 'header-unmapped', 'rule', 'rule-unmapped']);

function firstChoice(at: Case): Choice | undefined {
  for (const step of steps) {
    const choice = step(at);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

function scoreOfWords(prompt: Prompt): number | undefined {
  const { text, earlierTurns, bare } = wordsInView(prompt.facts.turns);
  return bare ? undefined : scoreOf(expectedGain(readSignals(text, earlierTurns)));
}

/** Turns a choice into a plan: in observe mode only who asked for it is moved. */
function carryOut(at: Case, choice: Choice, reach: Reach): Plan {
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
function homeOf(prompt: Prompt, tiers: Tiers, auto: boolean): Target {
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

import type { Settings } from '../../protocol/settings.js';
import type { Clock, Fingerprint, Prompt } from '../prompt.js';
import { autoModel, type Plan, type PlanCall, type Target } from '../rooms/plan.js';
import type { Elsewhere, RouteRoom } from '../rooms/route.js';
import type { Ending } from '../wire.js';
import { misfitOf, type WindowOf } from './abilities.js';
import { Treasury } from './economics/money.js';
import { nameOf, type PricesOf } from './economics/prices.js';
import { carryOut, decisionOf, homeOf, stay } from './carry-out.js';
import { OwnScores, remembered } from './gain/own-scores.js';
import { heldBy, rankOfNamed } from './held.js';
import { Kinds } from './kinds.js';
import type { Learning } from './learn/learning.js';
import { asLanding, scoreTurn, storyOf, type Scored, type ScoreOf } from './scored.js';
import { trialOf } from './trial.js';
import { Trials } from './trials.js';
import { Memory } from './memory.js';
import type { Redo } from './redo.js';
import { moveUp, stageAt } from './stage/move-up.js';
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
import { nameOfTarget, usableTiers, type Reach } from './tiers.js';

interface RouteParts extends Reach {
  /** Read for every request, so that a changed setting holds from the next one on. */
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly redo: Redo;
  readonly pricesOf: PricesOf;
  readonly windowOf: WindowOf;
  /** What was learned from the user; without it, the shipped prior decides alone. */
  readonly learning?: Learning;
  /** In place of both: the score of a human turn. */
  readonly scoreOf?: ScoreOf;
  /** The newest scores of earlier days, oldest of them first. Read once, at the first score. */
  readonly pastScores?: (most: number) => readonly number[];
}

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
  readonly scored: Scored | undefined;
  readonly story: ReturnType<typeof storyOf>;
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

  plan(prompt: Prompt, fingerprint: Fingerprint): Plan | Promise<Plan> {
    const faulty = () => stay(prompt, prompt.facts.model === autoModel ? 'auto-unmapped' : 'route-fault');
    try {
      this.parts.learning?.heed(prompt, fingerprint);
      const made = this.#decide(prompt, fingerprint);
      return made instanceof Promise ? made.catch(faulty) : made;
    } catch {
      return faulty();
    }
  }

  settled(plan: Plan, calls: readonly PlanCall[]): Elsewhere {
    const pending = this.#pending.get(plan);
    const last = calls.at(-1);
    if (pending === undefined || last?.ending === undefined) return nowhere;
    try {
      this.#trials.note(calls);
      if (calls.some(({ trust }) => trust?.enough === false))
        this.#memory.latch(pending.at.prompt, pending.at.fingerprint);
      this.#learn(pending, calls);
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
    const forced = isForced(at, choice);
    const spent = { prompt, fingerprint, home, served: nameOfTarget(target), would: plan.would, usage, forced };
    return this.#treasury.settle(spent, this.parts.clock.nowMs());
  }

  wasMovedDown(plan: Plan): boolean {
    const pending = this.#pending.get(plan);
    return pending?.at.fingerprint.role === 'main' && isMovedDown(pending, plan.target);
  }

  trouble(): string | undefined {
    return this.#trials.trouble();
  }

  #decide(prompt: Prompt, fingerprint: Fingerprint): Plan | Promise<Plan> {
    const at = this.#look(prompt, fingerprint);
    if (at.auto && at.tiers.size === 0) return stay(prompt, 'auto-unmapped');
    const choice = firstChoice(at);
    if (choice !== undefined) return this.#made(at, choice);
    const stage = stageAt(at);
    const up = moveUp(at, stage);
    if (up !== undefined) return this.#made(at, up);
    const { learning, scoreOf } = this.parts;
    const scored = scoreTurn(at, { learning, scoreOf });
    if (scored === undefined) return this.#made(at, { to: 'last', reason: 'no-opinion' });
    const decide = (of: Scored) => this.#byScore(at, stage === 'landing' ? asLanding(of) : of);
    return scored instanceof Promise ? scored.then(decide) : decide(scored);
  }

  #byScore(at: Case, scored: Scored): Plan {
    const { routing } = at.settings;
    this.#scores ??= new OwnScores(this.parts.pastScores?.(remembered));
    const thresholds = this.#scores.thresholds(routing);
    this.#scores.note(scored.score, routing, thresholds);
    const choice = byGain(at, scored.score, thresholds);
    return this.#made(at, choice, scored, storyOf(at, scored, thresholds, choice));
  }

  #made(at: Case, choice: Choice, scored?: Scored, story?: Pending['story']): Plan {
    const { prompt, fingerprint } = at;
    const made = this.#withTrial(at, choice, carryOut(at, choice, this.parts));
    this.#pending.set(made, { at, choice, scored, story });
    if (at.redo) this.parts.redo.done(fingerprint.session);
    // Small jobs run beside a conversation under its session id; they must not change what it holds to.
    if (fingerprint.role === 'main') {
      const decision = decisionOf(at, choice, made);
      if (choice.score !== undefined || choice.turn === true)
        this.#treasury.turn(prompt, at.home, heldBy(at), decision.would ?? decision);
      this.#memory.keep(prompt, fingerprint, decision);
    }
    if (fingerprint.role === 'compaction') this.#memory.compact(prompt, fingerprint);
    return made;
  }

  /** Only what Tuppence decided by itself, at a turn of a human or for a small job, teaches it anything. */
  #learn(pending: Pending, calls: readonly PlanCall[]): void {
    const { at, scored, story } = pending;
    const { prompt, fingerprint } = at;
    const asked = calls[0]?.target;
    const model = asked && isMovedDown(pending, asked) ? nameOf(nameOfTarget(asked)) : undefined;
    const { opinion, words } = scored ?? { opinion: undefined, words: undefined };
    this.parts.learning?.decided({ prompt, fingerprint, model, opinion, words, story, calls });
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

/** A cheaper model than the one asked for, and nobody's but Tuppence's own choice. */
function isMovedDown({ at, choice }: Pending, target: Target): boolean {
  if (isForced(at, choice) || hold(at) !== undefined) return false;
  return rankOfNamed(at, nameOfTarget(target)) < rankOfNamed(at, nameOfTarget(at.home));
}

const nowhere: Elsewhere = { baseline: undefined, would: undefined };

/** The user's own word: what it costs is not routing's to answer for. */
function isForced(at: Case, { acts, reason, to }: Choice): boolean {
  return acts === true || forcing.has(reason) || (to !== 'requested' && to !== 'last' && isAboveHome(at, to));
}

const forcing: ReadonlySet<string> = new Set(['header', 'header-off', 'header-unmapped', 'rule', 'rule-unmapped']);

function firstChoice(at: Case): Choice | undefined {
  for (const step of steps) {
    const choice = step(at);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

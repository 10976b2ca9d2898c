import type { Target, Trial, Trust } from '../rooms/plan.js';
import type { Contract, Ending } from '../wire.js';
import { judge } from './answer/judge.js';
import type { AnswerKind } from './answer/kind.js';
import { ownWords } from './gain/own-words.js';
import type { Case } from './step.js';
import { nameOfTarget, tierOf } from './tiers.js';

/** From how many times the price on, a second call is worth the risk of paying for both. */
const leastRatio = 5;
/** An answer of at most so many tokens is judged whole while its caller waits. */
const shortTokens = 1_024;

/**
 * Who is asked when a cheaper model's answer fails. Undefined where the model asked for answers anyway. `expected`: the
 * gain that was expected, undefined where no score moved the request: then only a failure is made up for.
 */
export function trialOf(at: Case, target: Target, expected: number | undefined, kind: AnswerKind): Trial | undefined {
  const { home, prompt, settings } = at;
  if (target.model === home.model && target.provider.name === home.provider.name) return undefined;
  const { cascade } = settings.routing;
  const looks = expected !== undefined && cascade.on && mayLose(at, target);
  const on = !looks ? 'failure' : prompt.facts.stream ? 'gate' : mayJudge(at, target) ? 'judge' : 'failure';
  let contract: Contract | undefined;
  return {
    on,
    then: home,
    thenTier: tierOf(at.tiers, home),
    maxMs: cascade.maxMs,
    judge(ending) {
      try {
        contract ??= prompt.dialect.answers?.contract(prompt.body) ?? noContract;
        return trustIn(at, ending, { contract, expected: expected ?? 0, kind });
      } catch {
        // A fault of the judge is no flaw of the answer.
        return { enough: true, confidence: 1, flaw: 'unjudged' };
      }
    },
  };
}

/**
 * Whether an answer can be judged before its caller sees any of it, and whether that can pay: it comes in one piece, is
 * short or bound to a form, and the other model costs five times as much, warm caches counted.
 */
export function mayJudge(at: Case, target: Target): boolean {
  const { facts, dialect } = at.prompt;
  if (!at.settings.routing.cascade.on || facts.stream || facts.choices !== 1 || dialect.answers === undefined)
    return false;
  const short = facts.maxOutputTokens !== undefined && facts.maxOutputTokens <= shortTokens;
  const bound = facts.structured || facts.toolChoice === 'required' || facts.toolChoice === 'named';
  return (short || bound) && at.money.ratio(nameOfTarget(at.home), nameOfTarget(target)) >= leastRatio;
}

/** Of a stream only the first words are waited for, and then it is given up. */
const openingTokens = 100;
/** Where a bound form says nothing of its length. */
const longTokens = 4_096;

/** Whether there is enough to pay for an answer of `target` that is sent on. */
export function mayLose({ prompt, money }: Case, target: Target): boolean {
  const { stream, maxOutputTokens } = prompt.facts;
  return money.mayLose(nameOfTarget(target), stream ? openingTokens : (maxOutputTokens ?? longTokens));
}

const noContract: Contract = { schema: undefined, tools: new Map() };

function trustIn(
  { prompt, settings }: Case,
  ending: Ending,
  { contract, expected, kind }: { readonly contract: Contract; readonly expected: number; readonly kind: AnswerKind },
): Trust {
  const asked = prompt.facts.turns.findLast(turn => turn.role === 'user' && !turn.toolResult);
  const { confidence, flaw } = judge({
    question: ownWords(asked?.text ?? ''),
    said: prompt.dialect.answers?.said(ending.body),
    finding: ending.finding,
    contract,
    structured: prompt.facts.structured,
    kind,
    expected,
  });
  return { enough: confidence >= settings.routing.cascade.confidence, confidence, flaw };
}

import { tierUnderCeiling } from '../ceiling.js';
import { isCold } from '../held.js';
import { payoff } from '../objections/payoff.js';
import type { Case, Choice } from '../step.js';
import { stageOf, stepsInView, type Stage } from './stage.js';

/** How an agent's work goes at a new turn of its human; undefined for conversations without tools. */
export function stageAt({ prompt }: Pick<Case, 'prompt'>): Stage | undefined {
  if (prompt.facts.toolNames.length === 0) return undefined;
  return stageOf(prompt.dialect.toolSteps?.(prompt.body, stepsInView) ?? []);
}

/**
 * Work that goes wrong goes to the model that was asked for, and stays there until the provider has forgotten the
 * conversation: whatever the next words score, a cheaper model has just failed at this. Undefined where nothing says so.
 */
export function moveUp(at: Case, stage: Stage | undefined): Choice | undefined {
  const isLatched = at.last?.latched === true && !isCold(at);
  const reason = stage !== undefined && stage !== 'landing' ? `stage-${stage}` : isLatched ? 'latched' : undefined;
  if (reason === undefined) return undefined;
  const tier = tierUnderCeiling(at, 'strong');
  const target = (tier && at.fitting.get(tier)) ?? at.home;
  const objection = payoff(at, { tier, target });
  return { ...(objection ?? { to: tier ?? 'requested', reason }), turn: true, latches: true };
}

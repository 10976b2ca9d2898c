import type { RoutingRule } from '../../../protocol/settings.js';
import type { Case, Step } from '../step.js';

/** The user's own rules, in their order. */
export const rule: Step = at => {
  const first = at.settings.routing.rules.find(candidate => applies(candidate.when, at));
  if (first === undefined) return undefined;
  if (first.use === 'requested') return { to: 'requested', reason: 'rule' };
  return at.tiers.has(first.use) ? { to: first.use, reason: 'rule' } : { to: 'requested', reason: 'rule-unmapped' };
};

function applies(when: RoutingRule['when'], { prompt, fingerprint }: Case): boolean {
  return (
    (when.client === undefined || when.client === prompt.client) &&
    (when.model === undefined || modelMatches(when.model, prompt.facts.model)) &&
    (when.role === undefined || when.role === fingerprint.role) &&
    (when.feature === undefined || when.feature === prompt.controls.feature)
  );
}

function modelMatches(pattern: string, model: string): boolean {
  return pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern;
}

import { ruleHolds } from '../../../protocol/settings.js';
import type { Step } from '../step.js';

/** The user's own rules, in their order. */
export const rule: Step = at => {
  const { client, facts, controls } = at.prompt;
  const now = { client, model: facts.model, role: at.fingerprint.role, feature: controls.feature };
  const first = at.settings.routing.rules.find(candidate => ruleHolds(candidate.when, now));
  if (first === undefined) return undefined;
  if (first.use === 'requested') return { to: 'requested', reason: 'rule' };
  return at.tiers.has(first.use) ? { to: first.use, reason: 'rule' } : { to: 'requested', reason: 'rule-unmapped' };
};

import type { Step } from '../step.js';

/** The caller said so for this one request: nothing overrules it, and no mode switches it off. */
export const header: Step = ({ prompt, tiers }) => {
  const { route } = prompt.controls;
  if (route === undefined) return undefined;
  if (route === 'off') return { to: 'requested', reason: 'header-off' };
  return tiers.has(route) ? { to: route, reason: 'header' } : { to: 'requested', reason: 'header-unmapped' };
};

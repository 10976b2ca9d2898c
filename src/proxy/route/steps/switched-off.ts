import type { Step } from '../step.js';
import { anyMapped } from '../tiers.js';

/** Routing is off, or there is nowhere to route to. A caller who asks for no model in particular switches it on. */
export const switchedOff: Step = ({ settings, tiers, auto }) => {
  if (settings.routing.mode === 'off' && !auto) return { to: 'requested', reason: 'mode-off' };
  if (tiers.size > 0) return undefined;
  return { to: 'requested', reason: anyMapped(settings) ? 'tier-unusable' : 'no-tiers' };
};

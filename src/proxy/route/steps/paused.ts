import type { Step } from '../step.js';

/** Tuppence is paused. Only where no model was asked for must one be chosen: the highest. */
export const paused: Step = ({ prompt }) =>
  prompt.untouched === true ? { to: 'requested', reason: 'paused' } : undefined;

import type { Step } from '../step.js';

/** The user was not content with the last answer and asked for the strong model, whatever mode routing is in. */
export const redoStrong: Step = ({ redo, tiers }) =>
  redo
    ? { to: tiers.has('strong') ? 'strong' : 'requested', reason: 'redo-strong', acts: true, latches: true }
    : undefined;

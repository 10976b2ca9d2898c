import type { Step } from '../step.js';

/** A summary of the whole conversation: its prefix is warm where the conversation was, and a bad one ruins the rest. */
export const compaction: Step = ({ fingerprint }) =>
  fingerprint.role === 'compaction' ? { to: 'last', reason: 'role-compaction' } : undefined;

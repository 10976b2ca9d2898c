import type { Role } from '../../../protocol/settings.js';
import { tierUnderCeiling } from '../ceiling.js';
import type { Step } from '../step.js';

/** Titles, branch names, commit messages and classifiers: jobs of the assistant's own that any model can do. */
export const smallJob: Step = at => {
  const { role } = at.fingerprint;
  if (!small.has(role)) return undefined;
  return { to: tierUnderCeiling(at, 'cheap') ?? 'requested', reason: `role-${role}` };
};

const small: ReadonlySet<Role> = new Set(['title', 'branch', 'commit', 'classifier']);

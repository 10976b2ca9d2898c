import type { Step } from '../step.js';
import { isNarrowJob } from './narrow-job.js';
import { isDearer } from './small-job.js';

/** Narrow jobs that a small model on the user's own machine does as well: one request, no tools, no conversation. */
export const localTask: Step = at => {
  if (!at.fitting.has('local')) return undefined;
  const { facts, controls } = at.prompt;
  const spoken = facts.turns.filter(turn => turn.role !== 'system');
  const said = spoken[0]?.text ?? '';
  if (facts.toolNames.length > 0 || spoken.length !== 1 || said.length > maxChars) return undefined;
  const system = facts.turns.find(turn => turn.role === 'system')?.text;
  // Who gives a program its job says so at the start.
  const head = (system ?? said).slice(0, headChars);
  const isTask = at.settings.routing.localTasks.some(task => {
    const name = typeof task === 'string' ? task : task.name;
    const { feature, says } = typeof task === 'string' ? { feature: undefined, says: undefined } : task;
    if (controls.feature !== undefined && (controls.feature === name || controls.feature === feature)) return true;
    if (typeof task !== 'string') return says !== undefined && new RegExp(says, 'iu').test(head);
    // What is done to code is no narrow job.
    return !fence.test(said) && isNarrowJob(task, head, system === undefined);
  });
  return isTask && !isDearer(at, 'local') ? { to: 'local', reason: 'local-task' } : undefined;
};

/** A job for a small model is a small text. */
const maxChars = 16_000;
const headChars = 500;
const fence = /^\s{0,8}(?:```|~~~)/m;

import type { Case, Step } from '../step.js';
import { isDearer } from './small-job.js';

/** Narrow jobs that a small model on the user's own machine does as well: one request, no tools, no conversation. */
export const localTask: Step = at => {
  if (!at.fitting.has('local')) return undefined;
  const { facts, controls } = at.prompt;
  const spoken = facts.turns.filter(turn => turn.role !== 'system');
  if (facts.toolNames.length > 0 || spoken.length !== 1 || (spoken[0]?.text.length ?? 0) > maxChars) return undefined;
  const head = headOf(at);
  const isTask = at.settings.routing.localTasks.some(task => {
    const { name, feature, says } =
      typeof task === 'string' ? { name: task, feature: undefined, says: builtIn[task] } : task;
    if (controls.feature !== undefined && (controls.feature === name || controls.feature === feature)) return true;
    return says !== undefined && new RegExp(says, 'iu').test(head);
  });
  return isTask && !isDearer(at, 'local') ? { to: 'local', reason: 'local-task' } : undefined;
};

/** A job for a small model is a small text. */
const maxChars = 16_000;
const headChars = 500;

/** Who gives a program its job says so at the start. */
function headOf({ prompt: { facts } }: Case): string {
  const system = facts.turns.find(turn => turn.role === 'system')?.text;
  return (system ?? facts.turns.find(turn => turn.role === 'user')?.text ?? '').slice(0, headChars);
}

const builtIn = {
  sentiment: String.raw`\bsentiment\b`,
  extraction: String.raw`\bextract\b[^.\n]{0,60}\b(?:entit(?:y|ies)|names?|dates?|fields?|keywords?)\b`,
  classification: String.raw`^[^.\n]{0,60}\bclassif(?:y|ier|ication)\b`,
  translation: String.raw`^[^.\n]{0,40}\btranslat(?:e|or|ion)\b`,
} as const;

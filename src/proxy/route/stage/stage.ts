import type { ToolStep } from '../../wire.js';
import { shapeOf } from './call-shape.js';
import { hasFailed } from './failed.js';

/** Steps looked at for what goes wrong now, and for whether anything moves at all. */
const recent = 6;
export const stepsInView = 12;
/** Of the recent ones. */
const tooMany = 3;
const enoughLanded = 2;

/**
 * How an agent's work goes, read from the shape of its last calls of tools. `repeats`: the same call with the same result
 * three times in six, with nothing written meanwhile. `errors`: three of six failed, and more than were written.
 * `spinning`: twelve calls without anything written, at most half of them different. `landing`: what it writes arrives,
 * and nothing fails.
 */
export type Stage = 'repeats' | 'errors' | 'spinning' | 'landing';

/** Oldest first. Undefined where nothing speaks either way. */
export function stageOf(steps: readonly ToolStep[]): Stage | undefined {
  const seen = steps.slice(-stepsInView).map(step => ({ ...shapeOf(step), failed: hasFailed(step) }));
  const last = seen.slice(-recent);
  const failed = last.filter(step => step.failed).length;
  const landed = last.filter(step => step.writes && !step.failed).length;
  if (last.some(step => isRepeated(last, step))) return 'repeats';
  if (failed >= tooMany && failed > landed) return 'errors';
  const kinds = new Set(seen.map(({ key }) => key)).size;
  const hasMoved = seen.some(step => step.writes && !step.failed);
  if (seen.length === stepsInView && !hasMoved && kinds <= stepsInView / 2) return 'spinning';
  return landed >= enoughLanded && failed === 0 ? 'landing' : undefined;
}

interface Seen {
  readonly key: string;
  readonly writes: boolean;
  readonly failed: boolean;
}

/** Nothing was written between the first and the last of the equal calls: the same must come back each time. */
function isRepeated(last: readonly Seen[], { key }: Seen): boolean {
  if (last.filter(step => step.key === key).length < tooMany) return false;
  const first = last.findIndex(step => step.key === key);
  const end = last.findLastIndex(step => step.key === key);
  return !last.slice(first, end).some(step => step.key !== key && step.writes && !step.failed);
}

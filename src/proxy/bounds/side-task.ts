import type { Role, Settings } from '../../protocol/settings.js';
import type { OutputBounds } from '../wire.js';

/**
 * The cap on a small job of the assistant's own. Assistants ask for up to 128,000 tokens for a title that needs twenty;
 * the cap only ever shows where a model runs on. Undefined for everything that a person waits for.
 */
export function sideTaskBounds(settings: Settings['bounds'], role: Role): OutputBounds | undefined {
  const factor = settings.sideTasks ? factors[role] : undefined;
  return factor === undefined ? undefined : { maxOutputTokens: factor * settings.sideTaskMaxTokens };
}

/** A commit message may have a body with a line for each change. */
const factors: Readonly<Partial<Record<Role, number>>> = { title: 1, branch: 1, classifier: 1, commit: 4 };

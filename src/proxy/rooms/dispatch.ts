import type { Prompt } from '../prompt.js';
import type { Ending, Reply } from '../wire.js';
import type { Target } from './plan.js';

/** Sends one prompt to one target. Rejects with {@link UpstreamError} only when no byte of a reply came. */
export type DispatchRoom = (prompt: Prompt, target: Target, onEnd: (ending: Ending) => void) => Promise<Reply>;

import type { Finding } from '../../wire.js';

/** Whether an answer that stopped for this reason is whole. Reasons yet unknown are not taken for a natural end. */
export function endOf(stopReason: string | undefined): Extract<Finding['end'], 'complete' | 'truncated'> {
  return stopReason !== undefined && naturalEnds.has(stopReason) ? 'complete' : 'truncated';
}

/** The provider declined to answer. A whole reply, but no knowledge. */
export const refusal = 'refusal';

const naturalEnds: ReadonlySet<string> = new Set(['end_turn', 'stop_sequence', 'tool_use', refusal]);

import { createHash } from 'node:crypto';
import type { ChatMessage } from './workload/types.js';

/**
 * The twelve hex digits that the demo upstream puts into its answer to these messages. Worked out here anew, so that
 * the check of an answer does not rest on the one who gave it.
 */
export function expectedMark(messages: readonly ChatMessage[]): string {
  const asked = JSON.stringify(messages.map(({ role, content }) => [role, content ?? '']));
  return createHash('sha256').update(asked).digest('hex').slice(0, 12);
}

/** The mark that an answer carries: in its text, or beside it where the text had to fit a schema. */
export function markIn(text: string, fingerprint: string | undefined): string | undefined {
  return (
    /\bdemo (?:answer )?([0-9a-f]{12})\b/i.exec(text)?.[1] ?? /^fp_demo_([0-9a-f]{12})$/.exec(fingerprint ?? '')?.[1]
  );
}

import type { Json } from '../prompt.js';
import type { ToolStep } from '../wire.js';

/** What one message or item says of tools. */
export type ToolWord =
  | { readonly kind: 'call'; readonly id: string; readonly name: string; readonly arguments: Json | undefined }
  | { readonly kind: 'result'; readonly id: string; readonly text: string; readonly failed: boolean };

/** No conversation is read further back than this for so few calls. */
const messagesPerStep = 8;

/** Pairs results with the calls they answer, from the end of the conversation on. A call without a result is under way. */
export function stepsFrom(
  messages: readonly Json[],
  most: number,
  read: (message: Json) => readonly ToolWord[],
): readonly ToolStep[] {
  const results = new Map<string, ToolWord & { readonly kind: 'result' }>();
  const steps: ToolStep[] = [];
  const oldest = Math.max(0, messages.length - most * messagesPerStep);
  for (let at = messages.length - 1; at >= oldest && steps.length < most; at -= 1) {
    const message = messages[at];
    const words = message === undefined ? [] : read(message);
    for (const word of words.toReversed()) {
      if (word.kind === 'result') {
        results.set(word.id, word);
        continue;
      }
      const result = results.get(word.id);
      if (result === undefined || steps.length === most) continue;
      steps.push({ name: word.name, arguments: word.arguments, result: result.text, failed: result.failed });
    }
  }
  return steps.reverse();
}

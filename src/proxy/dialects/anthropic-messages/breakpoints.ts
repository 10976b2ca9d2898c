import type { PromptPart } from '../../wire.js';
import { splice, type Splice } from '../json-splice.js';

/**
 * The bytes with a five-minute breakpoint on each of these parts, which must be markable. A block gets one member more;
 * a text that stands alone becomes the one block that it is short for. No other byte changes, so thoughts keep their
 * signatures, and what the provider compares, which leaves breakpoints out, is what it was.
 */
export function setBreakpoints(raw: Buffer, at: readonly PromptPart[]): Buffer {
  return splice(
    raw,
    at.flatMap(({ start, end }): readonly Splice[] =>
      raw[start] === quote
        ? [
            { start, end: start, text: '[{"type":"text","text":' },
            { start: end, end, text: `,${mark}}]` },
          ]
        : [{ start: start + 1, end: start + 1, text: `${mark},` }],
    ),
  );
}

const mark = '"cache_control":{"type":"ephemeral"}';
const quote = 0x22;

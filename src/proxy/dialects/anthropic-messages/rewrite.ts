import { memberSpans, splice } from '../json-splice.js';

/** The same bytes with another model. All else stays byte for byte; usage comes without being asked for. */
export function rewriteBody(raw: Buffer, change: { readonly model?: string }): Buffer {
  if (change.model === undefined) return raw;
  const text = JSON.stringify(change.model);
  // A key that stands twice is changed twice: parsers disagree about which one counts.
  const spans = memberSpans(raw).filter(span => span.key === 'model');
  return splice(
    raw,
    spans.map(span => ({ ...span, text })),
  );
}

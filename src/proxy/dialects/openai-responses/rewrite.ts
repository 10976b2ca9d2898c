import { firstMemberOffset, memberSpans, splice } from '../json-splice.js';

/**
 * The same bytes with another model; one is put in where the request leaves the choice to a prompt template. Usage
 * needs no asking for in this language.
 */
export function rewriteModel(raw: Buffer, change: { readonly model?: string; readonly askUsage?: boolean }): Buffer {
  if (change.model === undefined) return raw;
  const text = JSON.stringify(change.model);
  const spans = memberSpans(raw);
  // A key that stands twice is changed twice: parsers disagree about which one counts.
  const named = spans.filter(span => span.key === 'model').map(span => ({ ...span, text }));
  if (named.length > 0) return splice(raw, named);
  const at = firstMemberOffset(raw);
  return splice(raw, [{ start: at, end: at, text: `"model":${text}${spans.length === 0 ? '' : ','}` }]);
}

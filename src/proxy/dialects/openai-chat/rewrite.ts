import type { JsonObject } from '../../prompt.js';
import { firstMemberOffset, memberSpans, splice } from '../json-splice.js';
import type { Splice } from '../json-splice.js';

/** The same bytes with another model and/or a request for streamed usage. All else stays byte for byte. */
export function rewriteBody(raw: Buffer, change: { readonly model?: string; readonly askUsage?: boolean }): Buffer {
  const spans = memberSpans(raw);
  const splices: Splice[] = [];
  if (change.model !== undefined) {
    const text = JSON.stringify(change.model);
    // A key that stands twice is changed twice: parsers disagree about which one counts.
    for (const span of spans) if (span.key === 'model') splices.push({ ...span, text });
  }
  if (change.askUsage === true) splices.push(usageSplice(raw, spans));
  return splices.length === 0 ? raw : splice(raw, splices);
}

function usageSplice(raw: Buffer, spans: ReturnType<typeof memberSpans>): Splice {
  const options = spans.findLast(span => span.key === 'stream_options');
  if (options === undefined) {
    const at = firstMemberOffset(raw);
    return { start: at, end: at, text: '"stream_options":{"include_usage":true},' };
  }
  const given = JSON.parse(raw.toString('utf8', options.start, options.end)) as JsonObject | null;
  return { ...options, text: JSON.stringify({ ...given, include_usage: true }) };
}

import type { DialectBounds, OutputBounds } from '../../wire.js';
import { contentOf, memberOf, withLimit, withSentence, withStops } from '../bound-splices.js';
import { asObject } from '../shape.js';

/**
 * A token limit, stop texts, and a sentence in the system prompt or the user's words. This language has no JSON mode
 * without a schema.
 */
export const messagesBounds: DialectBounds = {
  thinking(body) {
    const thinking = asObject(body['thinking']);
    if (thinking === undefined) return 'unsaid';
    return thinking['type'] === 'disabled' ? 'off' : 'on';
  },
  apply: (raw, bounds) => [directed, limited, stopped].reduce((bytes, step) => step(bytes, bounds), raw),
};

function directed(raw: Buffer, { directive }: OutputBounds): Buffer {
  if (directive === undefined) return raw;
  const { text, at } = directive;
  const system = at === 'user' ? undefined : memberOf(raw, 'system');
  return (
    withSentence(raw, system, text, 'text') ??
    withSentence(raw, contentOf(raw, 'messages', 'last', ['user']), text, 'text') ??
    raw
  );
}

/** The limit is required here: a request without one is refused by the provider, not repaired on the way. */
function limited(raw: Buffer, { maxOutputTokens }: OutputBounds): Buffer {
  return maxOutputTokens === undefined ? raw : withLimit(raw, ['max_tokens'], maxOutputTokens);
}

/** Anthropic refuses texts of white space alone. */
function stopped(raw: Buffer, { stop = [] }: OutputBounds): Buffer {
  const worded = stop.filter(text => text.trim() !== '');
  return withStops(raw, 'stop_sequences', worded, Number.POSITIVE_INFINITY);
}

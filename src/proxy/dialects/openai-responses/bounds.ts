import type { Json } from '../../prompt.js';
import type { DialectBounds, OutputBounds } from '../../wire.js';
import { contentOf, memberOf, valueAt, withLimit, withMember, withSentence } from '../bound-splices.js';
import { splice } from '../json-splice.js';
import { contentText } from '../openai-chat/facts.js';
import { asArray, asObject, asString } from '../shape.js';

/** A token limit, JSON mode, and a sentence in the instructions or the user's words. This language has no stop texts. */
export const responsesBounds: DialectBounds = {
  thinking(body) {
    const reasoning = asObject(body['reasoning']) ?? {};
    const effort = asString(reasoning['effort']);
    if (effort !== undefined) return effort === 'none' ? 'off' : 'on';
    // Who asks for a summary of thoughts expects some.
    return Object.values(reasoning).some(value => value !== null) ? 'on' : 'unsaid';
  },
  apply: (raw, bounds) => [directed, limited, jsoned].reduce((bytes, step) => step(bytes, bounds), raw),
};

function directed(raw: Buffer, { directive }: OutputBounds): Buffer {
  if (directive === undefined) return raw;
  const { text, at } = directive;
  const places =
    at === 'user' ? [] : [memberOf(raw, 'instructions'), contentOf(raw, 'input', 'first', ['system', 'developer'])];
  const user = typeof valueAt(raw, memberOf(raw, 'input')) === 'string' ? memberOf(raw, 'input') : undefined;
  for (const place of [...places, user ?? contentOf(raw, 'input', 'last', ['user'])]) {
    const done = withSentence(raw, place, text, 'input_text');
    if (done !== undefined) return done;
  }
  return raw;
}

function limited(raw: Buffer, { maxOutputTokens }: OutputBounds): Buffer {
  const name = 'max_output_tokens';
  return maxOutputTokens === undefined ? raw : withLimit(raw, [name], maxOutputTokens, name);
}

/** OpenAI refuses JSON mode when no message of the input speaks of JSON; the instructions do not count. */
function jsoned(raw: Buffer, { jsonMode }: OutputBounds): Buffer {
  const input = jsonMode === true ? valueAt(raw, memberOf(raw, 'input')) : undefined;
  if (input === undefined || !speaksOfJson(input)) return raw;
  const span = memberOf(raw, 'text');
  const text = valueAt(raw, span) ?? null;
  if (span === undefined || text === null) return withMember(raw, 'text', `{"format":${jsonObject}}`);
  const format = asObject(text)?.['format'] ?? null;
  if (format !== null && asObject(format)?.['type'] !== 'text') return raw;
  const inside = withMember(raw.subarray(span.start, span.end), 'format', jsonObject);
  return splice(raw, [{ ...span, text: inside.toString('utf8') }]);
}

const jsonObject = '{"type":"json_object"}';

function speaksOfJson(input: Json): boolean {
  const texts =
    typeof input === 'string' ? [input] : asArray(input).map(item => contentText(asObject(item)?.['content']));
  return texts.some(text => /json/i.test(text));
}

import type { Json, JsonObject } from '../../prompt.js';
import type { DialectBounds, OutputBounds } from '../../wire.js';
import { contentOf, memberOf, valueAt, withLimit, withMember, withSentence, withStops } from '../bound-splices.js';
import { asArray, asNumber, asObject } from '../shape.js';
import { contentText } from './facts.js';

/** Both names of the token limit, up to four stop texts, JSON mode, and a sentence in the system prompt or the user's words. */
export const chatBounds: DialectBounds = {
  thinking,
  apply(raw, bounds, model) {
    const steps = [directed, limited, stopped, jsoned] as const;
    return steps.reduce((bytes, step) => step(bytes, bounds, model), raw);
  },
};

function directed(raw: Buffer, { directive }: OutputBounds): Buffer {
  if (directive === undefined) return raw;
  const { text, at } = directive;
  const system = at === 'user' ? undefined : contentOf(raw, 'messages', 'first', ['system', 'developer']);
  return (
    withSentence(raw, system, text, 'text') ??
    withSentence(raw, contentOf(raw, 'messages', 'last', ['user']), text, 'text') ??
    raw
  );
}

function limited(raw: Buffer, { maxOutputTokens }: OutputBounds, model: string): Buffer {
  if (maxOutputTokens === undefined) return raw;
  const name = newNameOnly.test(model) ? 'max_completion_tokens' : 'max_tokens';
  return withLimit(raw, ['max_tokens', 'max_completion_tokens'], maxOutputTokens, name);
}

/** OpenAI's models that refuse the old name; most other providers know no other. */
const newNameOnly = /(?:^|\/)(?:o\d|gpt-5)/i;

function stopped(raw: Buffer, { stop }: OutputBounds): Buffer {
  return stop === undefined ? raw : withStops(raw, 'stop', stop, mostStops);
}

/** OpenAI's reference for `stop`. */
const mostStops = 4;

/** OpenAI refuses JSON mode when no message speaks of JSON. */
function jsoned(raw: Buffer, { jsonMode }: OutputBounds): Buffer {
  if (jsonMode !== true) return raw;
  const format = memberOf(raw, 'response_format');
  const given = valueAt(raw, format) ?? null;
  const free = given === null || asObject(given)?.['type'] === 'text';
  const messages = asArray(valueAt(raw, memberOf(raw, 'messages')));
  if (!free || !messages.some(message => /json/i.test(contentText(asObject(message)?.['content'])))) return raw;
  return withMember(raw, 'response_format', '{"type":"json_object"}');
}

/** The field of OpenAI, and those of the providers that speak its language. */
function thinking(body: JsonObject): ReturnType<DialectBounds['thinking']> {
  const template = asObject(body['chat_template_kwargs']);
  const budget = asNumber(body['thinking_budget']);
  const said = [
    effort(body['reasoning_effort']),
    reasoning(asObject(body['reasoning'])),
    kind(asObject(body['thinking'])),
    flag(body['enable_thinking']),
    flag(template?.['enable_thinking']),
    flag(template?.['thinking']),
    budget === undefined ? undefined : budget !== 0,
  ];
  if (said.includes(true)) return 'on';
  return said.includes(false) ? 'off' : 'unsaid';
}

/** OpenAI's `reasoning_effort`. */
function effort(value: Json | undefined): boolean | undefined {
  return typeof value === 'string' ? value !== 'none' : undefined;
}

/** OpenRouter's `reasoning`; an object that only says how thoughts are shown speaks of thoughts. */
function reasoning(value: JsonObject | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  return effort(value['effort']) ?? value['enabled'] !== false;
}

/** `thinking` of DeepSeek, GLM and Kimi. */
function kind(value: JsonObject | undefined): boolean | undefined {
  return value === undefined ? undefined : value['type'] !== 'disabled';
}

/** `enable_thinking` of Qwen and of servers that run open models. */
function flag(value: Json | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

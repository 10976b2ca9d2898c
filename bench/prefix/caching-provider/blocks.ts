import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../../src/proxy/prompt.js';
import { textOf, tokensOf } from './answer.js';

/** One cacheable step of an Anthropic prompt: everything up to and including this block. */
export interface Step {
  /** Of all blocks so far, breakpoints left out. */
  readonly hash: string;
  /** Tokens of all blocks so far. */
  readonly tokens: number;
  readonly ttl: '5m' | '1h' | undefined;
}

/** A request the provider refuses, with its message. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason = 'invalid_request_error';
}

/**
 * The blocks of a messages body in the order of the cache: tools, system, messages. A text that stands alone is one
 * block. Throws {@link Refusal} where Anthropic refuses breakpoints.
 */
export function stepsOf(body: JsonObject): readonly Step[] {
  const walk = new Walk();
  for (const tool of list(body['tools'])) if (asObject(tool)['defer_loading'] !== true) walk.add('tool', tool);
  for (const block of list(body['system'])) walk.add('system', block);
  walk.mix([body['thinking'] ?? null, body['tool_choice'] ?? null]);
  for (const value of list(body['messages'])) {
    const message = asObject(value);
    for (const block of list(message['content'])) walk.add(textOf(message['role']), block);
  }
  return walk.finish(asObject(body['cache_control']));
}

class Walk {
  readonly #steps: Step[] = [];
  readonly #hash = createHash('sha256');
  #tokens = 0;
  #marks = 0;
  #shortSeen = false;

  add(kind: string, value: Json): void {
    const { cache_control: mark, ...block } = asObject(value);
    const text = JSON.stringify(block);
    this.#tokens += tokensOf(text);
    this.#hash.update(`\n${kind} ${text}`);
    const ttl = mark === undefined || mark === null ? undefined : this.#mark(block, asObject(mark));
    this.#steps.push({ hash: this.#hash.copy().digest('hex'), tokens: this.#tokens, ttl });
  }

  /** What is no block but changes the meaning of all blocks that follow. */
  mix(values: readonly Json[]): void {
    this.#hash.update(JSON.stringify(values));
  }

  finish(automatic: JsonObject): readonly Step[] {
    const last = this.#steps.at(-1);
    if (automatic['type'] === undefined || last === undefined || last.ttl !== undefined) return this.#steps;
    return [...this.#steps.slice(0, -1), { ...last, ttl: this.#mark({ type: 'text', text: '-' }, automatic) }];
  }

  #mark(block: JsonObject, mark: JsonObject): '5m' | '1h' {
    const { type, text } = block;
    if (type === 'thinking' || type === 'redacted_thinking')
      throw new Refusal(`cache_control cannot be set on ${type} blocks`);
    if (type === 'text' && text === '') throw new Refusal('cache_control cannot be set for empty text blocks');
    if (block['defer_loading'] === true) throw new Refusal('cache_control cannot be set on deferred tools');
    if (++this.#marks > 4)
      throw new Refusal(`A maximum of 4 blocks with cache_control may be provided. Found ${this.#marks}.`);
    const hour = mark['ttl'] === '1h';
    if (hour && this.#shortSeen) throw new Refusal('a ttl of 1h must not come after a ttl of 5m');
    this.#shortSeen ||= !hour;
    return hour ? '1h' : '5m';
  }
}

function list(value: Json | undefined): readonly Json[] {
  if (typeof value === 'string') return value === '' ? [] : [{ type: 'text', text: value }];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

import type { JsonObject, Prompt } from '../prompt.js';
import type { Usage } from '../wire.js';

/** Micro-dollars per million tokens. */
export interface SamplePrices {
  readonly input: number;
  readonly output: number;
}

/** A question that cannot cost more than this. */
export interface Affordable {
  readonly body: JsonObject;
  readonly mostMicroUsd: number;
}

/** Room for an answer that is longer than the kept one; what is longer yet is cut, and then not compared. */
const fewestTokens = 1_024;
const ampleTokens = 4_096;

/**
 * The caller's question with a limit to its answer, and the most that it can cost. Undefined where that cannot be said:
 * the dialect knows no limit, or the caller asked for terms that change the price.
 */
export function affordable(prompt: Prompt, kept: Usage, prices: SamplePrices): Affordable | undefined {
  const { raw, body, facts, dialect } = prompt;
  if (body['service_tier'] !== undefined || body['inference_geo'] !== undefined) return undefined;
  const wanted = Math.max(fewestTokens, Math.min(2 * kept.output, ampleTokens), Math.ceil(1.25 * kept.output));
  const own = facts.maxOutputTokens;
  const limit = Math.min(own ?? Infinity, wanted);
  if (own === undefined && dialect.bounds === undefined) return undefined;
  const bounded = limit === own ? raw : (dialect.bounds?.apply(raw, { maxOutputTokens: limit }, facts.model) ?? raw);
  if (limit !== own && bounded === raw) return undefined;
  // A token is a byte at least, and writing to a provider's cache costs twice its price at most.
  const input = 2 * raw.length * prices.input;
  return {
    body: JSON.parse(bounded.toString('utf8')) as JsonObject,
    mostMicroUsd: Math.ceil((input + limit * prices.output) / 1_000_000),
  };
}

/** A model at a provider, by names. */
export interface Named {
  readonly provider: string;
  readonly model: string;
}

/** What a model costs, in micro-dollars per million tokens. */
export interface ModelPrices {
  readonly input: number;
  /** Read from the provider's prompt cache. */
  readonly cachedInput: number;
  /** Written to it; `input` where the provider asks no more for that. */
  readonly cacheWrite: number;
  readonly output: number;
}

/** Undefined where a price is not known. */
export type PricesOf = (named: Named) => ModelPrices | undefined;

/** What one call reads and writes, in tokens. */
export interface CallTokens {
  /** The whole prompt. */
  readonly prompt: number;
  /** The part of it that the provider holds already. */
  readonly held: number;
  readonly output: number;
}

/** No provider keeps a prefix that is shorter (OpenAI 1,024; Anthropic 1,024 to 4,096 by model). */
const minimumTokens = 1_024;

/** The part of `tokens` that a provider can hold: all of a long prefix, nothing of a short one. */
export function holdable(tokens: number): number {
  return tokens < minimumTokens ? 0 : tokens;
}

/** Micro-dollars, with fractions. What is new in a prompt is written to the cache, unless it is too short to be kept. */
export function callCost(prices: ModelPrices, { prompt, held, output }: CallTokens): number {
  const read = Math.min(holdable(prompt), held);
  const fresh = holdable(prompt) === 0 ? prices.input : prices.cacheWrite;
  return (read * prices.cachedInput + (prompt - read) * fresh + output * prices.output) / 1_000_000;
}

/** What it costs more to read `tokens` anew than to have kept them warm. */
export function coldPenalty(prices: ModelPrices, tokens: number): number {
  return (holdable(tokens) * Math.max(0, prices.cacheWrite - prices.cachedInput)) / 1_000_000;
}

export function nameOf({ provider, model }: Named): string {
  return `${provider}:${model}`;
}

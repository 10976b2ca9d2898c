/**
 * Tokens that a prefix needs before Anthropic keeps it, by model; undefined for models that are not Anthropic's. Newer
 * models than the page on prompt caching names get the largest minimum. Sonnet 4.6 is listed with 1,024 and was seen
 * to need 2,048 (anthropics/anthropic-sdk-python#1194).
 */
export function minimumTokens(model: string): number | undefined {
  if (!model.includes('claude')) return undefined;
  return rows.find(([pattern]) => pattern.test(model))?.[1] ?? 4_096;
}

const rows: readonly (readonly [pattern: RegExp, tokens: number])[] = [
  [/haiku-3|3[.-]5-haiku|3-haiku/, 2_048],
  [/3[.-][57]-sonnet|3-sonnet|3-opus/, 1_024],
  [/sonnet-4[.-]6/, 2_048],
  [/sonnet-4(?:$|[.-]5|-20|@|:)/, 1_024],
  [/opus-4(?:$|[.-][01](?!\d)|-20|@|:)/, 1_024],
];

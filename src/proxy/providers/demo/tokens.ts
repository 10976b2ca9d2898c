/** Characters to a token in English prose and code, the usual rule of thumb. */
export const charsPerToken = 4;

/** A deterministic stand-in for a tokenizer. An empty text has no tokens. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / charsPerToken);
}

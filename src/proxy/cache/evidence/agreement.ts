import { dot } from '../vector-index.js';

export type Agreement = 'same' | 'different' | 'unclear';
/** Unit vectors, or undefined while there is no model. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[] | undefined>;

/**
 * Two answers to one question differ in their words also when both are right. They are the same when their text is, up to
 * case and white space, or when their embeddings are as near as those of two wordings; they are different only when they
 * have little in common. What lies between is left open and counts for nothing, as in asynchronous verification of cache
 * hits (vCache, arXiv 2502.03771), but without a judge that costs money. The two marks are set by hand, wide apart.
 */
export async function agreementOf(a: string, b: string, embed: EmbedTexts): Promise<Agreement> {
  const [given, fresh] = [normal(a), normal(b)];
  if (given === '' || fresh === '') return 'unclear';
  if (given === fresh) return 'same';
  const [one, other] = (await embed([a.slice(0, maxChars), b.slice(0, maxChars)])) ?? [];
  if (one?.length === undefined || one.length !== other?.length) return 'unclear';
  const cosine = dot(one, other, 0);
  return cosine >= sameFrom ? 'same' : cosine < differentBelow ? 'different' : 'unclear';
}

const sameFrom = 0.85;
const differentBelow = 0.4;
const maxChars = 8_000;

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

export type Agreement = 'same' | 'different' | 'unclear';
/** How alike two texts are, on the scale that `cache.similarity` is set on; undefined while there is no model. */
export type Likeness = (a: string, b: string) => Promise<number | undefined>;

/**
 * Two answers to one question differ in their words also when both are right. They are the same when their text is, up to
 * case and white space, or when their embeddings are as near as those of two wordings; they are different only when they
 * have little in common. What lies between is left open and counts for nothing, as in asynchronous verification of cache
 * hits (vCache, arXiv 2502.03771), but without a judge that costs money. The two marks are set by hand, wide apart.
 */
export async function agreementOf(a: string, b: string, likeness: Likeness): Promise<Agreement> {
  const [given, fresh] = [normal(a), normal(b)];
  if (given === '' || fresh === '') return 'unclear';
  if (given === fresh) return 'same';
  const alike = await likeness(a.slice(0, maxChars), b.slice(0, maxChars));
  if (alike === undefined) return 'unclear';
  return alike >= sameFrom ? 'same' : alike < differentBelow ? 'different' : 'unclear';
}

const sameFrom = 0.85;
const differentBelow = 0.4;
const maxChars = 8_000;

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

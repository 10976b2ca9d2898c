import { dot } from '../vector-index.js';
import { answerFacts, type AnswerFacts } from './answer-facts.js';

export type Agreement = 'same' | 'different' | 'unclear';
/** Unit vectors, or undefined while there is no model. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[] | undefined>;

/**
 * Whether two answers to one question say the same. Likeness alone cannot tell: an answer with one word exchanged is nearer
 * than a good rewording. So they are the same only where several facts (code, numbers) are shared and none stands against
 * another, and different only where they contradict each other openly or share nothing at all. Most pairs are neither, and
 * count for nothing, as in asynchronous verification of cache hits (vCache, arXiv 2502.03771) but without a judge that
 * costs money. The marks were chosen on the one half of bench/agreement and measured on the other.
 */
export async function agreementOf(asked: string, a: string, b: string, embed: EmbedTexts): Promise<Agreement> {
  const [one, other] = [answerFacts(a, asked), answerFacts(b, asked)];
  if (one.gist === '' || other.gist === '') return 'unclear';
  if (one.gist === other.gist) return sameSigns(a, b) ? 'same' : 'unclear';
  if (opposed(one, other)) return 'different';
  if (!shared(one, other) && !apart(one, other)) return 'unclear';
  const [left, right] = (await embed([a.slice(0, maxChars), b.slice(0, maxChars)])) ?? [];
  if (left?.length === undefined || left.length !== right?.length) return 'unclear';
  const cosine = dot(left, right, 0);
  if (shared(one, other)) return cosine >= sameFrom ? 'same' : 'unclear';
  return cosine < differentBelow ? 'different' : 'unclear';
}

/** Chosen on the dev half of bench/agreement. */
const sameFrom = 0.4;
const differentBelow = 0.2;
/** Facts that are shared by two that say the same, and the part they are of those of the one that states fewer. */
const fewestShared = 2;
const mostlyShared = 0.75;
/** Two people do not choose so many equal words: one was made from the other, and where it differs is what matters. */
const copied = 0.65;
/** So few common words are chance; fewer words than this say nothing. */
const hardlyAny = 0.12;
const fewestWords = 5;
const maxChars = 8_000;

/** Signs that are no words decide in commands: `+100M`, `-100M`. */
function sameSigns(a: string, b: string): boolean {
  const signs = (text: string) => (text.match(/[^\p{L}\p{N}\s,.;:!?'"`()*_]/gu) ?? []).join('');
  return signs(a) === signs(b);
}

/** One says yes and the other no, or one is a copy of the other with other numbers. */
function opposed(one: AnswerFacts, other: AnswerFacts): boolean {
  if (one.polarity !== undefined && other.polarity !== undefined && one.polarity !== other.polarity) return true;
  // In both directions: a few words are soon all found in many.
  const alike = common(one.words, other.words) / Math.max(1, one.words.size, other.words.size);
  return alike >= copied && atOdds(one.numbers, other.numbers);
}

function shared(one: AnswerFacts, other: AnswerFacts): boolean {
  const both = common(one.code, other.code) + common(one.numbers, other.numbers);
  const fewer = Math.min(one.code.size, other.code.size) + Math.min(one.numbers.size, other.numbers.size);
  if (both < fewestShared || both < mostlyShared * fewer) return false;
  return !atOdds(one.numbers, other.numbers) && share(one.words, other.words) < copied;
}

function apart(one: AnswerFacts, other: AnswerFacts): boolean {
  if (common(one.code, other.code) + common(one.numbers, other.numbers) > 0) return false;
  const words = Math.min(one.words.size, other.words.size);
  return words >= fewestWords && share(one.words, other.words) <= hardlyAny;
}

/** Both have some, and none in common. */
function atOdds(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size > 0 && other.size > 0 && common(one, other) === 0;
}

/** What is in both, as a part of the smaller one. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return common(one, other) / Math.max(1, Math.min(one.size, other.size));
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const each of one) if (other.has(each)) count += 1;
  return count;
}

// What kind of content an answer is, and how long such answers stay true.

export const contentClasses = ['knowledge', 'summary', 'classification', 'live', 'creative', 'other'] as const;

/**
 * `knowledge`: a question that stands alone and whose answer stays true. `summary`: a given text in other words.
 * `classification`: a label for a given text. `live`: what changes by the hour. `creative`: something made up, of which
 * everybody wants a new one. `other`: what is none of these, such as a talk of several turns.
 */
export type ContentClass = (typeof contentClasses)[number];

/** Seconds, or `never`: nothing of it is kept. */
export type TtlS = number | 'never';

const hourS = 3_600;

/**
 * How long answers of a class are kept where the user says nothing. Classes that are not here are kept for
 * `cache.ttlS`, and the others not longer than that. The usual advice for caches of answers, and where in it this lies:
 * summaries 6-12 h, classification 12-24 h, live data 5-15 min, creative never, static knowledge 24-72 h.
 */
export const classTtlS: Readonly<Partial<Record<ContentClass, TtlS>>> = {
  summary: 8 * hourS,
  classification: 12 * hourS,
  live: 600,
  creative: 'never',
};

const words: Readonly<Record<ContentClass, string>> = {
  knowledge: 'static knowledge',
  summary: 'a summary',
  classification: 'a classification',
  live: 'live data',
  creative: 'creative writing',
  other: 'of no special kind',
};

/** As it stands in a sentence: 'off for live data'. */
export function contentClassWords(contentClass: ContentClass): string {
  return contentClass === 'other' ? 'what is of no special kind' : words[contentClass];
}

/** `live data: kept 10 minutes` */
export function keptWords(contentClass: ContentClass, ttlS: TtlS): string {
  return `${words[contentClass]}: ${ttlS === 'never' ? 'never kept' : `kept ${spanWords(ttlS)}`}`;
}

const units = [
  ['day', 86_400],
  ['hour', hourS],
  ['minute', 60],
  ['second', 1],
] as const;

/** In the largest unit that gives a whole number: `3 days`, `90 minutes`. One day is `24 hours`. */
function spanWords(seconds: number): string {
  const [unit, length] = units.find(([, each]) => seconds % each === 0 && seconds > each) ?? ['second', 1];
  const count = Math.round(seconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

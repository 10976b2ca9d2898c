import type { Json } from '../../prompt.js';

/**
 * Whether two answers to one question say the same, as far as can be told without a model: equal JSON, or nearly the
 * same words and all the same numbers. Two long answers in different words count as different.
 */
export function isSameAnswer(a: string, b: string): boolean {
  const [one, other] = [parse(a), parse(b)];
  if (one !== undefined && other !== undefined) return canonical(one) === canonical(other);
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.size === 0 || second.size === 0) return first.size === second.size;
  const numbers = (words: ReadonlySet<string>) =>
    [...words]
      .filter(word => /\p{N}/u.test(word))
      .sort()
      .join(' ');
  if (numbers(first) !== numbers(second)) return false;
  const shared = [...first].filter(word => second.has(word)).length;
  return shared / (first.size + second.size - shared) >= nearlyAll;
}

const nearlyAll = 0.8;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,:][\p{N}]+)*/gu) ?? []);
}

/** Only objects and lists: a bare number or word is compared as words are. */
function parse(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(item => canonical(item as Json)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

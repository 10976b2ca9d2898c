import type { ContentWord } from './reading.js';

/**
 * How well the words that only one side has are met by words of the other side, by their vectors and their spelling. Per
 * side, the worse one last: weighted mean of the best likeness, the least best likeness, and the most weight that is not
 * met.
 */
export function alignment(
  onlyA: readonly ContentWord[],
  onlyB: readonly ContentWord[],
  a: readonly ContentWord[],
  b: readonly ContentWord[],
): readonly number[] {
  const [left, right] = [met(onlyA, b), met(onlyB, a)];
  const [leftFree, rightFree] = [met(onlyA, onlyB), met(onlyB, onlyA)];
  return [
    ...pair(left.mean, right.mean),
    ...pair(left.least, right.least),
    ...pair(left.unmet, right.unmet),
    ...pair(leftFree.mean, rightFree.mean),
    Math.max(leftFree.spelt, rightFree.spelt),
  ];
}

interface Met {
  readonly mean: number;
  readonly least: number;
  /** The largest weight times what its best partner lacks, over 8. */
  readonly unmet: number;
  /** Likeness of spelling of the word that is least alike. */
  readonly spelt: number;
}

function met(words: readonly ContentWord[], others: readonly ContentWord[]): Met {
  if (words.length === 0) return { mean: 1, least: 1, unmet: 0, spelt: 1 };
  let weight = 0;
  let sum = 0;
  let least = 1;
  let unmet = 0;
  let spelt = 1;
  for (const word of words) {
    let best = 0;
    let bestSpelt = 0;
    for (const other of others) {
      best = Math.max(best, dot(word.vector, other.vector));
      bestSpelt = Math.max(bestSpelt, spelling(word.text, other.text));
    }
    weight += word.idf;
    sum += word.idf * best;
    least = Math.min(least, best);
    unmet = Math.max(unmet, (word.idf * (1 - best)) / 8);
    spelt = Math.min(spelt, bestSpelt);
  }
  return { mean: weight === 0 ? 1 : sum / weight, least, unmet, spelt };
}

/** Cosine of two unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** Dice's coefficient on pairs of letters: 1 for equal words, 0 for words without a common pair. */
function spelling(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 3 || b.length < 3) return 0;
  const pairs = new Map<string, number>();
  for (let at = 1; at < a.length; at++)
    pairs.set(a.slice(at - 1, at + 1), (pairs.get(a.slice(at - 1, at + 1)) ?? 0) + 1);
  let shared = 0;
  for (let at = 1; at < b.length; at++) {
    const left = pairs.get(b.slice(at - 1, at + 1)) ?? 0;
    if (left === 0) continue;
    pairs.set(b.slice(at - 1, at + 1), left - 1);
    shared++;
  }
  return (2 * shared) / (a.length + b.length - 2);
}

function pair(one: number, other: number): readonly [number, number] {
  return one < other ? [one, other] : [other, one];
}

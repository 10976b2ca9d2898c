import { isRequest, reframe, reword } from './pairs/rewrite.js';
import { swap } from './pairs/swap.js';
import type { Tokens } from './embedding.js';
import type { Random } from './random.js';

/** An unlabelled text that was reworded by rule: what it means stays the same. */
export function restate(text: string, random: Random): string {
  return reword(isRequest(text) ? reframe(text, random) : text, random);
}

/** An unlabelled text and itself with one name, number or word exchanged; undefined when it holds none. */
export function nearMiss(text: string, random: Random): { readonly a: string; readonly b: string } | undefined {
  const other = swap(text, random);
  return other === undefined ? undefined : { a: restate(text, random), b: restate(other, random) };
}

/** The tokens without some of them; never without all. */
export function dropped(tokens: Tokens, chance: number, random: Random): Tokens {
  const kept = tokens.filter(() => random() >= chance);
  return kept.length > 0 ? kept : tokens;
}

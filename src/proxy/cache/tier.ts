import type { Entry } from './entry.js';

/** What one tier of the cache has for a prompt. `reason` is a short code for the miss. */
export type TierAnswer =
  | { readonly kind: 'hit'; readonly entry: Entry; readonly similarity: number }
  | { readonly kind: 'none'; readonly reason: string };

import type { Entry } from './entry.js';

/** What one tier of the cache has for a prompt. `reason` is a short code for the miss. */
export type TierAnswer =
  | {
      readonly kind: 'hit';
      readonly entry: Entry;
      readonly similarity: number;
      /** Reason code for what it was accepted on; none where the outcome says it all. */
      readonly because?: string;
      /** The tightest error bound that lets it through; without it, the strict check did. */
      readonly bound?: number;
    }
  | { readonly kind: 'none'; readonly reason: string };

import { LRUCache } from 'lru-cache';

/** Which prefixes a provider holds, and until when. Sizes and hashes only. */
export class HeldPrefixes {
  readonly #held = new LRUCache<string, { readonly tokens: number; readonly atMs: number }>({ max: 20_000 });

  /** The longest of these prefixes that was used less than `lifeMs` ago; 0 when there is none. */
  tokens(keys: readonly string[], nowMs: number, lifeMs: number): number {
    let longest = 0;
    for (const key of keys) {
      const held = this.#held.get(key);
      if (held !== undefined && nowMs - held.atMs < lifeMs) longest = Math.max(longest, held.tokens);
    }
    return longest;
  }

  note(key: string, tokens: number, atMs: number): void {
    this.#held.set(key, { tokens, atMs });
  }

  /** It was used again. */
  touch(key: string, atMs: number): void {
    const held = this.#held.get(key);
    if (held !== undefined) this.#held.set(key, { ...held, atMs });
  }
}

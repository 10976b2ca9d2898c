import { LRUCache } from 'lru-cache';
import type { Clock } from '../prompt.js';
import type { Place } from './places.js';

/** How long the provider keeps an unused prefix: five minutes, by Anthropic's page on prompt caching. */
export const lifeMs = 5 * 60_000;
/** Time a request needs to get there: what is nearly cold is not counted on. */
const marginMs = 20_000;

/** Which prefixes came by, and which of them the provider is known to hold. Hashes only. */
export class Warmth {
  readonly #seenMs = new LRUCache<string, number>({ max: 20_000 });
  readonly #warm = new LRUCache<string, { readonly atMs: number; readonly tokens: number }>({ max: 20_000 });

  constructor(private readonly clock: Clock) {}

  /** The prefix came by so lately that it could have been read from the cache. */
  seen(place: Place): boolean {
    return this.clock.nowMs() - (this.#seenMs.get(place.key) ?? -Infinity) < lifeMs;
  }

  /** Tokens of the prefix, when the provider holds it now; else 0. */
  warmTokens(place: Place): number {
    const warm = this.#warm.get(place.key);
    return warm !== undefined && this.clock.nowMs() - warm.atMs < lifeMs - marginMs ? warm.tokens : 0;
  }

  note(places: readonly Place[]): void {
    for (const { key } of places) this.#seenMs.set(key, this.clock.nowMs());
  }

  /** The provider has reported that it holds the prefix since `atMs`. */
  warmed(place: Place, tokens: number, atMs: number): void {
    this.#warm.set(place.key, { atMs, tokens });
  }
}

import type { Step } from './blocks.js';

/** Input tokens by what they are charged as. */
export interface CacheUse {
  readonly read: number;
  readonly written5m: number;
  readonly written1h: number;
  readonly plain: number;
}

/** Blocks looked at from a breakpoint backwards, itself included. */
export const lookBackBlocks = 20;
const lifeMs = { '5m': 5 * 60_000, '1h': 3_600_000 } as const;

/**
 * Anthropic's prompt cache: an entry at every breakpoint of at least `minimumTokens`; a request reads the longest entry
 * that one of its breakpoints finds within reach, and reading keeps it alive. Times are wall-clock milliseconds.
 */
export class AnthropicCache {
  readonly #entries = new Map<string, { expiresMs: number; readonly ttl: '5m' | '1h' }>();

  constructor(private readonly nowMs: () => number) {}

  use(scope: string, steps: readonly Step[], minimumTokens: number): CacheUse {
    const nowMs = this.nowMs();
    const total = steps.at(-1)?.tokens ?? 0;
    const marked = steps.flatMap((step, at) =>
      step.ttl !== undefined && step.tokens >= minimumTokens ? [{ at, ttl: step.ttl, tokens: step.tokens }] : [],
    );
    let hit = -1;
    for (const { at } of marked) {
      for (let back = at; back > Math.max(hit, at - lookBackBlocks) && back >= 0; back--) {
        const entry = this.#entries.get(`${scope} ${steps[back]?.hash ?? ''}`);
        if (entry === undefined || entry.expiresMs <= nowMs) continue;
        entry.expiresMs = nowMs + lifeMs[entry.ttl];
        hit = back;
      }
    }
    for (const { at, ttl } of marked) {
      const key = `${scope} ${steps[at]?.hash ?? ''}`;
      const kept = this.#entries.get(key);
      if (kept !== undefined && kept.expiresMs > nowMs && (kept.ttl === '1h' || ttl === '5m')) {
        kept.expiresMs = nowMs + lifeMs[kept.ttl];
      } else this.#entries.set(key, { expiresMs: nowMs + lifeMs[ttl], ttl });
    }
    const read = steps[hit]?.tokens ?? 0;
    const upTo1h = Math.max(read, marked.findLast(({ ttl }) => ttl === '1h')?.tokens ?? 0);
    const upTo5m = Math.max(upTo1h, marked.at(-1)?.tokens ?? 0);
    return { read, written1h: upTo1h - read, written5m: upTo5m - upTo1h, plain: total - upTo5m };
  }
}

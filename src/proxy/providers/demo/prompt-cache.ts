import { createHash } from 'node:crypto';
import { charsPerToken, countTokens } from './tokens.js';

/** Prompts shorter than this are never cached, as the provider documents for its automatic prompt caching. */
const minTokens = 1_024;
/** Cached prefixes grow in steps of this many tokens. */
const stepTokens = 128;
/** How long an unused prefix is remembered; the provider says 5 to 10 minutes of inactivity. */
const keepMs = 5 * 60_000;
/** Steps remembered at most, oldest use forgotten first: about 25 million characters. */
const maxSteps = 50_000;

/**
 * The provider's automatic prompt cache: a prefix that was read before costs less. Holds hashes only, never text.
 * Times are wall-clock milliseconds.
 */
export class PromptCache {
  private readonly usedMs = new Map<string, number>();

  constructor(private readonly nowMs: () => number) {}

  /** Tokens at the start of `text` that are still warm for this scope (a model and a key); then warms all of it. */
  read(scope: string, text: string): number {
    if (countTokens(text) < minTokens) return 0;
    const now = this.nowMs();
    let warmSteps = 0;
    let warm = true;
    for (const step of stepHashes(scope, text)) {
      const usedMs = this.usedMs.get(step);
      warm &&= usedMs !== undefined && now - usedMs <= keepMs;
      if (warm) warmSteps += 1;
      this.touch(step, now);
    }
    const cached = warmSteps * stepTokens;
    return cached >= minTokens ? cached : 0;
  }

  private touch(step: string, now: number): void {
    this.usedMs.delete(step);
    this.usedMs.set(step, now);
    if (this.usedMs.size <= maxSteps) return;
    const oldest = this.usedMs.keys().next();
    if (oldest.done !== true) this.usedMs.delete(oldest.value);
  }
}

/** One hash for every whole step, each of everything up to its end. */
function* stepHashes(scope: string, text: string): Generator<string> {
  const stepChars = stepTokens * charsPerToken;
  const hash = createHash('sha256').update(`${scope}\n`);
  for (let end = stepChars; end <= text.length; end += stepChars) {
    hash.update(text.slice(end - stepChars, end));
    yield hash.copy().digest('base64');
  }
}

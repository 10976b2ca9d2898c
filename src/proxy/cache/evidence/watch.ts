import type { Fingerprint, Prompt } from '../../prompt.js';
import type { DialectName } from '../../wire.js';
import type { ServedPair } from '../feedback/served.js';
import { isReask, saysNo } from './refinement.js';

/** A loose hit, while it may still turn out that it was not what was wanted. */
export interface WatchedHit extends ServedPair {
  readonly client: string;
  readonly dialect: DialectName;
  readonly tenant: string;
  readonly modelRequested: string;
  readonly exactKey: string;
  readonly atMs: number;
}

export type Refinement = 'said-no' | 'regenerated' | 'asked-again';

/** The last loose hits, in memory, and what the next requests say of them. */
export interface Watch {
  served(hit: WatchedHit): void;
  /** The hit that this request complains about, which is then no longer watched. */
  heed(prompt: Prompt, fingerprint: Fingerprint): { readonly hit: WatchedHit; readonly as: Refinement } | undefined;
}

const watchedMs = 120_000;
const maxWatched = 64;
/** Nobody reads an answer faster; what asks again sooner is a program, and has reasons of its own. */
const readingMs = 3_000;

export function openWatch(nowMs: () => number): Watch {
  let hits: WatchedHit[] = [];
  return {
    served(hit) {
      hits = [...hits.slice(1 - maxWatched), hit];
    },
    heed(prompt, fingerprint) {
      if (hits.length === 0) return undefined;
      const sinceMs = nowMs() - watchedMs;
      hits = hits.filter(({ atMs }) => atMs > sinceMs);
      for (const hit of hits.toReversed()) {
        const isSameCaller = hit.client === prompt.client && hit.tenant === prompt.origin.tenant;
        if (!isSameCaller || hit.dialect !== prompt.dialect.name) continue;
        const as = refines(hit, prompt, fingerprint, nowMs() - hit.atMs);
        if (as === undefined) continue;
        hits = hits.filter(other => other !== hit);
        return { hit, as };
      }
      return undefined;
    },
  };
}

function refines(hit: WatchedHit, prompt: Prompt, fingerprint: Fingerprint, ageMs: number): Refinement | undefined {
  const answer = answerTo(hit, prompt);
  if (answer !== undefined && saysNo(answer)) return 'said-no';
  if (ageMs < readingMs) return undefined;
  if (answer !== undefined) return isReask(hit.asked, answer) ? 'asked-again' : undefined;
  if (fingerprint.exactKey === hit.exactKey) {
    return prompt.controls.cache === 'use' ? 'asked-again' : 'regenerated';
  }
  const next = fingerprint.loose?.text;
  return next !== undefined && isReask(hit.asked, next) ? 'asked-again' : undefined;
}

/** What the user says to the served answer, where the talk goes on behind it. */
function answerTo(hit: WatchedHit, { facts }: Prompt): string | undefined {
  const turns = facts.turns.filter(({ role }) => role === 'user' || role === 'assistant');
  const [before, , last] = turns.slice(-3);
  if (before?.role !== 'user' || last?.role !== 'user' || turns.at(-2)?.role !== 'assistant') return undefined;
  return before.text.includes(hit.asked) ? last.text : undefined;
}

import type { Fingerprint, Prompt } from '../../prompt.js';
import type { ServedPair } from '../feedback/served.js';

/** A loose hit, while it may still turn out that it was not what was wanted. */
export interface WatchedHit extends ServedPair {
  readonly client: string;
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
        if (hit.client !== prompt.client || hit.tenant !== prompt.origin.tenant) continue;
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
  if (takesBack(hit, prompt)) return 'said-no';
  if (ageMs < readingMs) return undefined;
  if (fingerprint.exactKey === hit.exactKey) {
    return prompt.controls.cache === 'use' ? 'asked-again' : 'regenerated';
  }
  const next = fingerprint.loose?.text;
  return next !== undefined && isReask(hit.asked, next) ? 'asked-again' : undefined;
}

/** The talk goes on behind the served answer, and its next turn is a short 'no'. */
function takesBack(hit: WatchedHit, { facts }: Prompt): boolean {
  const turns = facts.turns.filter(({ role }) => role === 'user' || role === 'assistant');
  const [before, , last] = turns.slice(-3);
  if (before?.role !== 'user' || last?.role !== 'user' || turns.at(-2)?.role !== 'assistant') return false;
  return before.text.includes(hit.asked) && last.text.length <= shortChars && no.test(last.text.trim());
}

const shortChars = 300;
/** How people begin when they did not get what they asked for; the first words decide, in the commonest languages. */
const no = new RegExp(
  `^(?:${[
    "(?:no|nope|wrong|incorrect)(?![\\p{L}'’])(?! (?:problem|worries|need|thanks|thank))",
    "(?:that|this|it)(?:['’]s| is| was)? (?:not|wrong|incorrect)|that isn['’]?t|not what i|i (?:meant|asked|said)|you misunderstood",
    'nein(?!\\p{L})|falsch|das (?:ist|war) (?:nicht|falsch)|ich meinte|nicht das',
    "non(?!\\p{L})|faux|incorrect|ce n’est pas|ce n'est pas|je voulais dire",
    'incorrecto|eso no|quise decir|não(?!\\p{L})|errado|sbagliato|intendevo|nee(?!\\p{L})|fout',
    'нет(?!\\p{L})|неверно|неправильно|не то|不对|不是|错了|错|違う|違います|いいえ|間違|아니|틀렸',
  ].join('|')})`,
  'iu',
);

/** Nearly the same words, with nothing exchanged that makes it another question: more of them, or some left out. */
function isReask(asked: string, next: string): boolean {
  const [a, b] = [wordsOf(asked), wordsOf(next)];
  const shared = [...a].filter(word => b.has(word)).length;
  const smaller = Math.min(a.size, b.size);
  // One word in the place of another is a new question of the same make: 'in Go', 'in Rust'.
  return smaller >= 2 && shared === smaller && shared / Math.max(a.size, b.size) >= 0.6;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}_.+#-]+/gu) ?? []);
}

import { gateKey } from '../../src/proxy/cache/match/gate-key.js';
import type { Settings } from '../../src/protocol/settings.js';
import { judge } from '../../src/proxy/cache/match/judge.js';
import type { Verifier } from '../../src/proxy/cache/verify/verifier.js';
import { mayServe } from './policies.js';
import { dot } from './scores.js';

/** What a stream of distinct questions was served, though every one of them wants an answer of its own. */
export interface StreamScore {
  readonly titles: number;
  /** Titles that repeat an earlier one letter by letter: no mistake of the matcher. Counted nowhere else. */
  readonly repeats: number;
  readonly gate: number;
  readonly gatePer1000: number;
  /** Gate or semantic. */
  readonly semantic: number;
  readonly semanticPer1000: number;
  /** To be read: some titles do ask the same as an earlier one. */
  readonly served: readonly ServedTitle[];
}

export interface ServedTitle {
  readonly asked: string;
  readonly kept: string;
  readonly by: 'gate' | 'semantic';
}

/** Looks every title up among all earlier ones, as the cache would: by key, then by its nearest neighbours. */
export function scoreStream(
  titles: readonly string[],
  vectors: readonly Float32Array[],
  verifier: Verifier,
  cache: Settings['cache'],
): StreamScore {
  const seen = new Set<string>();
  const keys = new Map<string, string>();
  const earlier: { readonly text: string; readonly vector: Float32Array }[] = [];
  const served: ServedTitle[] = [];
  let repeats = 0;
  titles.forEach((asked, at) => {
    if (seen.has(asked)) {
      repeats++;
      return;
    }
    seen.add(asked);
    if (!mayServe(asked)) return;
    const key = gateKey(asked);
    const vector = vectors[at] ?? new Float32Array();
    const byGate = key === undefined ? undefined : keys.get(key);
    if (byGate !== undefined) served.push({ asked, kept: byGate, by: 'gate' });
    else {
      const kept = accepted(asked, nearest(earlier, vector, cache.similarity), verifier, cache.errorBound);
      if (kept !== undefined) served.push({ asked, kept, by: 'semantic' });
    }
    if (key !== undefined) keys.set(key, asked);
    earlier.push({ text: asked, vector });
  });
  const per1000 = (count: number): number => Math.round((count / titles.length) * 100_000) / 100;
  const gate = served.filter(({ by }) => by === 'gate').length;
  return {
    titles: titles.length,
    repeats,
    gate,
    gatePer1000: per1000(gate),
    semantic: served.length,
    semanticPer1000: per1000(served.length),
    served,
  };
}

/** The earlier title whose answer would be given out. */
function accepted(asked: string, near: readonly string[], verifier: Verifier, errorBound: number): string | undefined {
  const same = near.find(other => judge(other, asked).same);
  if (same !== undefined) return same;
  const opinions = verifier.weigh(asked, near);
  return near.find((_, at) => (opinions[at]?.bound ?? Infinity) <= errorBound);
}

/** As many as the cache looks at. */
const candidates = 5;

function nearest(
  earlier: readonly { readonly text: string; readonly vector: Float32Array }[],
  vector: Float32Array,
  similarity: number,
): readonly string[] {
  const near: { readonly text: string; readonly cosine: number }[] = [];
  for (const other of earlier) {
    const cosine = dot(other.vector, vector);
    if (cosine >= similarity) near.push({ text: other.text, cosine });
  }
  return near
    .sort((x, y) => y.cosine - x.cosine)
    .slice(0, candidates)
    .map(({ text }) => text);
}

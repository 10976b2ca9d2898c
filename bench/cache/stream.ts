import { gateKey } from '../../src/proxy/cache/match/gate-key.js';
import { judge } from '../../src/proxy/cache/match/judge.js';
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
}

/** Looks every title up among all earlier ones, as the cache would: by key, then by its nearest neighbours. */
export function scoreStream(
  titles: readonly string[],
  vectors: readonly Float32Array[],
  similarity: number,
): StreamScore {
  const seen = new Set<string>();
  const keys = new Set<string>();
  const earlier: { readonly text: string; readonly vector: Float32Array }[] = [];
  let repeats = 0;
  let gate = 0;
  let semantic = 0;
  titles.forEach((text, at) => {
    if (seen.has(text)) {
      repeats++;
      return;
    }
    seen.add(text);
    if (!mayServe(text)) return;
    const key = gateKey(text);
    const vector = vectors[at] ?? new Float32Array();
    const byGate = key !== undefined && keys.has(key);
    if (byGate) gate++;
    if (byGate || nearest(earlier, vector, similarity).some(other => judge(other, text).same)) semantic++;
    if (key !== undefined) keys.add(key);
    earlier.push({ text, vector });
  });
  const per1000 = (count: number): number => Math.round((count / titles.length) * 100_000) / 100;
  return {
    titles: titles.length,
    repeats,
    gate,
    gatePer1000: per1000(gate),
    semantic,
    semanticPer1000: per1000(semantic),
  };
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

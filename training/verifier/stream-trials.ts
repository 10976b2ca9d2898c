import { judge } from '../../src/proxy/cache/match/judge.js';
import { dot } from '../../src/proxy/cache/verify/alignment.js';
import type { Side } from '../../src/proxy/cache/verify/reading.js';
import type { Pair } from '../data.js';

/** The similarity from which the product looks at a pair at all: the setting's default. */
const floor = 0.7;
/** Neighbours that are looked at for each title. */
const neighbours = 2;

/**
 * Titles of questions that different people asked, each with its nearest neighbours among the others: what a day's traffic
 * of distinct questions looks like to the tier. Taken for different; those whose words the matcher takes for the same are
 * left out.
 */
export function streamTrials(titles: readonly string[], see: (text: string) => Side): readonly Pair[] {
  const texts = [...new Set(titles)];
  const vectors = texts.map(text => see(text).reading.vector);
  return texts.flatMap((a, at) => {
    const near: { readonly b: string; readonly cosine: number }[] = [];
    for (let other = 0; other < at; other++) {
      const cosine = dot(vectors[at] ?? none, vectors[other] ?? none);
      if (cosine >= floor) near.push({ b: texts[other] ?? '', cosine });
    }
    near.sort((x, y) => y.cosine - x.cosine || (x.b < y.b ? -1 : 1));
    return near
      .slice(0, neighbours)
      .filter(({ b }) => !judge(a, b).same)
      .map(({ b }) => ({ a, b, same: false, topic: undefined }));
  });
}

const none = new Float32Array();

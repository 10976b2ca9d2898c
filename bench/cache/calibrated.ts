import { resolve } from 'node:path';
import type { Settings } from '../../src/protocol/settings.js';
import { calibrateModel, type Calibration } from '../../src/proxy/cache/calibrate/calibrate-model.js';
import { readCorpus } from '../../src/proxy/cache/calibrate/corpus.js';
import { heard } from '../../src/proxy/cache/calibrate/open-calibration.js';
import { cosineOf, similarityOf } from '../../src/proxy/cache/calibrate/scale.js';
import type { Embedder } from '../../src/proxy/cache/embedder.js';
import { openStaticModel } from '../../src/proxy/cache/static-model.js';
import type { Verifier } from '../../src/proxy/cache/verify/verifier.js';
import { dot } from './scores.js';

/** How the tier decides with a model: by its own cosines, and by what was counted of them. */
export interface Decider {
  readonly verifier: Verifier;
  /** `similarity` as a cosine of the model. */
  readonly cache: Settings['cache'];
  /** Tells it the vectors of texts that it will be asked about. */
  know(texts: readonly string[], vectors: readonly Float32Array[]): void;
}

/** A model other than the built-in one is calibrated first, as it would be on a user's machine. */
export async function deciderFor(
  modelDir: string,
  of: {
    readonly starterDir: string;
    readonly corpusFile: string;
    readonly embedder: Embedder;
    readonly verifier: Verifier;
    readonly cache: Settings['cache'];
  },
): Promise<Decider> {
  const { verifier, cache } = of;
  if (resolve(modelDir) === resolve(of.starterDir)) return { verifier, cache, know: () => undefined };
  const calibration = await calibrateModel({
    pairs: readCorpus(of.corpusFile),
    embed: texts => of.embedder.embed(texts),
    builtIn: openStaticModel(of.starterDir),
    verifier,
    nextTurn: () => Promise.resolve(),
    onProgress: () => undefined,
  });
  const vectors = new Map<string, Float32Array>();
  return {
    verifier: hearing(verifier, calibration, vectors),
    cache: { ...cache, similarity: cosineOf(calibration.scale, cache.similarity) },
    know: (texts, made) => {
      for (const [at, text] of texts.entries()) vectors.set(text, made[at] ?? new Float32Array());
    },
  };
}

/** The verifier together with the model's similarity. */
function hearing(verifier: Verifier, calibration: Calibration, vectors: ReadonlyMap<string, Float32Array>): Verifier {
  return {
    weigh: (text, candidates) =>
      verifier.weigh(text, candidates).map((opinion, at) => {
        const kept = candidates[at] ?? '';
        const [a, b] = [vectors.get(text), vectors.get(kept)];
        const cosine = a === undefined || b === undefined ? Number.NaN : dot(a, b);
        return heard(calibration, opinion, { text: kept, similarity: similarityOf(calibration.scale, cosine) });
      }),
  };
}

import { fileURLToPath } from 'node:url';
import type { ModelCalibration } from '../../../protocol/embedding-model.js';
import type { ModelPlace } from '../../rooms/models.js';
import type { Promised } from '../verify/calibration.js';
import { readPromised } from '../verify/verifier-file.js';
import { calibrationBase, readCalibration } from './calibration-file.js';
import { readCorpus } from './corpus.js';
import { cosineOf } from './scale.js';

/**
 * Looks up what is known about models, from their files. The built-in one was calibrated when it was made, on the same
 * pairs. Never throws: undefined where there is nothing, or nothing that still holds.
 */
export function knownCalibrations(of: {
  readonly corpusFile: string;
  readonly verifierDir: string;
  readonly workerUrl: URL;
}): (model: ModelPlace, similarity: number) => ModelCalibration | undefined {
  const base = once(() => calibrationBase({ ...of, program: fileURLToPath(of.workerUrl) }));
  const builtIn = once(() => ({ pairs: readCorpus(of.corpusFile).length, promised: readPromised(of.verifierDir) }));
  return (model, similarity) => {
    try {
      if (model.builtIn) return { ...shown(builtIn()), similarity, cosine: similarity };
      const stored = readCalibration(model.folder, base());
      return stored && { ...shown(stored), similarity, cosine: cosineOf(stored.scale, similarity) };
    } catch {
      return undefined;
    }
  };
}

function shown({ pairs, promised }: { readonly pairs: number; readonly promised: readonly Promised[] }) {
  return { pairs, promised: promised.map(({ bound, recall = null }) => ({ bound, recall })) };
}

/** These files do not change while the program runs. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}

import { createHash } from 'node:crypto';
import type { Model } from '../model.js';
import { openStaticModel } from '../static-model.js';
import type { Verifier } from '../verify/verifier.js';
import { boundOf } from '../verify/calibration.js';
import type { Opinion } from '../verify/verifier.js';
import type { CalibratingProgress, CalibrationStart, Candidate } from '../worker-words.js';
import { blended } from './blend.js';
import { calibrateModel, type Calibration } from './calibrate-model.js';
import { calibrationBase, readCalibration, writeCalibration, type StoredCalibration } from './calibration-file.js';
import { readCorpus } from './corpus.js';

interface OpenCalibration extends CalibrationStart {
  readonly modelDir: string;
  readonly model: Model;
  readonly verifierDir: string;
  readonly verifier: Verifier | undefined;
  readonly nextTurn: () => Promise<void>;
  readonly onProgress: (progress: CalibratingProgress) => void;
}

/**
 * The calibration that lies beside the model, or a new one, which is then put there. Rejects when there can be none: a
 * model is not served without.
 */
export async function openCalibration(of: OpenCalibration): Promise<Calibration> {
  const { model, modelDir } = of;
  const base = calibrationBase(of);
  const known = readCalibration(modelDir, base);
  if (known?.modelId === model.id) return known;
  const pairs = readCorpus(of.corpusFile);
  const tell = (donePairs: number) => of.onProgress({ donePairs, pairs: pairs.length });
  tell(0);
  const builtIn = openStaticModel(of.verifierDir);
  const made = await calibrateModel({ ...of, pairs, embed: model.embed, builtIn, onProgress: tell });
  const { revision, dtype } = model.recipe;
  const stored: StoredCalibration = { ...made, modelId: model.id, revision, dtype, base, pairs: pairs.length };
  try {
    writeCalibration(modelDir, stored);
  } catch {
    // A folder that cannot be written costs the same work at the next start.
  }
  return stored;
}

/** Another one whenever anything that a bound rests on is another. */
export function calibrationName({ scale, blend, promised }: Calibration, verifierName: string): string {
  return createHash('sha256')
    .update(JSON.stringify([verifierName, scale, blend, promised]))
    .digest('hex');
}

/** What the verifier says of a candidate, with what the model's similarity adds to it. */
export function heard(calibration: Calibration, opinion: Opinion, { similarity }: Candidate): Opinion {
  const logOdds = blended(calibration.blend, { logOdds: opinion.logOdds, similarity });
  const sure = opinion.veto === undefined && Number.isFinite(logOdds);
  return { ...opinion, logOdds, bound: sure ? boundOf(logOdds, calibration.promised) : undefined };
}

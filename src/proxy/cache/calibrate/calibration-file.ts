import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { verifierFile } from '../verify/verifier-file.js';
import type { Calibration } from './calibrate-model.js';

/** What a calibration depends on beside the model: when any of it changes, it is worked out again. */
export interface CalibrationBase {
  /** SHA-256 each: of the pairs, of the verifier's file, and of the program that weighs them. */
  readonly corpus: string;
  readonly verifier: string;
  readonly program: string;
}

/** A calibration with what it was made from. */
export interface StoredCalibration extends Calibration {
  readonly modelId: string;
  /** Of the hub, as the model's recipe has them; undefined for a model without one. */
  readonly revision?: string | undefined;
  readonly dtype?: string | undefined;
  readonly base: CalibrationBase;
  /** How many pairs it was counted on. */
  readonly pairs: number;
}

const numbers = z.array(z.number());
const schema = z.object({
  format: z.literal(1),
  modelId: z.string(),
  revision: z.string().optional(),
  dtype: z.string().optional(),
  base: z.object({ corpus: z.string(), verifier: z.string(), program: z.string() }),
  pairs: z.number(),
  scale: z.object({ cosines: numbers.min(2), similarities: numbers.min(2) }),
  blend: z.object({ base: z.number(), logOdds: z.number(), similarity: z.number() }),
  promised: z.array(z.object({ bound: z.number(), from: z.number(), recall: z.number() })),
});

/** Lies in the model's own folder and goes with it. */
const fileName = 'calibration.json';

/** Undefined when there is none that can be read, or it was made from anything else. Never throws. */
export function readCalibration(folder: string, base: CalibrationBase): StoredCalibration | undefined {
  try {
    const file = schema.parse(JSON.parse(readFileSync(join(folder, fileName), 'utf8')));
    const { corpus, verifier, program } = file.base;
    return corpus === base.corpus && verifier === base.verifier && program === base.program ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Throws what the file system throws; the calibration then holds until the process ends. */
export function writeCalibration(folder: string, stored: StoredCalibration): void {
  const draft = join(folder, `${fileName}.${process.pid}.new`);
  try {
    writeFileSync(draft, `${JSON.stringify({ format: 1, ...stored })}\n`, { mode: 0o600, flush: true });
    renameSync(draft, join(folder, fileName));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Throws for a corpus or program that cannot be read; a verifier that is missing is one of its own. */
export function calibrationBase(of: {
  readonly corpusFile: string;
  readonly verifierDir: string;
  readonly program: string;
}): CalibrationBase {
  const sumOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  let verifier = '';
  try {
    verifier = sumOf(join(of.verifierDir, verifierFile));
  } catch {
    // Only what the strict judge accepts is served then.
  }
  return { corpus: sumOf(of.corpusFile), verifier, program: sumOf(of.program) };
}

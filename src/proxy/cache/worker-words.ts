import type { BuildingProgress } from './graph-builder.js';
import type { ReadingProgress, WrittenSlice } from './reading.js';
import type { ReplayHit, ReplayRow, ReplayRules } from './replay/replay.js';
import type { MadeVectors } from './vectors.js';
import type { Opinion } from './verify/verifier.js';

// What the main thread and the embedding worker say to each other.

/** What the worker is started with. */
export interface WorkerStart {
  readonly modelDir: string;
  /** Undefined when nothing is indexed. */
  readonly store: StoreStart | undefined;
  /** The starter model's folder: its verifier weighs candidates, whatever model found them. Undefined: nothing does. */
  readonly verifierDir: string | undefined;
  /** Undefined for the built-in model, on whose scale similarities are given. */
  readonly calibration: CalibrationStart | undefined;
}

/** What a model is calibrated by, unless that was done before. */
export interface CalibrationStart {
  readonly corpusFile: string;
  /** The program that weighs pairs: another version may weigh them in another way. */
  readonly program: string;
}

export interface StoreStart {
  /** The cache's database; the worker reads it. */
  readonly file: string;
  /** Folder of this model's saved indexes. */
  readonly indexDir: string;
}

/** The worker's first word: the model is loaded, or why it is not. */
export type WorkerGreeting =
  | {
      readonly kind: 'ready';
      readonly modelId: string;
      readonly dims: number;
      /** False where the native index cannot be loaded: large partitions are scanned then. */
      readonly fastIndex: boolean;
      /** False where the native runtime is missing and JavaScript runs the model. */
      readonly native: boolean;
      /** Saved indexes that did not match their checksum and were thrown away. */
      readonly damaged: number;
      /** Why nothing can be weighed; undefined when it can. */
      readonly verifierTrouble: string | undefined;
      /** Of what turns likeness into a stated error: another one where it was fitted or counted anew. */
      readonly calibrationId: string;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** A model is being calibrated before the worker's first word. */
export interface CalibratingMessage {
  readonly kind: 'calibrating';
  readonly progress: CalibratingProgress;
}

export interface CalibratingProgress {
  readonly donePairs: number;
  readonly pairs: number;
}

/** An entry near a question. */
export interface NearEntry {
  readonly label: number;
  /** On the scale of the built-in model, whichever model found it. */
  readonly similarity: number;
}

/** A kept wording that may be served. */
export interface Candidate {
  readonly text: string;
  readonly similarity: number;
}

/** Where an entry lies in the index. */
export interface IndexPlace {
  readonly label: number;
  readonly bucket: string;
}

/** Questions by name, with what they carry. */
export interface Asks {
  embed: { readonly texts: readonly string[] };
  /** The same by the built-in model, whichever is loaded. */
  'embed-plain': { readonly texts: readonly string[] };
  find: { readonly bucket: string; readonly text: string; readonly k: number };
  /** Whether each candidate asks for the same answer. */
  weigh: { readonly text: string; readonly candidates: readonly Candidate[] };
  /** The table may have rows that the model has not read; answered when it has read them all. */
  read: undefined;
  progress: undefined;
  /** Answered when big partitions have their index. */
  build: undefined;
  /** What became of vectors that came with a `made`. */
  written: WrittenSlice;
  remove: { readonly places: readonly IndexPlace[] };
  /** All entries went. */
  clear: undefined;
  /** Answered when no index is being built any more. */
  settle: undefined;
  /** Writes indexes that changed to disk. */
  save: undefined;
  /** Rows in order of arrival, that were read before. */
  replay: { readonly rows: readonly ReplayRow[]; readonly rules: ReplayRules };
}

/** Answers by the name of the question. */
export interface Answers {
  embed: readonly Float32Array[];
  'embed-plain': readonly Float32Array[];
  /** Nearest first. */
  find: readonly NearEntry[];
  /** In the order of the candidates; empty without a verifier. */
  weigh: readonly Opinion[];
  read: undefined;
  progress: { readonly reading: ReadingProgress; readonly building: BuildingProgress };
  build: undefined;
  written: undefined;
  remove: undefined;
  clear: undefined;
  settle: undefined;
  save: undefined;
  /** Hits by the place of their similarity in the rules. */
  replay: readonly (readonly ReplayHit[])[];
}

/** Vectors to be written; `written` tells what became of them. */
interface MadeMessage {
  readonly kind: 'made';
  readonly made: MadeVectors;
}

/**
 * The last word to a worker: it finishes what it is at and ends by itself. Stopping it from outside while it is inside
 * a native library ends the whole process.
 */
export interface EndMessage {
  readonly kind: 'end';
}

/** A numbered question on its way to the worker. */
export type AskMessage = {
  [K in keyof Asks]: { readonly id: number; readonly kind: K; readonly what: Asks[K] };
}[keyof Asks];

/** The answer to the question of the same number. */
export type AnswerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: Answers[keyof Answers] }
  | { readonly kind: 'refusal'; readonly id: number; readonly reason: string };

export type FromMain = AskMessage | EndMessage;
export type FromWorker = WorkerGreeting | CalibratingMessage | AnswerMessage | MadeMessage;

import type { EmbeddingModel, ModelCalibration } from '../../protocol/embedding-model.js';

/** Models that the user can have, and the ones at hand. Methods that name a model throw when there is none of that name. */
export interface EmbeddingModelsRoom {
  list(): readonly EmbeddingModel[];
  /** Starts to fetch it, or goes on; `list` tells how far it is. */
  install(id: string): Promise<EmbeddingModel>;
  cancel(id: string): Promise<EmbeddingModel>;
  use(id: string): Promise<EmbeddingModel>;
  remove(id: string): Promise<EmbeddingModel>;
  /** Goes on with a change of model that an earlier process did not finish. */
  resume(): void;
  close(): Promise<void>;
}

/** Which embedding model the cache uses, and the way from one to another. */
export interface ModelSwitch {
  /** Its id. */
  serving(): string;
  /** The model that is to serve when it is calibrated and has read the kept entries. */
  preparing(): Preparing | undefined;
  /** How far the calibration of a model is, whoever started it. */
  calibrating(id: string): { readonly donePairs: number; readonly pairs: number } | undefined;
  /**
   * Resolves when the model is calibrated; at once when it was before. Rejects with an error that is a sentence for people
   * when it cannot be used, or was stopped by the signal.
   */
  calibrate(model: ModelPlace, signal: AbortSignal): Promise<void>;
  /** What came of it; undefined where there is none that still holds. Never throws. */
  calibration(model: ModelPlace, similarity: number): ModelCalibration | undefined;
  /**
   * Resolves when the model serves. The one before serves until then. Rejects with an error that is a sentence for people
   * when it cannot be used, or was stopped.
   */
  prepare(model: ModelPlace): Promise<void>;
  /** Gives up what is being prepared; what it has read stays read. */
  cancel(): Promise<void>;
  /** False where only the built-in model can run. */
  runsAnyModel(): Promise<boolean>;
}

/** A model on its way: it reads the kept entries, then the indexes of big partitions are made. */
export interface Preparing {
  readonly id: string;
  readonly step: 'reading' | 'indexing';
  /** Of this step. */
  readonly doneEntries: number;
  readonly entries: number;
}

/** An embedding model on this machine. */
export interface ModelPlace {
  /** `starter`, or what the catalogue calls it. */
  readonly id: string;
  readonly folder: string;
  readonly builtIn: boolean;
}

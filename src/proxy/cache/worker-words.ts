import type { ReplayHit, ReplayRow, ReplayRules } from './replay/replay.js';
import type { Neighbour } from './vector-index.js';

// What the main thread and the embedding worker say to each other.

/** What the worker is started with. */
export interface WorkerStart {
  readonly modelDir: string;
  /** Folder of saved indexes; undefined when nothing is indexed (a bench that only embeds). */
  readonly indexDir: string | undefined;
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
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** One entry to be searchable. Without a vector its text is embedded first. */
export interface IndexRow {
  readonly label: number;
  readonly bucket: string;
  readonly content: { readonly text: string } | { readonly vector: Float32Array };
}

/** Where an entry lies in the index. */
export interface IndexPlace {
  readonly label: number;
  readonly bucket: string;
}

/** Questions by name, with what they carry. */
export interface Asks {
  embed: { readonly texts: readonly string[] };
  find: { readonly bucket: string; readonly text: string; readonly k: number };
  add: { readonly rows: readonly IndexRow[] };
  remove: { readonly places: readonly IndexPlace[] };
  /** The stored rows were all sent: whatever a saved index holds beyond them is dropped. */
  loaded: undefined;
  /** Answered when no index is being built any more. */
  settle: undefined;
  /** Writes indexes that changed to disk. */
  save: undefined;
  /** Rows in order of arrival, whose vectors were added before. */
  replay: { readonly rows: readonly ReplayRow[]; readonly rules: ReplayRules };
}

/** Answers by the name of the question. */
export interface Answers {
  embed: readonly Float32Array[];
  find: readonly Neighbour[];
  /** The vectors of the rows that came as text, in their order. */
  add: readonly Float32Array[];
  remove: undefined;
  loaded: {
    /** Saved indexes that did not match their checksum and were thrown away. */
    readonly damaged: number;
  };
  settle: undefined;
  save: undefined;
  /** Hits by the place of their similarity in the rules. */
  replay: readonly (readonly ReplayHit[])[];
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

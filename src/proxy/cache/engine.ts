import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelPlace } from '../rooms/models.js';
import type { SqlDriver } from '../rooms/store.js';
import { openVectors } from './vectors.js';
import { startWorker, type Greeting, type WorkerLink } from './worker-link.js';
import type { Asks, CalibratingProgress, WorkerStart } from './worker-words.js';

/** Saving the indexes may hold up the end of the proxy this long; what is not saved is built again. */
const saveMs = 3_000;

export type EngineState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly link: WorkerLink }
  /** `why` is a sentence for people. */
  | { readonly kind: 'failed'; readonly why: string };

/** One embedding model in its worker, fed from the table in order of labels. */
export interface Engine {
  readonly model: ModelPlace;
  state(): EngineState;
  /** Resolves when it is ready or has failed. */
  readonly started: Promise<void>;
  /** Set while it is loading and its model is being calibrated. */
  calibrating(): CalibratingProgress | undefined;
  /** One sentence when something is wrong while it works all the same. */
  trouble(): string | undefined;
  /** Told when it has started; nobody waits for it. */
  tell<K extends 'remove' | 'clear'>(kind: K, what: Asks[K]): void;
  /** Has it read what the table has by now. Rejects with a WorkerError. */
  read(): Promise<void>;
  /** Then makes the indexes that it will need. Rejects likewise. */
  build(): Promise<void>;
  /** Saves the indexes if there is time, and ends the worker. */
  close(): Promise<void>;
}

export interface EngineParts {
  readonly driver: SqlDriver;
  /** The database that `driver` has open. */
  readonly file: string;
  /** Saved indexes lie in a folder per model below it. */
  readonly indexDir: string;
  /** The starter model's folder: its verifier is used with every embedding model. */
  readonly verifierDir: string;
  /** The labelled pairs that another model is calibrated on. */
  readonly corpusFile: string;
  readonly workerUrl: URL;
}

/** How a worker for a model is started. */
export function workerStart(parts: EngineParts, model: ModelPlace, store: WorkerStart['store']): WorkerStart {
  const { verifierDir, corpusFile, workerUrl } = parts;
  return {
    modelDir: model.folder,
    store,
    verifierDir,
    calibration: model.builtIn ? undefined : { corpusFile, program: fileURLToPath(workerUrl) },
  };
}

/** Starts the worker at once. Never throws: a model that cannot be used is told by `state`. */
export function startEngine(parts: EngineParts, model: ModelPlace): Engine {
  let state: EngineState = { kind: 'loading' };
  let note: string | undefined;
  let closed = false;
  /** Nothing after a slice that could not be written counts as read, so that it is read again after the next start. */
  let isWhole = true;
  const store = { file: parts.file, indexDir: join(parts.indexDir, model.id) };
  const worker = startWorker(parts.workerUrl, workerStart(parts, model, store));

  const fail = (error: unknown) => {
    if (!closed) state = { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  };
  const start = async () => {
    try {
      const link = await worker.ready;
      const { modelId, dims } = link.greeting;
      const vectors = openVectors(parts.driver, { id: modelId, name: model.id, dims });
      link.onDeath(fail);
      link.onMade(made => {
        try {
          return vectors.save(isWhole ? made : { ...made, upto: 0 });
        } catch (error) {
          isWhole = false;
          note = `Vectors cannot be written (${error instanceof Error ? error.message : String(error)}); they are made again after the next start.`;
          throw error;
        }
      });
      note = noteOf(link.greeting);
      state = { kind: 'ready', link };
      if (link.greeting.damaged > 0) tellRebuilding(link);
      // What was stored before, or since the worker looked.
      read().catch(() => undefined);
    } catch (error) {
      fail(error);
    }
  };
  const read = async () => {
    if (state.kind === 'ready') await state.link.ask('read', undefined);
  };
  const tellRebuilding = (link: WorkerLink) => {
    const { damaged } = link.greeting;
    const before = note;
    const many = damaged === 1 ? 'index was damaged and is' : 'indexes were damaged and are';
    note = `${damaged} saved vector ${many} being rebuilt.`;
    void link.ask('settle', undefined).then(
      () => (note = before),
      () => undefined,
    );
  };
  const started = start();

  return {
    model,
    state: () => state,
    started,
    calibrating: () => worker.calibrating(),
    trouble: () => note,
    tell(kind, what) {
      void started.then(() => {
        if (state.kind === 'ready') state.link.ask(kind, what).catch(() => undefined);
      });
    },
    read,
    async build() {
      if (state.kind === 'ready') await state.link.ask('build', undefined);
    },
    async close() {
      if (state.kind === 'ready') {
        const saved = state.link.ask('save', undefined).catch(() => undefined);
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([saved, new Promise(resolve => (timer = setTimeout(resolve, saveMs)))]);
        clearTimeout(timer);
      }
      closed = true;
      await worker.close();
      await started;
    },
  };
}

/** What it does without: it works all the same, and the user should know why it serves less or is slower. */
function noteOf({ fastIndex, native, verifierTrouble }: Greeting): string | undefined {
  if (verifierTrouble !== undefined) return verifierTrouble;
  if (!fastIndex) return 'The fast vector index cannot be loaded here; large caches are searched more slowly.';
  if (!native) return 'The native embedding runtime has no binary for this machine; the model runs in JavaScript.';
  return undefined;
}

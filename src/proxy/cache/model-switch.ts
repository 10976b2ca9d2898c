import { rm } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelPlace, ModelSwitch } from '../rooms/models.js';
import { knownCalibrations } from './calibrate/known-calibrations.js';
import { startEngine, workerStart, type Engine, type EngineParts } from './engine.js';
import { dropVectors, knownModels } from './vectors.js';
import type { Answers } from './worker-words.js';
import { startWorker, WorkerError, type StartedWorker } from './worker-link.js';

/** How often the reading of the next model is looked at. */
const lookEveryMs = 200;
/** Old vectors are deleted so many at a time, with a pause in between: no prompt shall wait for it. */
const dropSlice = 500;
const dropPauseMs = 50;

/** The engine that serves, as its owner holds it. */
interface Served {
  serving(): Engine | undefined;
  model(): ModelPlace;
  warm(): Engine | undefined;
  /** Puts another engine in its place; resolves when the old one is gone. */
  serve(next: Engine): Promise<void>;
  /** A model that is to serve one day: what it has read is kept. */
  wanted(): string | undefined;
  isClosed(): boolean;
}

export interface OpenModelSwitch extends ModelSwitch {
  /** The engine that is being prepared. */
  next(): Engine | undefined;
  /** Drops what models that are no longer used have left in the table and in the index folder. */
  tidy(): void;
  close(): Promise<void>;
}

/**
 * From one model to another: the next one reads all entries in a worker of its own, while the old one serves; then they
 * change places. The built-in model serves at once, with the vectors it has, and reads the rest meanwhile.
 */
export function openModelSwitch(parts: EngineParts, served: Served): OpenModelSwitch {
  let preparing: { readonly engine: Engine; progress: Answers['progress'] } | undefined;
  let dropping: NodeJS.Timeout | undefined;
  /** Workers that only calibrate. */
  const calibrating = new Map<string, StartedWorker>();

  const readAll = async (one: NonNullable<typeof preparing>) => {
    const reading = one.engine.read().then(() => one.engine.build());
    const looking = setInterval(() => {
      const state = one.engine.state();
      if (state.kind !== 'ready') return;
      void state.link.ask('progress', undefined).then(
        progress => (one.progress = progress),
        () => undefined,
      );
    }, lookEveryMs);
    try {
      await reading;
    } finally {
      clearInterval(looking);
    }
  };

  const tidy = () => {
    clearTimeout(dropping);
    const loaded = new Map<string, string>();
    for (const engine of [served.serving(), preparing?.engine]) {
      const state = engine?.state();
      if (engine && state?.kind === 'ready') loaded.set(engine.model.id, state.link.greeting.modelId);
    }
    if (loaded.size === 0) return;
    const names = new Set([builtInName, served.model().id, served.wanted() ?? '', ...loaded.keys()]);
    try {
      // Of a model that is loaded, vectors of an earlier version go as well.
      const keep = knownModels(parts.driver).filter(
        ({ id, name }) => names.has(name) && (loaded.get(name) ?? id) === id,
      );
      dropOn(keep.map(({ id }) => id));
      sweepIndexes(parts.indexDir, names);
    } catch {
      // The table cannot be changed now; the next start tries again.
    }
  };
  const dropOn = (keep: readonly string[]) => {
    if (served.isClosed() || !dropVectors(parts.driver, keep, dropSlice)) return;
    dropping = setTimeout(() => {
      try {
        dropOn(keep);
      } catch {
        // As above.
      }
    }, dropPauseMs).unref();
  };

  const end = async (one: NonNullable<typeof preparing>) => {
    if (preparing === one) preparing = undefined;
    await one.engine.close();
  };

  return {
    serving: () => served.model().id,
    preparing: () =>
      preparing && {
        id: preparing.engine.model.id,
        step: preparing.progress.building.all > 0 ? 'indexing' : 'reading',
        ...entriesOf(preparing.progress),
      },
    calibrating(id) {
      const engine = [preparing?.engine, served.serving()].find(one => one?.model.id === id);
      return engine?.calibrating() ?? calibrating.get(id)?.calibrating();
    },
    async calibrate(model, signal) {
      if (model.builtIn || calibrating.has(model.id) || signal.aborted) return;
      const worker = startWorker(parts.workerUrl, workerStart(parts, model, undefined));
      calibrating.set(model.id, worker);
      const stop = () => void worker.close();
      signal.addEventListener('abort', stop, { once: true });
      try {
        await worker.ready;
      } finally {
        signal.removeEventListener('abort', stop);
        calibrating.delete(model.id);
        await worker.close();
      }
    },
    calibration: knownCalibrations(parts),
    async prepare(model) {
      if (preparing !== undefined) await end(preparing);
      if (served.model().id === model.id) return;
      const one = { engine: startEngine(parts, model), progress: notBegun };
      preparing = one;
      try {
        await one.engine.started;
        const state = one.engine.state();
        if (state.kind === 'failed') throw new WorkerError('model', state.why);
        if (!model.builtIn) await readAll(one);
        if (preparing !== one) throw new WorkerError('closed', 'It was stopped.');
      } catch (error) {
        if (preparing === one) await end(one);
        throw error;
      }
      preparing = undefined;
      await served.serve(one.engine);
      tidy();
    },
    async cancel() {
      if (preparing !== undefined) await end(preparing);
    },
    async runsAnyModel() {
      const engine = served.warm();
      await engine?.started;
      const state = engine?.state();
      return state?.kind === 'ready' && state.link.greeting.native;
    },
    next: () => preparing?.engine,
    tidy,
    async close() {
      clearTimeout(dropping);
      if (preparing !== undefined) await end(preparing);
      await Promise.all([...calibrating.values()].map(worker => worker.close()));
    },
  };
}

const notBegun: Answers['progress'] = { reading: { done: 0, all: 0 }, building: { done: 0, all: 0 } };

function entriesOf({ reading, building }: Answers['progress']) {
  const { done, all } = building.all > 0 ? building : reading;
  return { doneEntries: done, entries: all };
}

/** Its vectors stay, so that going back to it takes no time. */
const builtInName = 'starter';

function sweepIndexes(folder: string, keep: ReadonlySet<string>): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!keep.has(name)) void rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

import type { EmbeddingModel } from '../../protocol/embedding-model.js';
import type { EmbeddingModelsRoom, ModelPlace, ModelSwitch } from '../rooms/models.js';
import { bytesOf, type CatalogueModel } from './catalogue.js';
import { installModel, type InstallParts } from './install.js';

/** What was asked for cannot be done; the sentence says why. */
export class ModelRefusedError extends Error {
  override readonly name = 'ModelRefusedError';
  constructor(
    readonly reason: 'unknown' | 'in-use' | 'built-in' | 'not-installed' | 'no-runtime',
    message: string,
  ) {
    super(message);
  }
}

interface BuiltIn {
  readonly id: string;
  readonly label: string;
  readonly bytes: number;
  readonly licence: string;
  readonly folder: string;
}

interface Download {
  readonly stop: AbortController;
  readonly over: Promise<void>;
  doneBytes: number;
}

/** What became of a model when it last did not go well. */
interface Setback {
  readonly reason: string;
}

/** Fetches models when the user asks for it, and nothing else; puts them to use. */
export function openModels(
  of: InstallParts & {
    /** Asked anew each time: the user may pin models meanwhile. */
    readonly catalogue: () => readonly CatalogueModel[];
    readonly builtIn: BuiltIn;
    readonly cache: ModelSwitch;
    /** `cache.similarity` as it is now. */
    readonly similarity: () => number;
    /** Something that is shown has changed. */
    readonly changed: () => void;
  },
): EmbeddingModelsRoom {
  const { catalogue, builtIn, cache, folder } = of;
  const downloads = new Map<string, Download>();
  const setbacks = new Map<string, Setback>();

  const known = (id: string): CatalogueModel => {
    const model = catalogue().find(candidate => candidate.id === id);
    if (model !== undefined) return model;
    const names = [builtIn.id, ...catalogue().map(candidate => candidate.id)].join(', ');
    throw new ModelRefusedError('unknown', `There is no embedding model '${id}'; there are ${names}.`);
  };
  const placeOf = (id: string): ModelPlace => ({
    id,
    folder: id === builtIn.id ? builtIn.folder : folder.placeOf(id),
    builtIn: id === builtIn.id,
  });

  const stateOf = (model: CatalogueModel | BuiltIn): EmbeddingModel['state'] => {
    const { id } = model;
    const preparing = cache.preparing();
    const calibrating = cache.calibrating(id);
    if (calibrating !== undefined && cache.serving() !== id) return { kind: 'calibrating', ...calibrating };
    if (cache.serving() === id) return { kind: 'in-use' };
    if (preparing?.id === id) {
      const { step, doneEntries, entries } = preparing;
      return { kind: step === 'reading' ? 'preparing' : 'indexing', doneEntries, entries };
    }
    const download = downloads.get(id);
    if (download !== undefined) return { kind: 'installing', doneBytes: download.doneBytes };
    const isWhole = !('files' in model) || folder.has(model);
    const doneBytes = isWhole ? sizeOf(model) : folder.arrived(model);
    const setback = setbacks.get(id);
    if (setback !== undefined) return { kind: 'stopped', doneBytes, reason: setback.reason };
    if (isWhole) return { kind: 'installed' };
    return doneBytes > 0 ? { kind: 'stopped', doneBytes, reason: 'It was interrupted.' } : { kind: 'not-installed' };
  };
  const shown = (model: CatalogueModel | BuiltIn): EmbeddingModel => {
    const { id, label, licence } = model;
    const calibration = cache.calibration(placeOf(id), of.similarity());
    return { id, label, bytes: sizeOf(model), licence, state: stateOf(model), calibration };
  };

  const download = (model: CatalogueModel) => {
    const stop = new AbortController();
    setbacks.delete(model.id);
    const run = async () => {
      try {
        if (!folder.has(model)) await installModel(of, model, stop.signal, done => (one.doneBytes = done));
        await cache.calibrate(placeOf(model.id), stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) setbacks.set(model.id, { reason: error instanceof Error ? error.message : String(error) });
      } finally {
        downloads.delete(model.id);
        of.changed();
      }
    };
    const doneBytes = folder.has(model) ? sizeOf(model) : folder.arrived(model);
    const one: Download = { stop, doneBytes, over: Promise.resolve().then(run) };
    downloads.set(model.id, one);
  };

  const use = (id: string) => {
    setbacks.delete(id);
    folder.choose({ serving: cache.serving(), wanted: id });
    void cache.prepare(placeOf(id)).then(
      () => {
        folder.choose({ serving: cache.serving(), wanted: cache.serving() });
        of.changed();
      },
      (error: unknown) => {
        // Whoever changed the wish meanwhile has written another choice.
        if (folder.choice()?.wanted !== id) return;
        folder.choose({ serving: cache.serving(), wanted: cache.serving() });
        setbacks.set(id, { reason: error instanceof Error ? error.message : String(error) });
        of.changed();
      },
    );
  };

  return {
    list: () => [shown(builtIn), ...catalogue().map(shown)],
    async install(id) {
      if (id === builtIn.id) return shown(builtIn);
      const model = known(id);
      if (!(await cache.runsAnyModel())) {
        throw new ModelRefusedError(
          'no-runtime',
          `${model.label} cannot be used on this machine: its native embedding runtime is missing. Only the built-in model runs without it.`,
        );
      }
      const isReady = folder.has(model) && cache.calibration(placeOf(id), of.similarity()) !== undefined;
      if (!downloads.has(id) && !isReady && cache.serving() !== id) download(model);
      return shown(model);
    },
    async cancel(id) {
      const model = id === builtIn.id ? builtIn : known(id);
      const running = downloads.get(id);
      running?.stop.abort();
      await running?.over;
      if (cache.preparing()?.id === id) {
        folder.choose({ serving: cache.serving(), wanted: cache.serving() });
        await cache.cancel();
      }
      return shown(model);
    },
    async use(id) {
      const model = id === builtIn.id ? builtIn : known(id);
      if ('files' in model && !folder.has(model)) {
        throw new ModelRefusedError('not-installed', `${model.label} is not downloaded yet: install it first.`);
      }
      if (cache.serving() === id) {
        const other = cache.preparing()?.id;
        if (other !== undefined) await this.cancel(other);
      } else if (cache.preparing()?.id !== id) use(id);
      return shown(model);
    },
    async remove(id) {
      if (id === builtIn.id) {
        throw new ModelRefusedError('built-in', `${builtIn.label} comes with Tuppence and stays.`);
      }
      const model = known(id);
      if (cache.serving() === id) {
        throw new ModelRefusedError('in-use', `${model.label} is in use: use '${builtIn.id}' or another one first.`);
      }
      await this.cancel(id);
      folder.remove(id);
      setbacks.delete(id);
      return shown(model);
    },
    resume() {
      const choice = folder.choice();
      const wanted = catalogue().find(({ id }) => id === choice?.wanted) ?? builtIn;
      if (choice === undefined || choice.wanted === cache.serving()) return;
      if (!('files' in wanted) || folder.has(wanted)) use(wanted.id);
    },
    async close() {
      const running = [...downloads.values()];
      for (const one of running) one.stop.abort();
      await Promise.all(running.map(({ over }) => over));
    },
  };
}

function sizeOf(model: CatalogueModel | BuiltIn): number {
  return 'files' in model ? bytesOf(model) : model.bytes;
}

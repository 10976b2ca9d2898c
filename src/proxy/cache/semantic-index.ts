import type { ModelPlace, ModelSwitch } from '../rooms/models.js';
import { startEngine, type Engine, type EngineParts } from './engine.js';
import { openModelSwitch, type OpenModelSwitch } from './model-switch.js';
import type { ReplayHit, ReplayRow, ReplayRules } from './replay/replay.js';
import type { Opinion } from './verify/verifier.js';
import { WorkerError } from './worker-link.js';
import type { Candidate, IndexPlace, NearEntry } from './worker-words.js';

/** Places told to the worker in one message, so that forgetting very many is no long work for the main thread. */
const placeSlice = 5_000;

const offPrefix = 'Semantic hits are off: ';

export type Found =
  { readonly kind: 'found'; readonly near: readonly NearEntry[] } | { readonly kind: 'loading' | 'timeout' | 'failed' };

/**
 * The embedding worker seen from the main thread. It starts at the first need and never makes a prompt wait longer than
 * the prompt's own budget.
 */
export interface SemanticIndex {
  state(): 'idle' | 'loading' | 'ready' | 'failed';
  /** One sentence when something is wrong. */
  trouble(): string | undefined;
  /** The embedding model and the calibration that serve now, as one name; undefined while none does. */
  pool(): string | undefined;
  /** Starts loading; does nothing when that was done. */
  warm(): void;
  /** Never rejects. */
  find(bucket: string, text: string, k: number, budgetMs: number): Promise<Found>;
  /** One opinion per candidate, or none at all when there is no verifier, no time, or a fault. Never rejects. */
  weigh(text: string, candidates: readonly Candidate[], budgetMs: number): Promise<readonly Opinion[]>;
  /** Plays the past through, on a worker that is started for it if need be. Rejects with {@link WorkerError}. */
  replay(rows: readonly ReplayRow[], rules: ReplayRules): Promise<readonly (readonly ReplayHit[])[]>;
  /** Puts the worker away until it is needed again. */
  rest(): void;
  /**
   * Unit vectors by the built-in model, whichever one finds entries: for whoever compares cosines with figures that were
   * chosen with that one. Undefined while there is no model. Never rejects.
   */
  embed(texts: readonly string[]): Promise<readonly Float32Array[] | undefined>;
  /** One of them, and the id of the model that made it. */
  vectorOf(text: string): Promise<{ readonly modelId: string; readonly vector: Float32Array } | undefined>;
  /** The table has new rows. */
  grown(): void;
  removed(places: readonly IndexPlace[]): void;
  /** Everything went. */
  cleared(): void;
  /** Which model serves, and how to change it. */
  readonly models: ModelSwitch;
  /** Resolves when every row is searchable and no index is being built; at once unless it was started. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function openSemanticIndex(
  of: EngineParts & { readonly model: ModelPlace; readonly wantedModel: () => string | undefined },
): SemanticIndex {
  let model = of.model;
  let engine: Engine | undefined;
  let resting: Promise<unknown> | undefined;
  let closed = false;

  const warm = (): Engine | undefined => {
    if (engine === undefined && !closed) {
      const fresh = startEngine(of, model);
      engine = fresh;
      void fresh.started.then(() => (fresh === engine ? models.tidy() : undefined));
    }
    return engine;
  };
  const models: OpenModelSwitch = openModelSwitch(of, {
    serving: () => engine,
    model: () => model,
    warm,
    serve(next) {
      const old = engine;
      engine = next;
      model = next.model;
      return old?.close() ?? Promise.resolve();
    },
    wanted: of.wantedModel,
    isClosed: () => closed,
  });
  /** The workers that must know what becomes of entries. */
  const tellAll = (tell: (one: Engine) => void) => {
    for (const one of [engine, models.next()]) if (one !== undefined) tell(one);
  };

  return {
    state: () => engine?.state().kind ?? 'idle',
    trouble() {
      const state = engine?.state();
      if (state?.kind === 'failed') return `${offPrefix}${state.why}`;
      return engine?.trouble();
    },
    pool() {
      const state = engine?.state();
      if (state?.kind !== 'ready') return undefined;
      const { modelId, calibrationId } = state.link.greeting;
      return `${modelId.slice(0, 16)}+${calibrationId.slice(0, 16)}`;
    },
    warm: () => void warm(),
    async find(bucket, text, k, budgetMs) {
      const state = warm()?.state();
      if (state?.kind !== 'ready') return { kind: state?.kind ?? 'failed' };
      const asked = state.link.ask('find', { bucket, text, k });
      const found = asked.then(
        (near): Found => ({ kind: 'found', near }),
        (): Found => ({ kind: 'failed' }),
      );
      return withBudget<Found>(found, budgetMs, { kind: 'timeout' });
    },
    async weigh(text, candidates, budgetMs) {
      const state = engine?.state();
      if (state?.kind !== 'ready' || budgetMs <= 0) return [];
      const asked = state.link.ask('weigh', { text, candidates }).catch((): readonly Opinion[] => []);
      return withBudget<readonly Opinion[]>(asked, budgetMs, []);
    },
    async replay(rows, rules) {
      const one = warm();
      await one?.started;
      const state = one?.state();
      if (one === undefined || state?.kind !== 'ready') {
        throw new WorkerError('model', state?.kind === 'failed' ? `${offPrefix}${state.why}` : 'It was closed.');
      }
      await one.read();
      return state.link.ask('replay', { rows, rules });
    },
    rest() {
      const old = engine;
      if (old === undefined || old.state().kind === 'loading' || models.next() !== undefined) return;
      engine = undefined;
      resting = old.close();
    },
    async embed(texts) {
      const one = warm();
      await one?.started;
      const state = one?.state();
      return state?.kind === 'ready' ? state.link.ask('embed-plain', { texts }).catch(() => undefined) : undefined;
    },
    async vectorOf(text) {
      const one = warm();
      await one?.started;
      const state = one?.state();
      if (state?.kind !== 'ready') return undefined;
      const [vector] = await state.link.ask('embed', { texts: [text] }).catch((): readonly Float32Array[] => []);
      return vector && { modelId: state.link.greeting.modelId, vector };
    },
    grown: () => tellAll(one => void one.read().catch(() => undefined)),
    removed(places) {
      for (let from = 0; from < places.length; from += placeSlice) {
        const slice = places.slice(from, from + placeSlice);
        tellAll(one => one.tell('remove', { places: slice }));
      }
    },
    cleared: () => tellAll(one => one.tell('clear', undefined)),
    models,
    async settled() {
      if (engine === undefined) return;
      await engine.started;
      const state = engine.state();
      if (state.kind !== 'ready') return;
      await engine.read();
      await state.link.ask('settle', undefined);
    },
    async close() {
      closed = true;
      await Promise.all([engine?.close(), models.close(), resting]);
    },
  };
}

/** `late` when the budget is over first. */
async function withBudget<T>(work: Promise<T>, budgetMs: number, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<T>(resolve => {
    timer = setTimeout(() => resolve(late), budgetMs);
  });
  const first = await Promise.race([work, over]);
  clearTimeout(timer);
  return first;
}

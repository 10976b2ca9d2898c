import { join } from 'node:path';
import type { Settings } from '../../protocol/settings.js';
import type { Clock, NewId } from '../prompt.js';
import type { SeenVerdict } from '../past.js';
import type { CacheRoom, CacheScope } from '../rooms/cache.js';
import type { ModelPlace, ModelSwitch } from '../rooms/models.js';
import type { SqlDriver } from '../rooms/store.js';
import { openEntryStore } from './entry-store.js';
import { makeAgrees, makeCompare, type Agrees } from './evidence/compare.js';
import { openEvidence } from './evidence/evidence.js';
import { openRates } from './evidence/rates.js';
import { openFeedback } from './feedback/feedback.js';
import { openFlights } from './flights.js';
import { makeRecall } from './recall.js';
import { openPast } from './replay/past.js';
import { openRestLater } from './rest-later.js';
import { openRetries } from './retries.js';
import { openSemanticIndex, type SemanticIndex } from './semantic-index.js';
import { openWorkspaces } from './workspace/workspaces.js';
import type { CostOf } from './worth.js';

/** The cache room, and what only its owner needs. */
export interface Cache extends CacheRoom {
  /** Starts loading the model and the index, so that the first prompt that needs them finds them. */
  warm(): void;
  /**
   * A unit vector for whoever else compares texts, and the id of the model that made it; the model is loaded for it if
   * need be. Undefined while there is none. Never rejects.
   */
  vectorOf(text: string): Promise<{ readonly modelId: string; readonly vector: Float32Array } | undefined>;
  /** For whoever else asks a model beside an answer. */
  readonly agrees: Agrees;
  /** Resolves when everything is on disk and searchable. */
  settled(): Promise<void>;
}

interface CacheParts {
  readonly driver: SqlDriver;
  /** The database that `driver` has open; the worker reads it too. */
  readonly file: string;
  /** Saved indexes lie in `index/` below it. */
  readonly folder: string;
  /** Read at every request. */
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly newId: NewId;
  /** The starter model's folder: its verifier is used with every embedding model. */
  readonly verifierDir: string;
  /** The labelled pairs that another embedding model is calibrated on. */
  readonly corpusFile: string;
  /** The embedding model to begin with. */
  readonly model: ModelPlace;
  /** Another one that was chosen and does not serve yet; undefined when there is none. */
  readonly wantedModel: () => string | undefined;
  /** What an answer cost; what is worth more is kept longer when room is short. */
  readonly costOf: CostOf;
  /** Told what was seen of the answer to a request. */
  readonly noted: (requestId: string, verdict: SeenVerdict) => void;
  readonly workerUrl: URL;
  /** Of the process: what git needs to be found is taken from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Opens the room over its database. A file that cannot be used is told by `info().trouble`. */
export function openCache(parts: CacheParts): Cache {
  const { driver, settings, clock } = parts;
  const nowMs = () => clock.nowMs();
  const index = openSemanticIndex({ ...parts, indexDir: join(parts.folder, 'index') });
  const store = openEntryStore({
    driver,
    nowMs,
    maxBytes: () => settings().cache.maxBytes,
    watcher: index,
    costOf: parts.costOf,
  });
  const feedback = openFeedback({ driver, store, nowMs });
  const evidence = openEvidence({
    driver,
    nowMs,
    errorBound: () => settings().cache.errorBound,
    pool: () => index.pool(),
    deny: hit => feedback.deny(hit, hit),
    noted: parts.noted,
  });
  let isWanted = false;
  // Whoever compares every prompt has pauses between them in which the model must stay.
  const restLater = openRestLater(index, () => settings().cache.semantic || isWanted);
  const embed = (texts: readonly string[]) => {
    restLater.used();
    return index.embed(texts);
  };
  const agrees = makeAgrees({ ...parts, embed });
  const compare = makeCompare(agrees, evidence);
  const rates = openRates(driver, nowMs);
  const past = openPast({
    ...{ store, index, restLater, feedback, settings },
    raise: evidence.raise,
    complaints: evidence.complaints,
  });
  const flights = openFlights();
  const retries = openRetries(clock);
  let fault: string | undefined;

  const noteFault = (error: unknown) => {
    fault = `The cache cannot be read (${error instanceof Error ? error.message : String(error)}).`;
  };
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      noteFault(error);
    }
  };

  const clear = (scope: CacheScope) => {
    const gone = store.clear(scope);
    const { workspace, namespace } = scope;
    if (namespace === undefined) feedback.forget(workspace);
    for (const id of namespace === undefined && workspace === undefined ? [] : gone) feedback.forgetEntry(id);
    return gone.length;
  };
  const workspaces = openWorkspaces(parts);
  const rooms = { store, index, feedback, evidence, compare, rates, flights, retries, workspaces };
  const { recall, faulty, settled } = makeRecall({ ...parts, ...rooms, clear, nowMs, attempt });

  return {
    async recall(prompt, fingerprint) {
      try {
        const recalled = await recall(prompt, fingerprint);
        if (recalled.kind !== 'miss' || recalled.outcome === 'miss') fault = undefined;
        return recalled;
      } catch (error) {
        noteFault(error);
        return faulty(prompt, fingerprint);
      }
    },
    list: limit => store.list(limit),
    show: id => store.show(id),
    has(id) {
      try {
        return store.has(id);
      } catch {
        return false;
      }
    },
    remove(id) {
      feedback.forgetEntry(id);
      return store.remove(id);
    },
    wrong(request) {
      const { removed, pair } = feedback.wrong(request);
      if (pair !== undefined) evidence.judged(pair, 'wrong-answer', request);
      return { removed, denied: pair !== undefined };
    },
    evidence: () => ({ ...evidence.report(), advice: rates.advice(settings().cache.autoOff) }),
    reopen: tier => evidence.reopen(tier),
    async compared(prompt, given, fresh) {
      const pair = feedback.pairOf(prompt.id);
      if (pair !== undefined) await compare(prompt, pair, given, fresh);
    },
    resetBars: partition => evidence.reset(partition),
    never: request => feedback.never(request),
    allow: requestId => feedback.allow(requestId),
    replay: thresholds => past.replay(thresholds),
    refusals: () => feedback.refusals(),
    servedPairs: limit => feedback.servedPairs(limit),
    verdicts: limit => feedback.verdicts(limit),
    clear(scope = {}) {
      retries.clear();
      return clear(scope);
    },
    info() {
      const { semantic } = settings().cache;
      const state = index.state();
      return {
        ...store.totals(),
        semantic: !semantic ? 'off' : state === 'idle' ? 'loading' : state,
        advice: rates.advice(settings().cache.autoOff),
        trouble:
          store.trouble() ??
          evidence.trouble() ??
          fault ??
          workspaces.trouble() ??
          (semantic ? index.trouble() : undefined),
      };
    },
    models: modelsOf(index, () => settings().cache.semantic),
    warm: () => index.warm(),
    agrees,
    vectorOf(text) {
      isWanted = true;
      return index.vectorOf(text);
    },
    async settled() {
      await settled();
      store.flush();
      await index.settled();
    },
    async close() {
      restLater.close();
      feedback.close();
      evidence.close();
      rates.flush();
      store.close();
      await index.close();
    },
  };
}

/** Where the semantic tier is off, a worker that was only started for a change of model is put away after it. */
function modelsOf(index: SemanticIndex, isOn: () => boolean): ModelSwitch {
  const { models } = index;
  return {
    ...models,
    async prepare(model) {
      await models.prepare(model);
      if (!isOn()) index.rest();
    },
    async runsAnyModel() {
      const wasIdle = index.state() === 'idle';
      const runs = await models.runsAnyModel();
      if (wasIdle && !isOn()) index.rest();
      return runs;
    },
  };
}

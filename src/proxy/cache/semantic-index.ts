import type { SqlDriver } from '../rooms.js';
import type { ReplayHit, ReplayRow, ReplayRules } from './replay/replay.js';
import { openVectors, type Vectors } from './vectors.js';
import type { Neighbour } from './vector-index.js';
import { startWorker, WorkerError, type StartedWorker, type WorkerLink } from './worker-link.js';
import type { IndexPlace, IndexRow } from './worker-words.js';

/**
 * Rows read from the table at a time (about a millisecond of the main thread), and texts embedded before waiting
 * questions get their turn.
 */
const readSlice = 64;
const embedSlice = 8;
/** Saving the indexes may hold up the end of the proxy this long; what is not saved is built again. */
const saveMs = 3_000;

export type Found =
  | { readonly kind: 'found'; readonly neighbours: readonly Neighbour[] }
  | { readonly kind: 'loading' | 'timeout' | 'failed' };

/**
 * The worker seen from the main thread. It starts at the first need, is fed from the table in order of labels, and
 * never makes a prompt wait longer than the prompt's own budget.
 */
export interface SemanticIndex {
  state(): 'idle' | 'loading' | 'ready' | 'failed';
  /** One sentence when something is wrong. */
  trouble(): string | undefined;
  /** Starts loading; does nothing when that was done. */
  warm(): void;
  /** Never rejects. */
  find(bucket: string, text: string, k: number, budgetMs: number): Promise<Found>;
  /** Plays the past through, on a worker that is started for it if need be. Rejects with {@link WorkerError}. */
  replay(rows: readonly ReplayRow[], rules: ReplayRules): Promise<readonly (readonly ReplayHit[])[]>;
  /** Puts the worker away until it is needed again. */
  rest(): void;
  /** Unit vectors; undefined while there is no model. Never rejects. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[] | undefined>;
  /** The table has new rows. */
  grown(): void;
  removed(places: readonly IndexPlace[]): void;
  /** Resolves when every row is searchable and no index is being built; at once unless it was started. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly done: Promise<void> }
  | { readonly kind: 'ready'; readonly feed: Feed; readonly link: WorkerLink }
  | { readonly kind: 'failed'; readonly why: string };

export function openSemanticIndex(of: {
  readonly driver: SqlDriver;
  readonly modelDir: string;
  readonly workerUrl: URL;
  readonly indexDir: string;
}): SemanticIndex {
  let state: State = { kind: 'idle' };
  let note: string | undefined;
  let worker: StartedWorker | undefined;
  let link: WorkerLink | undefined;
  let resting: Promise<void> | undefined;
  let closed = false;

  const fail = (error: unknown) => {
    if (closed) return;
    state = { kind: 'failed', why: `Semantic hits are off: ${error instanceof Error ? error.message : String(error)}` };
  };
  const load = async () => {
    try {
      worker = startWorker(of.workerUrl, { modelDir: of.modelDir, indexDir: of.indexDir });
      link = await worker.ready;
      link.onDeath(fail);
      note = slowness(link);
      const vectors = openVectors(of.driver, link.modelId, link.dims);
      const feed = openFeed(vectors, link);
      await feed.run();
      const { damaged } = await link.ask('loaded', undefined);
      vectors.dropOthers();
      if (damaged > 0) rebuilding(damaged, link);
      state = { kind: 'ready', feed, link };
      // What was stored since the feed came to its end.
      void feedOn(feed);
    } catch (error) {
      fail(error);
    }
  };
  const feedOn = (feed: Feed) =>
    feed.run().catch((error: unknown) => {
      if (state.kind === 'ready' && state.feed === feed) fail(error);
    });
  const rebuilding = (damaged: number, builder: WorkerLink) => {
    const before = note;
    note = `${damaged} saved vector ${damaged === 1 ? 'index was' : 'indexes were'} damaged and ${damaged === 1 ? 'is' : 'are'} being rebuilt.`;
    void builder.ask('settle', undefined).then(
      () => (note = before),
      () => undefined,
    );
  };
  const warm = () => {
    if (state.kind === 'idle' && !closed) state = { kind: 'loading', done: load() };
  };

  return {
    state: () => state.kind,
    trouble: () => (state.kind === 'failed' ? state.why : note),
    warm,
    async find(bucket, text, k, budgetMs) {
      warm();
      if (state.kind !== 'ready') return { kind: state.kind === 'failed' ? 'failed' : 'loading' };
      return withBudget(state.link.ask('find', { bucket, text, k }), budgetMs);
    },
    async replay(rows, rules) {
      warm();
      if (state.kind === 'loading') await state.done;
      const now = state;
      if (now.kind !== 'ready') throw new WorkerError('model', now.kind === 'failed' ? now.why : 'It was closed.');
      await feedOn(now.feed);
      return now.link.ask('replay', { rows, rules });
    },
    rest() {
      if (state.kind !== 'ready') return;
      const [old, saving] = [worker, state.link.ask('save', undefined)];
      state = { kind: 'idle' };
      worker = link = undefined;
      note = undefined;
      resting = saving.then(
        () => old?.close(),
        () => old?.close(),
      );
    },
    async embed(texts) {
      warm();
      if (state.kind === 'loading') await state.done;
      const now = state;
      return now.kind === 'ready' ? now.link.ask('embed', { texts }).catch(() => undefined) : undefined;
    },
    grown() {
      if (state.kind === 'ready') void feedOn(state.feed);
    },
    removed(places) {
      link?.ask('remove', { places }).catch(() => undefined);
    },
    async settled() {
      if (state.kind === 'loading') await state.done;
      const now = state;
      if (now.kind !== 'ready') return;
      await feedOn(now.feed);
      await now.link.ask('settle', undefined);
    },
    async close() {
      closed = true;
      const loading = state.kind === 'loading' ? state.done : undefined;
      if (state.kind === 'ready') {
        const saved = state.link.ask('save', undefined).catch(() => undefined);
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([saved, new Promise(resolve => (timer = setTimeout(resolve, saveMs)))]);
        clearTimeout(timer);
      }
      await worker?.close();
      await loading;
      await resting;
    },
  };
}

/** What this machine has no binary for: it works all the same, and the user should know why it is slower. */
function slowness({ fastIndex, native }: WorkerLink): string | undefined {
  if (!fastIndex) return 'The fast vector index cannot be loaded here; large caches are searched more slowly.';
  if (!native) return 'The native embedding runtime has no binary for this machine; the model runs in JavaScript.';
  return undefined;
}

/** Brings rows of the table to the worker, in order, each once. */
interface Feed {
  /** Resolves when all rows that were there at the call are searchable; rejects when worker or table fail. */
  run(): Promise<void>;
}

function openFeed(vectors: Vectors, link: WorkerLink): Feed {
  let last = 0;
  let tail: Promise<void> = Promise.resolve();

  const runToEnd = async () => {
    for (;;) {
      const rows = vectors.after(last, readSlice);
      const lastRow = rows.at(-1);
      if (!lastRow) return;
      last = lastRow.label;
      await link.ask('add', { rows: rows.filter(row => 'vector' in row.content) });
      const bare = rows.filter(row => 'text' in row.content);
      for (let i = 0; i < bare.length; i += embedSlice) await embed(bare.slice(i, i + embedSlice));
    }
  };
  const embed = async (rows: readonly IndexRow[]) => {
    try {
      const made = await link.ask('add', { rows });
      const gone = rows.filter(({ label }, i) => !vectors.save(label, made[i] as Float32Array));
      if (gone.length > 0) await link.ask('remove', { places: gone });
    } catch (error) {
      // Texts the model cannot take stay unsearchable; a worker that died is another matter.
      if (!(error instanceof WorkerError) || error.reason !== 'refused') throw error;
    }
  };
  return {
    run() {
      tail = tail.then(runToEnd, runToEnd);
      return tail;
    },
  };
}

async function withBudget(asked: Promise<readonly Neighbour[]>, budgetMs: number): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Found>(resolve => {
    timer = setTimeout(() => resolve({ kind: 'timeout' }), budgetMs);
  });
  const inTime = asked.then(
    (neighbours): Found => ({ kind: 'found', neighbours }),
    (): Found => ({ kind: 'failed' }),
  );
  const found = await Promise.race([inTime, late]);
  clearTimeout(timer);
  return found;
}

import type { MessagePort } from 'node:worker_threads';
import type { SqlDriver } from '../rooms/store.js';
import type { Calibration } from './calibrate/calibrate-model.js';
import { calibrationName, heard, openCalibration } from './calibrate/open-calibration.js';
import { similarityOf } from './calibrate/scale.js';
import { loadHnsw } from './index-hnsw.js';
import { loadModel, type Model } from './model.js';
import { openReading, type Reading } from './reading.js';
import { replay, type ReplayRow } from './replay/replay.js';
import { openStaticModel, type Embed } from './static-model.js';
import { openShelves, type Shelves } from './shelves.js';
import { openVectorSource, type VectorSource } from './vector-source.js';
import type { MadeVectors } from './vectors.js';
import type { Opinion, Verifier } from './verify/verifier.js';
import { loadVerifier, verifierId } from './verify/verifier-file.js';
import type {
  AnswerMessage,
  Answers,
  AskMessage,
  CalibratingProgress,
  Candidate,
  FromMain,
  FromWorker,
  WorkerStart,
} from './worker-words.js';

// The worker thread: a model and the indexes. The main thread keeps the entries and decides what may be served.

interface Desk {
  readonly model: Model;
  /** The built-in model, where another one is loaded from its files at the first need. */
  builtIn(): Embed;
  /** Undefined when it cannot be used. */
  readonly verifier: Verifier | undefined;
  /** Undefined for the built-in model. */
  readonly calibration: Calibration | undefined;
  /** Undefined where nothing is indexed. */
  readonly store: Stored | undefined;
}

interface Stored {
  readonly source: VectorSource;
  readonly shelves: Shelves;
  readonly reading: Reading;
  close(): void;
}

/** Answers what the main thread asks until it is told to end. `openReader` opens the cache's database for reading. */
export function runWorker(port: MessagePort, start: WorkerStart, openReader: (file: string) => SqlDriver): void {
  const say = (message: FromWorker) => port.postMessage(message);
  const send = (made: MadeVectors) =>
    port.postMessage({ kind: 'made', made } satisfies FromWorker, [made.packed.buffer]);
  const open = new Set<Promise<unknown>>();
  let ending = false;
  /** Lets waiting questions in; a long job is given up when the worker is to end. */
  const nextTurn = () =>
    new Promise<void>((resolve, reject) =>
      setImmediate(() => (ending ? reject(new Error('The embedding worker was closed.')) : resolve())),
    );

  const load = async (): Promise<Desk> => {
    const model = await loadModel(start.modelDir);
    const hnsw = await loadHnsw();
    const { trouble: verifierTrouble, verifier, verifierName } = tryVerifier(start.verifierDir);
    const calibration = await calibrated(model, verifier);
    const { stored, damaged } =
      start.store === undefined ? { stored: undefined, damaged: 0 } : openStore(start.store, model, hnsw);
    const { id: modelId, dims, native } = model;
    const fastIndex = hnsw !== undefined;
    const calibrationId = calibration === undefined ? verifierName : calibrationName(calibration, verifierName);
    say({ kind: 'ready', modelId, dims, native, fastIndex, damaged, verifierTrouble, calibrationId });
    let plain: Embed | undefined;
    const builtIn = () => {
      if (calibration === undefined || start.verifierDir === undefined) return model.embed;
      return (plain ??= openStaticModel(start.verifierDir));
    };
    return { model, builtIn, verifier, calibration, store: stored };
  };
  const calibrated = (model: Model, verifier: Verifier | undefined): Promise<Calibration | undefined> => {
    const { calibration, modelDir, verifierDir } = start;
    if (calibration === undefined || verifierDir === undefined) return Promise.resolve(undefined);
    const onProgress = (progress: CalibratingProgress) => say({ kind: 'calibrating', progress });
    return openCalibration({ ...calibration, modelDir, model, verifierDir, verifier, nextTurn, onProgress });
  };
  const openStore = (
    at: NonNullable<WorkerStart['store']>,
    model: Model,
    hnsw: Awaited<ReturnType<typeof loadHnsw>>,
  ): { readonly stored: Stored; readonly damaged: number } => {
    const reader = openReader(at.file);
    const source = openVectorSource(reader, model);
    const { dims, id: modelId } = model;
    const { shelves, damaged } = openShelves({ dims, modelId, source, hnsw, folder: at.indexDir, nextTurn });
    const reading = openReading({ source, shelves, model, nextTurn, send });
    return { stored: { source, shelves, reading, close: () => reader.close() }, damaged };
  };

  const loading = load();
  loading.catch((error: unknown) => {
    say({ kind: 'failed', reason: sentence(error) });
    port.close();
  });

  const end = async () => {
    ending = true;
    const desk = await loading.catch(() => undefined);
    desk?.store?.shelves.stop();
    desk?.store?.reading.stop();
    await Promise.all(open);
    desk?.store?.close();
    port.close();
  };

  port.on('message', (message: FromMain) => {
    if (message.kind === 'end') {
      void end();
      return;
    }
    const told = loading
      .then(desk => answer(message, desk, nextTurn))
      .then(
        (value): AnswerMessage => ({ kind: 'answer', id: message.id, value }),
        (error: unknown): AnswerMessage => ({ kind: 'refusal', id: message.id, reason: sentence(error) }),
      )
      .then(say);
    open.add(told);
    void told.finally(() => open.delete(told));
  });
}

async function answer(message: AskMessage, desk: Desk, nextTurn: () => Promise<void>): Promise<Answers[keyof Answers]> {
  const { model, calibration, store } = desk;
  if (message.kind === 'embed') return model.embed(message.what.texts);
  if (message.kind === 'embed-plain') return desk.builtIn()(message.what.texts);
  if (message.kind === 'weigh') return weigh(desk, message.what.text, message.what.candidates);
  if (store === undefined) throw new Error('This worker has no index.');
  const { source, shelves, reading } = store;
  switch (message.kind) {
    case 'find': {
      const { bucket, text, k } = message.what;
      if (!shelves.holds(bucket)) return [];
      const [query] = await model.embed([text]);
      const near = query ? await shelves.search(bucket, query, k) : [];
      return near.map(({ label, cosine }) => ({ label, similarity: similarityOf(calibration?.scale, cosine) }));
    }
    case 'read':
      await reading.toTheEnd();
      return undefined;
    case 'progress':
      return { reading: reading.progress(), building: shelves.progress() };
    case 'build':
      await shelves.build();
      return undefined;
    case 'written':
      reading.written(message.what);
      return undefined;
    case 'remove':
      for (const { bucket, label } of message.what.places) {
        reading.removed(label);
        shelves.remove(bucket, label);
      }
      return undefined;
    case 'clear':
      shelves.clear();
      return undefined;
    case 'settle':
      await shelves.settle();
      return undefined;
    case 'save':
      shelves.save();
      return undefined;
    case 'replay': {
      const { rows, rules } = message.what;
      const vectorOf = ({ label }: ReplayRow) => source.vector(label);
      const means = {
        vectorOf,
        similarityOf: (cosine: number) => similarityOf(calibration?.scale, cosine),
        weigh: (text: string, kept: Candidate) => weigh(desk, text, [kept])[0],
        nextTurn,
      };
      return replay(rows, means, rules);
    }
  }
}

function weigh({ verifier, calibration }: Desk, text: string, candidates: readonly Candidate[]): readonly Opinion[] {
  const texts = candidates.map(candidate => candidate.text);
  const opinions = verifier?.weigh(text, texts) ?? [];
  if (calibration === undefined) return opinions;
  return opinions.map((opinion, at) => heard(calibration, opinion, candidates[at] ?? { text: '', similarity: -1 }));
}

/** Without it less is served, and nothing wrong. */
function tryVerifier(folder: string | undefined): {
  readonly verifier: Verifier | undefined;
  readonly trouble: string | undefined;
  readonly verifierName: string;
} {
  if (folder === undefined) return { verifier: undefined, trouble: undefined, verifierName: '' };
  try {
    return { verifier: loadVerifier(folder), trouble: undefined, verifierName: verifierId(folder) };
  } catch (error) {
    return { verifier: undefined, trouble: sentence(error), verifierName: '' };
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

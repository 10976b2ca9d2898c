import { parentPort, workerData } from 'node:worker_threads';
import { loadHnsw } from './index-hnsw.js';
import { loadModel, type Model } from './model.js';
import { replay } from './replay/replay.js';
import { openShelves, type Shelves } from './shelves.js';
import type {
  AnswerMessage,
  Answers,
  AskMessage,
  EndMessage,
  IndexRow,
  WorkerGreeting,
  WorkerStart,
} from './worker-words.js';

// The worker thread: a model and the indexes. The main thread keeps the entries and decides what may be served.

interface Desk {
  readonly model: Model;
  readonly shelves: Shelves;
}

const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread.');
const say = (message: WorkerGreeting | AnswerMessage) => port.postMessage(message);

/** They change nothing, so that they need not wait their turn. */
const besideChanges: ReadonlySet<AskMessage['kind']> = new Set(['find', 'embed', 'settle', 'replay']);
let ending = false;

const open = new Set<Promise<unknown>>();
/** Changes run one after another, so that a removal never overtakes the embedding of what it removes. */
let changes: Promise<unknown> = Promise.resolve();
const loading = load(workerData as WorkerStart);

port.on('message', (message: AskMessage | EndMessage) => {
  if (message.kind === 'end') {
    void end();
    return;
  }
  const work = async () => answer(message, await loading);
  let result: Promise<Answers[keyof Answers]>;
  if (besideChanges.has(message.kind)) result = work();
  else {
    result = changes.then(work, work);
    changes = result;
  }
  const told = result.then(
    value => say({ kind: 'answer', id: message.id, value }),
    (error: unknown) => say({ kind: 'refusal', id: message.id, reason: sentence(error) }),
  );
  open.add(told);
  void told.finally(() => open.delete(told));
});
loading.catch((error: unknown) => {
  say({ kind: 'failed', reason: sentence(error) });
  port.close();
});

async function load(start: WorkerStart): Promise<Desk> {
  const model = await loadModel(start.modelDir);
  const hnsw = await loadHnsw();
  const shelves = openShelves({ dims: model.dims, modelId: model.id, hnsw, folder: start.indexDir });
  say({ kind: 'ready', modelId: model.id, dims: model.dims, fastIndex: hnsw !== undefined, native: model.native });
  return { model, shelves };
}

async function end(): Promise<void> {
  ending = true;
  const desk = await loading.catch(() => undefined);
  desk?.shelves.stop();
  await Promise.all(open);
  port?.close();
}

async function answer(message: AskMessage, { model, shelves }: Desk): Promise<Answers[keyof Answers]> {
  switch (message.kind) {
    case 'embed':
      return model.embed(message.what.texts);
    case 'find': {
      const { bucket, text, k } = message.what;
      if (!shelves.holds(bucket)) return [];
      const [query] = await model.embed([text]);
      return query ? shelves.search(bucket, query, k) : [];
    }
    case 'add':
      return add(message.what.rows, model, shelves);
    case 'remove':
      for (const { bucket, label } of message.what.places) shelves.remove(bucket, label);
      return undefined;
    case 'loaded':
      return shelves.loaded();
    case 'settle':
      await shelves.settle();
      return undefined;
    case 'save':
      shelves.save();
      return undefined;
    case 'replay': {
      const { rows, rules } = message.what;
      return replay(rows, ({ bucket, label }) => shelves.vector(bucket, label), rules, nextTurn);
    }
  }
}

async function add(rows: readonly IndexRow[], model: Model, shelves: Shelves): Promise<readonly Float32Array[]> {
  const texts = rows.flatMap(row => ('text' in row.content ? [row.content.text] : []));
  const vectors = texts.length > 0 ? await model.embed(texts) : [];
  let next = 0;
  for (const row of rows) {
    const vector = 'vector' in row.content ? row.content.vector : vectors[next++];
    if (vector) shelves.add(row.bucket, row.label, vector);
  }
  return vectors;
}

/** Lets waiting questions in; a long job is given up when the worker is to end. */
function nextTurn(): Promise<void> {
  return new Promise((resolve, reject) =>
    setImmediate(() => (ending ? reject(new Error('The embedding worker was closed.')) : resolve())),
  );
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { parentPort, workerData } from 'node:worker_threads';
import { loadHnsw } from './index-hnsw.js';
import { loadModel, type Model } from './model.js';
import { openShelves, type Shelves } from './shelves.js';
import type { AnswerMessage, Answers, AskMessage, IndexRow, WorkerGreeting, WorkerStart } from './worker-words.js';

// The worker thread: a model and the indexes. The main thread keeps the entries and decides what may be served.

const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread.');
const say = (message: WorkerGreeting | AnswerMessage) => port.postMessage(message);
const start = workerData as WorkerStart;

try {
  const model = await loadModel(start.modelDir);
  const hnsw = await loadHnsw();
  const shelves = openShelves({ dims: model.dims, modelId: model.id, hnsw, folder: start.indexDir });
  serve(model, shelves);
  say({ kind: 'ready', modelId: model.id, dims: model.dims, fastIndex: hnsw !== undefined });
} catch (error) {
  say({ kind: 'failed', reason: sentence(error) });
}

function serve(model: Model, shelves: Shelves): void {
  let changes: Promise<unknown> = Promise.resolve();
  port?.on('message', (message: AskMessage) => {
    const work = () => answer(message, model, shelves);
    let result: Promise<Answers[keyof Answers]>;
    if (message.kind === 'find' || message.kind === 'embed' || message.kind === 'settle') result = work();
    else {
      // Changes run one after another, so that a removal never overtakes the embedding of what it removes.
      result = changes.then(work, work);
      changes = result;
    }
    result.then(
      value => say({ kind: 'answer', id: message.id, value }),
      (error: unknown) => say({ kind: 'refusal', id: message.id, reason: sentence(error) }),
    );
  });
}

async function answer(message: AskMessage, model: Model, shelves: Shelves): Promise<Answers[keyof Answers]> {
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

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

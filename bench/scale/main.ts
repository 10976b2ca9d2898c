import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbedder } from '../../src/proxy/cache/embedder.js';
import { loadHnsw } from '../../src/proxy/cache/index-hnsw.js';
import { emptyFolder, fillStore, savedGraph } from './fill.js';
import { buildGraph, measureIndex, type IndexFigures } from './index-part.js';
import { question, questionCount } from './questions.js';
import { measureRoom, type RoomFigures } from './room-part.js';
import { progress } from './timing.js';
import { queryVectors, questionVectors, seededRandom } from './vectors.js';

// npm run bench:scale -- --entries 100000 --json: how lookups behave when the cache is full.

/** What is promised up to 100,000 entries, and up to a million. */
const small = { lookupP99Ms: 2, startMs: 2_000, rssMb: 350 };
const large = { lookupP99Ms: 5, startMs: 10_000, rssMb: 2_500 };
const leastRecall = 0.99;
const queryCount = 1_000;

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    model: { type: 'string', default: fileURLToPath(new URL('../../models/starter', import.meta.url)) },
    json: { type: 'boolean', default: false },
    /** Where to fill a store and leave it: a later run with the same number of entries goes on from there. */
    keep: { type: 'string' },
    /** Only fill the folder of `keep`. */
    'fill-only': { type: 'boolean', default: false },
    /** Set by this program for its own second process: the folder of the filled store. */
    room: { type: 'string' },
  },
});
const workerUrl = new URL('../embed-worker.js', import.meta.url);

if (values.room === undefined) await measureAll();
else process.stdout.write(JSON.stringify(await measureRoom(values.room, values.model, workerUrl)));

async function measureAll(): Promise<void> {
  const entries = Number(values.entries);
  if (!Number.isInteger(entries) || entries < 2_500) {
    stop('--entries must be a whole number from 2500 up.');
    return;
  }
  const Graph = await loadHnsw();
  if (!Graph) {
    stop('hnswlib-node cannot be loaded here, so there is nothing to compare the scan with.');
    return;
  }
  if (!existsSync(join(values.model, 'tokenizer.json'))) {
    stop(`There is no model in '${values.model}'.`);
    return;
  }

  const embedder = await startEmbedder({ modelDir: values.model, workerUrl });
  const random = seededRandom(1);
  progress(`making ${entries} vectors of ${embedder.dims} numbers`);
  const real = await embedder.embed(Array.from({ length: questionCount }, (_, i) => question(i)));
  await embedder.close();
  const vectors = [...real, ...questionVectors(entries - real.length, embedder.dims, random)];
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'tuppence-scale-'));
  try {
    const of = { entries, modelId: embedder.modelId, dims: embedder.dims, Graph };
    let built = savedGraph(folder, of);
    if (built === undefined) {
      emptyFolder(folder);
      built = buildGraph(Graph, vectors);
      fillStore(folder, vectors, { id: embedder.modelId, Graph, ...built, nowMs: Date.now() });
    }
    if (values['fill-only']) return;
    const queries = queryVectors(vectors.slice(real.length), queryCount, random);
    const index = measureIndex(built.graph, vectors, queries);
    progress('opening the cache over it');
    tell(entries, embedder.dims, { ...index, buildS: built.buildS }, inItsOwnProcess(folder));
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function tell(
  entries: number,
  dims: number,
  index: IndexFigures & { readonly buildS: number },
  room: RoomFigures,
): void {
  const limits = entries <= 100_000 ? small : large;
  const holds = {
    p99: index.graph.p99Ms <= limits.lookupP99Ms,
    recall: index.recallAt1 >= leastRecall,
    start: room.startToReadyMs <= limits.startMs,
    memory: room.rssMb <= limits.rssMb,
  };
  const result = { entries, dims, queries: queryCount, index, room, holds };
  if (values.json) console.log(JSON.stringify(result));
  else table(result);
  if (Object.values(holds).includes(false)) process.exitCode = 1;
}

function inItsOwnProcess(folder: string): RoomFigures {
  const args = [fileURLToPath(import.meta.url), '--room', folder, '--model', values.model];
  const child = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (child.status !== 0)
    throw new Error(`The second process ended with ${child.status ?? child.signal ?? 'nothing'}.`);
  return JSON.parse(child.stdout) as RoomFigures;
}

function table(result: {
  readonly entries: number;
  readonly dims: number;
  readonly index: IndexFigures & { readonly buildS: number };
  readonly room: RoomFigures;
}): void {
  const { index, room } = result;
  console.log(`${result.entries} entries of ${result.dims} dimensions in one partition`);
  console.table({
    'graph lookup': index.graph,
    'exact scan': index.scan,
    'whole recall, miss': room.semanticMiss,
    'whole recall, semantic hit': room.semanticHit,
    'whole recall, exact hit': room.exactHit,
  });
  console.log(`recall@1 ${index.recallAt1}, graph ${index.speedUp} x faster than the scan, built in ${index.buildS} s`);
  console.log(
    `start to ready ${room.startToReadyMs} ms (${room.startCpuMs} ms of CPU), memory ${room.rssMb} MB, rephrased served ${room.served}`,
  );
  const { p50Ms, p99Ms, maxMs } = room.exactWhileLoading;
  console.log(`exact hits meanwhile: p50 ${p50Ms} ms, p99 ${p99Ms} ms, slowest ${maxMs} ms`);
}

function stop(sentence: string): void {
  progress(sentence);
  process.exitCode = 1;
}

import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { reasonSentence } from '../../src/protocol/reasons.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { openTestDriver } from './support/driver.js';
import { openRoom, replyOf, type TestRoom } from './support/room.js';
import { bundleWorker, bundleWorkerWithoutAddon, bundleWorkerWithScanLimit, starterDir } from './support/worker.js';

let worker: Awaited<ReturnType<typeof bundleWorker>>;
beforeAll(async () => {
  worker = await bundleWorker();
});
afterAll(() => worker.remove());

const semanticOnly = { gate: false, semantic: true, similarity: 0.5, budgetMs: 1_000 } as const;

/** A room with the semantic tier alone, its model loaded. */
async function openSemanticRoom(options: Parameters<typeof openRoom>[0] = {}): Promise<TestRoom> {
  const room = openRoom({ cache: semanticOnly, workerUrl: worker.url, ...options });
  room.cache.warm();
  await room.cache.settled();
  return room;
}

test('a near wording is served once the model is loaded, and no prompt waits for that', async () => {
  const room = openRoom({ cache: semanticOnly, workerUrl: worker.url });
  expect(room.cache.info().semantic).toBe('loading');
  expect(await room.put({ text: 'What is a monad?' }, 'a burrito')).toMatchObject({ reason: 'semantic-loading' });
  await room.cache.settled();
  expect(room.cache.info()).toMatchObject({ semantic: 'ready', trouble: undefined });
  const hit = await room.recall({ text: 'What is a monad' });
  expect(hit).toMatchObject({ kind: 'hit', outcome: 'hit-semantic', entryId: room.cache.list(1)[0]?.id });
  expect(replyOf(hit)).toBe('a burrito');
  expect(hit.kind === 'hit' && hit.similarity).toBeGreaterThan(0.9);
});

test('an answer stored after loading is found too', async () => {
  const room = await openSemanticRoom();
  await room.put({ text: 'What is a monad?' });
  await room.cache.settled();
  expect(await room.recall({ text: 'What is a monad' })).toMatchObject({ outcome: 'hit-semantic' });
});

test('a near question with another answer is refused by the judge, and the reason says so', async () => {
  const room = await openSemanticRoom();
  await room.put({ text: 'What changed in Python 3.8?' });
  await room.cache.settled();
  expect(await room.recall({ text: 'What changed in Python 3.9?' })).toMatchObject({
    kind: 'miss',
    reason: expect.stringMatching(/^vetoed:./) as string,
  });
});

describe('a rephrasing that the strict check does not know', () => {
  const [asked, again] = [
    'How do I delete all keys matching a pattern in Redis?',
    'remove all keys that match a pattern in redis',
  ] as const;

  test('is served where the verifier is sure, and the reason says how sure', async () => {
    const room = await openSemanticRoom();
    await room.put({ text: asked }, 'use SCAN');
    await room.cache.settled();
    const hit = await room.recall({ text: again });
    expect(hit).toMatchObject({
      outcome: 'hit-semantic',
      reason: expect.stringMatching(/^hit-semantic\+within-bound:0\.0\d+$/) as string,
    });
    expect(replyOf(hit)).toBe('use SCAN');
    expect(reasonSentence(hit.kind === 'hit' ? hit.reason : '')).toMatch(
      /^Asked before in other words; among hits as sure as this at most [\d.]+ % are wrong\.$/,
    );
  });

  test('is not served any more from the moment on that no error is put up with', async () => {
    const room = await openSemanticRoom();
    await room.put({ text: asked });
    await room.cache.settled();
    expect(await room.recall({ text: again })).toMatchObject({ kind: 'hit' });
    room.settings = { ...room.settings, cache: { ...room.settings.cache, errorBound: 0 } };
    expect(await room.recall({ text: again })).toMatchObject({ kind: 'miss' });
  });

  test('is not served without a verifier; what the strict check accepts still is, and the trouble is told', async () => {
    const verifierDir = join(tempDirForTest('model'), 'starter');
    cpSync(starterDir, verifierDir, { recursive: true });
    rmSync(join(verifierDir, 'verifier.json'));
    const room = await openSemanticRoom({ verifierDir });
    await room.put({ text: asked });
    await room.cache.settled();
    expect(room.cache.info()).toMatchObject({
      semantic: 'ready',
      trouble: expect.stringContaining('Only what the strict check accepts is served') as string,
    });
    expect(await room.recall({ text: again })).toMatchObject({ kind: 'miss' });
    expect(await room.recall({ text: `${asked.slice(0, -1)} please` })).toMatchObject({
      outcome: 'hit-semantic',
      reason: 'hit-semantic+same-words',
    });
  });
});

test('nothing below the floor is looked at', async () => {
  const room = await openSemanticRoom();
  await room.put({ text: 'What is a monad?' });
  await room.cache.settled();
  room.settings = { ...room.settings, cache: { ...room.settings.cache, similarity: 1 } };
  expect(await room.recall({ text: 'How do I list files?' })).toMatchObject({ kind: 'miss', reason: 'no-near' });
});

test('a near wording in another scope is never served', async () => {
  const room = await openSemanticRoom();
  await room.put({ text: 'What is a monad?' });
  await room.cache.settled();
  const others = [{ model: 'm' }, { tenant: 't' }, { workspace: 'w' }, { namespace: 'n' }, { system: 's' }];
  for (const other of others) {
    expect(await room.recall({ text: 'What is a monad', ...other })).toMatchObject({ reason: 'no-near' });
  }
});

test('an entry too old for other words, removed, or cleared is not found', async () => {
  const room = await openSemanticRoom({ cache: { ...semanticOnly, looseTtlS: 60 } });
  await room.put({ text: 'What is a monad?' });
  await room.cache.settled();
  room.nowMs += 60_000;
  expect(await room.put({ text: 'What is a monad' })).toMatchObject({ kind: 'miss', reason: 'expired' });
  await room.cache.settled();
  expect(await room.recall({ text: 'What is a monad ?' })).toMatchObject({ outcome: 'hit-semantic' });
  room.cache.clear();
  expect(await room.recall({ text: 'What is a monad??' })).toMatchObject({ kind: 'miss', reason: 'no-near' });
});

test('vectors outlive a restart, and those of another model are made again', async () => {
  const room = await openSemanticRoom();
  await room.put({ text: 'What is a monad?' }, 'a burrito');
  await room.cache.settled();
  const vectors = () => {
    const driver = openTestDriver(join(room.folder, 'cache.db'));
    const rows = driver.all('SELECT model, vector FROM cache_vectors');
    driver.close();
    return rows;
  };
  const before = vectors();
  expect(before).toHaveLength(1);
  await room.reopen();
  room.cache.warm();
  await room.cache.settled();
  expect(vectors()).toEqual(before);
  expect(await room.recall({ text: 'What is a monad' })).toMatchObject({ outcome: 'hit-semantic' });
  await room.cache.close();

  const modelDir = join(tempDirForTest('model'), 'another');
  cpSync(starterDir, modelDir, { recursive: true });
  const other = await openSemanticRoom({ folder: room.folder, modelDir });
  expect(vectors()).toHaveLength(1);
  expect(vectors()[0]?.['model']).not.toBe(before[0]?.['model']);
  expect(replyOf(await other.recall({ text: 'What is a monad' }))).toBe('a burrito');
});

const badModels: readonly (readonly [name: string, spoil: (dir: string) => void])[] = [
  ['missing', () => undefined],
  ['cut short', dir => truncateSync(copied(dir, 'onnx/model.onnx'), 1_000)],
  ['empty', dir => truncateSync(copied(dir, 'onnx/model.onnx'), 0)],
  ['overwritten', dir => writeFileSync(copied(dir, 'onnx/model.onnx'), 'not a model')],
  ['without a readable tokeniser', dir => writeFileSync(copied(dir, 'tokenizer.json'), '{"model"')],
];
test.each(badModels)('a model that is %s is told in one sentence, and the other tiers serve', async (_, spoil) => {
  const modelDir = join(tempDirForTest('model'), 'broken');
  spoil(modelDir);
  const room = await openSemanticRoom({ cache: { ...semanticOnly, gate: true }, modelDir });
  expect(room.cache.info().semantic).toBe('failed');
  expect(room.cache.info().trouble).toMatch(/^Semantic hits are off: .*embedding model/);
  expect(await room.put({ text: 'What is a monad?' })).toMatchObject({ kind: 'miss', reason: 'semantic-failed' });
  expect(await room.recall({ text: 'What is a monad?' })).toMatchObject({ outcome: 'hit-exact' });
  expect(await room.recall({ text: 'What is a monad' })).toMatchObject({ outcome: 'hit-gate' });
});

/** The starter's folder with everything in it, as a copy that may be spoilt. */
function copied(dir: string, file: string): string {
  cpSync(starterDir, dir, { recursive: true });
  return join(dir, file);
}

/** A worker that loads, has nothing, and at any question does what the test wants. */
function strangeWorker(atQuestion: string): URL {
  const file = join(tempDirForTest('worker'), 'worker.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ kind: 'ready', modelId: 'm', dims: 4, fastIndex: true });
    const values = { add: [], loaded: { damaged: 0 }, save: undefined };
    parentPort.on('message', ({ id, kind }) => {
      if (kind === 'end') parentPort.close();
      else if (kind in values) parentPort.postMessage({ kind: 'answer', id, value: values[kind] });
      else ${atQuestion};
    });`,
  );
  return pathToFileURL(file);
}

test('a worker that hangs costs a prompt its budget and no more', async () => {
  const room = openRoom({ cache: { ...semanticOnly, budgetMs: 20 }, workerUrl: strangeWorker('{}') });
  await room.recall({ text: 'one' });
  while (room.cache.info().semantic === 'loading') await new Promise(resolve => setTimeout(resolve, 5));
  expect(await room.recall({ text: 'two' })).toMatchObject({ kind: 'miss', reason: 'semantic-timeout' });
});

test('a worker that dies is told, and prompts go on', async () => {
  const room = openRoom({ cache: semanticOnly, workerUrl: strangeWorker('process.exit(3)') });
  await room.recall({ text: 'one' });
  while (room.cache.info().semantic === 'loading') await new Promise(resolve => setTimeout(resolve, 5));
  expect(await room.put({ text: 'two' })).toMatchObject({ kind: 'miss', reason: 'semantic-failed' });
  expect(room.cache.info()).toMatchObject({ semantic: 'failed' });
  expect(room.cache.info().trouble).toContain('ended with code 3');
  expect(await room.recall({ text: 'two' })).toMatchObject({ outcome: 'hit-exact' });
});

test('a big partition gets a saved index; damaged or foreign files are rebuilt from the vectors', async () => {
  const early = await bundleWorkerWithScanLimit(100);
  onTestFinished(early.remove);
  const room = await openSemanticRoom({ workerUrl: early.url });
  const { settings } = room;
  // Without a search for each, which would be most of the work.
  room.settings = { ...settings, cache: { ...settings.cache, semantic: false } };
  for (let i = 0; i < 150; i++)
    await room.put({ text: `what does error ${i} mean in program ${i % 97}` }, `answer ${i}`);
  room.settings = settings;
  const probe = 'what does error 123 mean in program 26?';
  const check = async () => {
    await room.cache.settled();
    expect(replyOf(await room.recall({ text: probe }))).toBe('answer 123');
    // The index of a partition is built when somebody asks in it.
    await room.cache.settled();
  };
  await check();
  await room.reopen();
  const folder = join(room.folder, 'index', 'starter');
  const names = readdirSync(folder).sort();
  expect(names.map(name => name.split('.').slice(1).join('.'))).toEqual(['1.hnsw', '1.labels', 'json']);
  const data = join(folder, names[0] ?? '');

  await room.cache.close();
  const bytes = readFileSync(data);
  for (let i = 100; i < bytes.length; i += 997) bytes[i] = (bytes[i]! + 1) % 256;
  writeFileSync(data, bytes);
  writeFileSync(`${data}.tmp`, 'half written');
  await room.reopen();
  room.cache.warm();
  await check();
  expect(room.cache.info().trouble).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(names);
});

test('an index folder that cannot be made costs nothing but speed', async () => {
  const folder = tempDirForTest('cache');
  writeFileSync(join(folder, 'index'), 'a file where the folder should be');
  const room = openRoom({ cache: semanticOnly, workerUrl: worker.url, folder });
  await room.put({ text: 'What is a monad?' });
  await room.cache.settled();
  expect(await room.recall({ text: 'What is a monad' })).toMatchObject({ outcome: 'hit-semantic' });
});

test('without the native index everything is found all the same, and the cache says that it is slower', async () => {
  const slow = await bundleWorkerWithoutAddon();
  const room = await openSemanticRoom({ workerUrl: slow.url });
  await room.put({ text: 'What is a monad?' });
  await room.cache.settled();
  expect(await room.recall({ text: 'What is a monad' })).toMatchObject({ outcome: 'hit-semantic' });
  expect(room.cache.info()).toMatchObject({ semantic: 'ready' });
  expect(room.cache.info().trouble).toMatch(/fast vector index cannot be loaded/);
  slow.remove();
});

test('answers stored while the model is loading are found when it has loaded', async () => {
  const room = openRoom({ cache: semanticOnly, workerUrl: worker.url });
  room.cache.warm();
  for (let i = 0; i < 300; i++) {
    await room.put({ text: `what does error ${i} mean` }, `answer ${i}`);
    if (i % 5 === 0) await new Promise(resolve => setTimeout(resolve, 2));
  }
  await room.cache.settled();
  for (const i of [0, 150, 299]) {
    expect(replyOf(await room.recall({ text: `what does error ${i} mean?` }))).toBe(`answer ${i}`);
  }
});

test('closing in the middle of loading ends in peace', async () => {
  const room = openRoom({ cache: semanticOnly, workerUrl: worker.url });
  for (let i = 0; i < 150; i++) await room.put({ text: `what does error ${i} mean` });
  for (const waitMs of [0, 60, 150, 300]) {
    room.cache.warm();
    await new Promise(resolve => setTimeout(resolve, waitMs));
    await room.reopen();
    expect(room.cache.info().trouble).toBeUndefined();
  }
});

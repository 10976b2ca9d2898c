import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent } from 'undici';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { modelFolder } from '../../src/proxy/models/model-folder.js';
import { openModels } from '../../src/proxy/models/models.js';
import type { CatalogueModel } from '../../src/proxy/models/catalogue.js';
import { openTestDriver } from '../cache/support/driver.js';
import { openRoom, replyOf, type TestRoom } from '../cache/support/room.js';
import { bundleWorker, corpusFile, starterDir } from '../cache/support/worker.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { startMirror } from './support/mirror.js';
import { otherModel } from './support/other-model.js';

let worker: Awaited<ReturnType<typeof bundleWorker>>;
beforeAll(async () => {
  worker = await bundleWorker();
});
afterAll(() => worker.remove());

/** Each of these starts several workers, which takes its time where many tests run beside it. */
vi.setConfig({ testTimeout: 60_000 });

const semanticOnly = { gate: false, semantic: true, similarity: 0.5, budgetMs: 1_000 } as const;

/** Enough pairs to see that it is done; what comes of all of them is looked at in test/cache/calibrate. */
function fewPairs(): string {
  const file = join(tempDirForTest('corpus'), 'pairs.jsonl');
  writeFileSync(file, readFileSync(corpusFile, 'utf8').split('\n').slice(0, 40).join('\n'));
  return file;
}

/** A room with its own models, and another model that a mirror offers. */
async function open(
  wish: Partial<CatalogueModel> = {},
  more: { readonly configs?: Parameters<typeof otherModel>[1]; readonly corpusFile?: string } = {},
) {
  const room = openRoom({ cache: semanticOnly, workerUrl: worker.url, corpusFile: more.corpusFile ?? fewPairs() });
  room.cache.warm();
  const mirror = await startMirror(otherModel(wish, more.configs));
  const agent = new Agent();
  const folder = modelFolder(room.folder);
  const models = openModels({
    catalogue: () => [mirror.model],
    folder,
    builtIn: { id: 'starter', label: 'Starter', bytes: 1, licence: 'MIT', folder: starterDir },
    agent,
    hub: () => mirror.url,
    similarity: () => room.settings.cache.similarity,
    idleMs: 2_000,
    wait: () => Promise.resolve(),
    cache: room.cache.models,
    changed: () => undefined,
  });
  onTestFinished(async () => {
    await models.close();
    await agent.destroy();
  });
  const shown = () => models.list().find(({ id }) => id === 'tiny');
  const until = (kind: string) => vi.waitUntil(() => shown()?.state.kind === kind, { timeout: 30_000, interval: 5 });
  return { room, models, folder, mirror, shown, until };
}

/** Fills a room without a search for each. */
async function fill(room: TestRoom, count: number): Promise<void> {
  const { settings } = room;
  room.settings = { ...settings, cache: { ...settings.cache, semantic: false } };
  for (let i = 0; i < count; i++) await room.put({ text: `what does error ${i} mean in program ${i % 97}` }, `answer ${i}`);
  room.settings = settings;
  await room.cache.settled();
}

/** Bytes of the stored vectors by the model's number, and how many there are. */
function vectorsOf(room: TestRoom): readonly { readonly bytes: number; readonly rows: number }[] {
  const driver = openTestDriver(join(room.folder, 'cache.db'));
  const rows = driver.all(
    'SELECT length(vector) AS bytes, count(*) AS rows FROM cache_vectors GROUP BY model, length(vector) ORDER BY model',
  );
  driver.close();
  return rows.map(row => ({ bytes: Number(row['bytes']), rows: Number(row['rows']) }));
}

test.each<Partial<CatalogueModel>>([
  { dims: 24, dtype: 'q8' },
  { dims: 64, pooling: 'cls' },
  { dims: 48, prefix: 'query: ', maxTokens: 32 },
])('a model of another kind (%o) is fetched, calibrated, and serves with vectors of its own', async wish => {
  const { room, models, shown, until } = await open(wish);
  await room.put({ text: 'What is a monad?' }, 'a burrito');
  await models.install('tiny');
  await until('installed');
  expect(shown()?.calibration).toMatchObject({ pairs: 40, similarity: 0.5 });
  await models.use('tiny');
  await until('in-use');
  expect(replyOf(await room.recall({ text: 'What is a monad' }))).toBe('a burrito');
  expect(await room.recall({ text: 'How do I list files?' })).toMatchObject({ kind: 'miss' });
  expect(vectorsOf(room)).toContainEqual({ bytes: (wish.dims ?? 0) * 4, rows: 1 });
  // Going back takes no reading.
  expect(vectorsOf(room)).toContainEqual({ bytes: 128 * 4, rows: 1 });
});

test('while the new model reads, progress grows and the old one serves; what comes meanwhile is found afterwards', async () => {
  const { room, models, until, shown } = await open();
  await fill(room, 600);
  await models.install('tiny');
  await until('installed');
  await models.use('tiny');
  const seen: number[] = [];
  let servedMeanwhile = 0;
  for (let i = 0; shown()?.state.kind !== 'in-use'; i++) {
    const state = shown()?.state;
    const hit = await room.recall({ text: `what does error ${i % 600} mean in program ${(i % 600) % 97}?` });
    if (state?.kind !== 'preparing') continue;
    expect(state.entries).toBeLessThanOrEqual(700);
    seen.push(state.doneEntries);
    if (i < 50) await room.put({ text: `what does warning ${i} mean in program ${i}` }, `warning ${i}`);
    if (shown()?.state.kind === 'preparing' && hit.kind === 'hit') {
      expect(replyOf(hit)).toBe(`answer ${i % 600}`);
      servedMeanwhile++;
    }
  }
  expect(servedMeanwhile).toBeGreaterThan(0);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  await room.cache.settled();
  expect(replyOf(await room.recall({ text: 'what does warning 0 mean in program 0?' }))).toBe('warning 0');
  expect(replyOf(await room.recall({ text: 'what does error 7 mean in program 7?' }))).toBe('answer 7');
});

test('a change that is stopped leaves the old model serving, and goes on from what was read', async () => {
  const { room, models, until, folder } = await open();
  await fill(room, 500);
  await models.install('tiny');
  await until('installed');
  await models.use('tiny');
  await until('preparing');
  expect((await models.cancel('tiny')).state.kind).toBe('installed');
  expect(folder.choice()).toEqual({ serving: 'starter', wanted: 'starter' });
  expect(replyOf(await room.recall({ text: 'what does error 7 mean in program 7?' }))).toBe('answer 7');
  await models.use('tiny');
  await until('in-use');
  expect(vectorsOf(room)).toContainEqual({ bytes: 48 * 4, rows: 500 });
});

test('stopping while it is calibrated keeps the download, and the next install only calibrates it', async () => {
  const { models, until, shown, mirror } = await open({}, { corpusFile });
  await models.install('tiny');
  await until('calibrating');
  await models.cancel('tiny');
  expect(shown()).toMatchObject({ state: { kind: 'installed' } });
  expect(shown()?.calibration).toBeUndefined();
  await models.install('tiny');
  await until('installed');
  expect(mirror.ranges).toHaveLength(1);
  expect(shown()?.calibration?.pairs).toBe(851);
});

test('a calibration that was lost is made again before the model serves, and until then nothing is served by it', async () => {
  const { room, models, until, folder, mirror } = await open();
  await room.put({ text: 'What is a monad?' }, 'a burrito');
  await models.install('tiny');
  await until('installed');
  await models.use('tiny');
  await until('in-use');
  await room.cache.close();
  const file = join(folder.placeOf('tiny'), 'calibration.json');
  rmSync(file);
  const again = openRoom({
    cache: semanticOnly,
    workerUrl: worker.url,
    folder: room.folder,
    corpusFile,
    model: { id: 'tiny', folder: folder.placeOf('tiny'), builtIn: false },
  });
  again.cache.warm();
  await vi.waitUntil(() => again.cache.models.calibrating('tiny') !== undefined, { timeout: 20_000, interval: 2 });
  expect(await again.recall({ text: 'What is a monad' })).toMatchObject({ kind: 'miss', reason: 'semantic-loading' });
  await again.cache.settled();
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ revision: mirror.model.revision, dtype: 'fp32' });
  expect(replyOf(await again.recall({ text: 'What is a monad??' }))).toBe('a burrito');
});

test('a model that was fetched whole and cannot be run is told after the download, and the old one serves on', async () => {
  const { room, models, shown, until } = await open({}, { configs: { 'tokenizer.json': { model: { type: 'Nothing' } } } });
  await room.put({ text: 'What is a monad?' }, 'a burrito');
  await models.install('tiny');
  await until('stopped');
  expect(shown()?.state).toMatchObject({ reason: expect.stringMatching(/^The embedding model .* cannot be used: ./) as string });
  await models.use('tiny').catch(() => undefined);
  await until('stopped');
  await room.cache.settled();
  expect(replyOf(await room.recall({ text: 'What is a monad' }))).toBe('a burrito');
});

test('a text longer than the model has room for is cut, whatever the tokenizer says of its length', async () => {
  const says = { 'tokenizer_config.json': { model_max_length: 1e30 }, 'config.json': { max_position_embeddings: 16 } };
  const { room, models, until } = await open({ maxTokens: 512 }, { configs: says });
  await models.install('tiny');
  await until('installed');
  await models.use('tiny');
  await until('in-use');
  const start = 'how to list all open ports of a server that runs debian linux with systemd today';
  const words = Array.from({ length: 150 }, (_, i) => `word${i}`).join(' ');
  await room.put({ text: `${start} and then ${words}` }, 'ss -tlnp');
  await room.cache.settled();
  expect(vectorsOf(room)).toContainEqual({ bytes: 48 * 4, rows: 1 });
  expect(room.cache.info().trouble).toBeUndefined();
});

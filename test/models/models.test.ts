import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent } from 'undici';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { modelFolder } from '../../src/proxy/models/model-folder.js';
import { openModels } from '../../src/proxy/models/models.js';
import { readCatalogue } from '../../src/proxy/models/catalogue.js';
import type { ModelSwitch } from '../../src/proxy/rooms/models.js';
import { openRoom, replyOf } from '../cache/support/room.js';
import { bundleWorker, starterDir } from '../cache/support/worker.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { startMirror, type Fault } from './support/mirror.js';

let worker: Awaited<ReturnType<typeof bundleWorker>>;
beforeAll(async () => {
  worker = await bundleWorker();
});
afterAll(() => worker.remove());

const idle: ModelSwitch = {
  serving: () => 'starter',
  preparing: () => undefined,
  prepare: () => Promise.reject(new Error('nobody asked')),
  cancel: () => Promise.resolve(),
  runsAnyModel: () => Promise.resolve(true),
  calibrating: () => undefined,
  calibrate: () => Promise.resolve(),
  calibration: () => undefined,
};

async function open(cache: ModelSwitch = idle, dataFolder = tempDirForTest('models')) {
  const mirror = await startMirror();
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const folder = modelFolder(dataFolder);
  const models = openModels({
    catalogue: () => [mirror.model],
    folder,
    builtIn: { id: 'starter', label: 'Starter', bytes: 1, licence: 'MIT', folder: starterDir },
    agent,
    hub: () => mirror.url,
    similarity: () => 0.7,
    idleMs: 400,
    wait: () => Promise.resolve(),
    cache,
    changed: () => undefined,
  });
  onTestFinished(() => models.close());
  const state = () => models.list().find(({ id }) => id === 'tiny')?.state;
  const over = async () => {
    await models.install('tiny');
    await vi.waitUntil(() => !['installing', 'calibrating'].includes(state()?.kind ?? ''), { timeout: 20_000 });
    return state();
  };
  return { mirror, models, folder, state, over };
}

test('a model is fetched over the redirect of the hub, and lies there whole', async () => {
  const { over, folder, mirror, state } = await open();
  expect(state()).toEqual({ kind: 'not-installed' });
  expect(await over()).toEqual({ kind: 'installed' });
  for (const { path, sha256 } of mirror.model.files) {
    const bytes = readFileSync(join(folder.placeOf('tiny'), path));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  expect(existsSync(folder.partOf('tiny'))).toBe(false);
});

test('a line that breaks is taken up where it broke, not from the start', async () => {
  const { over, mirror } = await open();
  mirror.faults.push('cut');
  expect(await over()).toEqual({ kind: 'installed' });
  expect(mirror.ranges).toHaveLength(2);
  expect(mirror.ranges[0]).toBeUndefined();
  expect(mirror.ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
});

test.each<Fault>(['busy', 'no-word', 'stuck'])('a host that is %s is asked again', async fault => {
  const { over, mirror } = await open();
  mirror.faults.push(fault);
  expect(await over()).toEqual({ kind: 'installed' });
});

test.each<[Fault, RegExp]>([
  ['other-bytes', /is not the one its pin names; .* 'tuppence models pin somebody\/tiny@0{40}'/],
  ['longer', /of another size .* 'tuppence models pin somebody\/tiny@0{40}'/],
  ['missing', /has no 'onnx\/model.onnx' of this model \(status 404\)/],
])('what is %s never becomes a model, and the reason says so', async (fault, reason) => {
  const { over, mirror, folder } = await open();
  mirror.faults.push(fault);
  expect(await over()).toMatchObject({ kind: 'stopped', reason: expect.stringMatching(reason) as string });
  expect(folder.has(mirror.model)).toBe(false);
  // The same command goes on.
  expect(await over()).toEqual({ kind: 'installed' });
});

test('what is not in the list, not here, or built in is refused in a sentence', async () => {
  const { models } = await open();
  await expect(models.install('nothing')).rejects.toThrow("There is no embedding model 'nothing'");
  await expect(models.use('tiny')).rejects.toThrow('not downloaded yet');
  await expect(models.remove('starter')).rejects.toThrow('comes with Tuppence');
});

test('files that are no longer whole are fetched again before they are used', async () => {
  const { models, over, folder, state } = await open();
  await over();
  writeFileSync(join(folder.placeOf('tiny'), 'onnx', 'model.onnx'), 'not a model');
  expect(state()).toEqual({ kind: 'not-installed' });
  await expect(models.use('tiny')).rejects.toThrow('not downloaded yet');
  expect(await over()).toEqual({ kind: 'installed' });
});

test('where only the built-in model runs, nothing is fetched', async () => {
  const { models, mirror } = await open({ ...idle, runsAnyModel: () => Promise.resolve(false) });
  await expect(models.install('tiny')).rejects.toThrow('cannot be used on this machine');
  expect(mirror.ranges).toEqual([]);
});

test('a fetched model reads the kept entries, then serves; going back takes no reading; then it can be removed', async () => {
  const room = openRoom({
    cache: { gate: false, semantic: true, similarity: 0.5, budgetMs: 1_000 },
    workerUrl: worker.url,
  });
  room.cache.warm();
  await room.put({ text: 'What is a monad?' }, 'a burrito');
  await room.cache.settled();
  const { models, over, state, folder } = await open(room.cache.models, room.folder);
  expect(await over()).toEqual({ kind: 'installed' });
  await models.use('tiny');
  expect(folder.choice()).toEqual({ serving: 'starter', wanted: 'tiny' });
  await vi.waitUntil(() => state()?.kind === 'in-use', { timeout: 10_000 });
  await vi.waitUntil(() => folder.choice()?.serving === 'tiny');
  expect(replyOf(await room.recall({ text: 'What is a monad' }))).toBe('a burrito');
  await expect(models.remove('tiny')).rejects.toThrow('is in use');
  await models.use('starter');
  await vi.waitUntil(() => state()?.kind === 'installed', { timeout: 10_000 });
  expect(replyOf(await room.recall({ text: 'What is a monad' }))).toBe('a burrito');
  expect((await models.remove('tiny')).state).toEqual({ kind: 'not-installed' });
});

test('the list that ships is readable, and every file in it is pinned', () => {
  const catalogue = readCatalogue(join(starterDir, '..', 'catalogue.json'));
  expect(catalogue.map(({ id }) => id)).toEqual(['minilm', 'bge-small', 'e5-small']);
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadHnsw } from '../../src/proxy/cache/index-hnsw.js';
import { openShelves, scanLimit, type Shelves } from '../../src/proxy/cache/shelves.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { memorySource, type MemorySource } from './support/source.js';

const dims = 4;
const hnsw = await loadHnsw();
const bucket = 'ab12';

/** Points on a circle, so that the nearest of any is known. */
function onCircle(i: number): Float32Array {
  const angle = i / 1_000;
  return Float32Array.of(Math.cos(angle), Math.sin(angle), 0, 0);
}

function openOver(source: MemorySource, folder = tempDirForTest(), modelId = 'model') {
  const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));
  return openShelves({ dims, modelId, source, hnsw, folder, nextTurn });
}

/** A store of points on the circle, one per label. */
function circle(from: number, to: number): MemorySource {
  const source = memorySource();
  for (let i = from; i < to; i++) source.put(bucket, i, onCircle(i));
  return source;
}

/** A folder with the saved graph of a store. */
async function saved(source: MemorySource): Promise<string> {
  const folder = tempDirForTest();
  const { shelves } = openOver(source, folder);
  await shelves.search(bucket, onCircle(1), 1);
  await shelves.settle();
  return folder;
}

async function best(shelves: Shelves, i: number): Promise<number | undefined> {
  return (await shelves.search(bucket, onCircle(i), 1))[0]?.label;
}

test('a partition never gives a candidate of another', async () => {
  const source = memorySource();
  source.put('aa', 1, onCircle(1));
  source.put('bb', 2, onCircle(1));
  const { shelves } = openOver(source);
  const labels = async (name: string) => (await shelves.search(name, onCircle(1), 5)).map(({ label }) => label);
  expect(await labels('aa')).toEqual([1]);
  expect(await labels('bb')).toEqual([2]);
  expect(await labels('cc')).toEqual([]);
  source.drop('aa', 1);
  shelves.remove('aa', 1);
  expect(shelves.holds('aa')).toBe(false);
  expect(shelves.holds('bb')).toBe(true);
});

test('a partition is read when somebody asks, and what comes and goes afterwards is in it', async () => {
  const source = circle(0, 10);
  const { shelves } = openOver(source);
  shelves.add(bucket, 3, onCircle(2_000));
  expect(await best(shelves, 3)).toBe(3);
  shelves.add(bucket, 50, onCircle(50));
  shelves.remove(bucket, 3);
  expect([await best(shelves, 50), await best(shelves, 3)]).toEqual([50, expect.not.stringMatching('3')]);
});

test('questions that come while a big partition is being read wait for all of it', async () => {
  const { shelves } = openOver(circle(0, 5_000));
  const asked = [4_999, 2_500, 0].map(i => best(shelves, i));
  expect(await Promise.all(asked)).toEqual([4_999, 2_500, 0]);
  shelves.stop();
});

test('a store that cannot be read is told, and read again by the next question', async () => {
  const source = circle(0, 10);
  const { shelves } = openOver(source);
  source.fault = new Error('disk gone');
  await expect(best(shelves, 3)).rejects.toThrow('disk gone');
  source.fault = undefined;
  expect(await best(shelves, 3)).toBe(3);
});

test.skipIf(!hnsw)('a big partition that is emptied begins anew', async () => {
  const source = circle(0, 2_100);
  const folder = await saved(source);
  const { shelves } = openOver(source, folder);
  for (let i = 0; i < 2_100; i++) {
    source.drop(bucket, i);
    shelves.remove(bucket, i);
  }
  expect(shelves.holds(bucket)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
  source.put(bucket, 5_000, onCircle(1));
  expect(await best(shelves, 1)).toBe(5_000);
});

test('changes made while a graph is being built are in it when it serves', async () => {
  const { shelves } = openOver(circle(0, scanLimit + 1));
  await best(shelves, 0);
  const done = shelves.settle();
  for (let i = 0; i < 60; i++) {
    shelves.add(bucket, 2_500 + i, onCircle(2_500 + i));
    shelves.remove(bucket, i * 3);
    await new Promise(resolve => setImmediate(resolve));
  }
  expect(await best(shelves, 2_505)).toBe(2_505);
  await done;
  for (let i = 0; i < 60; i++) {
    expect(await best(shelves, 2_500 + i)).toBe(2_500 + i);
    expect(await best(shelves, i * 3)).not.toBe(i * 3);
  }
});

test.skipIf(!hnsw)('a saved graph is taken up again, less what was removed and with what came since', async () => {
  const folder = await saved(circle(0, 2_100));
  expect(readdirSync(folder).sort()).toEqual([`${bucket}.1.hnsw`, `${bucket}.1.labels`, `${bucket}.json`]);
  const source = circle(100, 2_200);
  const { shelves, damaged } = openOver(source, folder);
  expect(damaged).toBe(0);
  await shelves.settle();
  // The vectors of the saved graph were not read again.
  expect(source.reads).toBe(100);
  expect([await best(shelves, 50), await best(shelves, 2_150)]).toEqual([100, 2_150]);
  shelves.save();
  const again = openOver(source, folder);
  await again.shelves.settle();
  expect([await best(again.shelves, 50), await best(again.shelves, 2_150)]).toEqual([100, 2_150]);
  expect(source.reads).toBe(100);
});

const flips = Array.from({ length: 14 }, (_, i) => i / 14);
test.skipIf(!hnsw)('a saved graph with any byte changed is found out before it is read', async () => {
  const source = circle(0, 2_100);
  const folder = await saved(source);
  const names = ['1.hnsw', '1.labels', 'json'].map(end => join(folder, `${bucket}.${end}`));
  const good = names.map(name => readFileSync(name));
  for (const [share, spoilt] of [...flips.map(share => [share, 0] as const), [0.5, 1] as const]) {
    for (const [i, name] of names.entries()) writeFileSync(name, good[i] ?? '');
    const bad = Buffer.from(good[spoilt] ?? '');
    const at = Math.floor(share * bad.length);
    bad[at] = (bad[at] ?? 0) ^ 0x41;
    writeFileSync(names[spoilt] ?? '', bad);
    const { shelves, damaged } = openOver(source, folder);
    expect(damaged).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
    expect(await best(shelves, 1)).toBe(1);
    shelves.stop();
  }
});

test.skipIf(!hnsw)('a saved graph with a stamp that makes no sense, or says another count, is not read', async () => {
  const source = circle(0, 2_100);
  const folder = await saved(source);
  const names = ['1.hnsw', '1.labels', 'json'].map(end => join(folder, `${bucket}.${end}`));
  const bytes = names.map(name => readFileSync(name));
  const good = String(bytes[2]);
  for (const bad of ['', 'null', '{}', good.slice(0, 40), good.replace('"count":2100', '"count":2099')]) {
    for (const [i, name] of names.entries()) writeFileSync(name, bytes[i] ?? '');
    writeFileSync(names[2] ?? '', bad);
    expect(openOver(source, folder).damaged).toBe(1);
  }
});

test.skipIf(!hnsw)(
  'a graph of another model, or of another store, is not taken up, and that is no damage',
  async () => {
    const source = circle(0, 2_100);
    for (const changed of ['model', 'store']) {
      const folder = await saved(source);
      const other = circle(0, 1);
      if (changed === 'store') other.id = 'another';
      const { shelves, damaged } = openOver(other, folder, changed === 'model' ? 'another' : 'model');
      expect(damaged).toBe(0);
      expect(await shelves.search(bucket, onCircle(5), 5)).toHaveLength(1);
      expect(readdirSync(folder)).toEqual([]);
    }
  },
);

test('partitions that nobody asks for leave memory when there are many, and are read again', async () => {
  const source = memorySource();
  const name = (i: number) => (0xa000 + i).toString(16);
  for (let i = 0; i < 5_000; i++) source.put(name(i), i, onCircle(i));
  const { shelves } = openOver(source);
  for (let i = 0; i < 5_000; i++) await shelves.search(name(i), onCircle(i), 1);
  const before = source.reads;
  expect((await shelves.search(name(4_999), onCircle(4_999), 1))[0]?.label).toBe(4_999);
  expect(source.reads).toBe(before);
  expect((await shelves.search(name(0), onCircle(0), 1))[0]?.label).toBe(0);
  expect(source.reads).toBe(before + 1);
});

test('a vector that cannot be compared is left out and a query that cannot be finds nothing', async () => {
  const { shelves } = openOver(circle(1, 2));
  await best(shelves, 1);
  shelves.add(bucket, 2, onCircle(1).fill(Number.NaN));
  shelves.add(bucket, 3, Float32Array.of(1));
  expect((await shelves.search(bucket, onCircle(1), 5)).map(({ label }) => label)).toEqual([1]);
  expect(await shelves.search(bucket, onCircle(1).fill(Number.NaN), 5)).toEqual([]);
});

test.skipIf(!hnsw)(
  'a partition too big to be looked through is found in as far as its graph is made, and whole at the end',
  async () => {
    const source = memorySource();
    // Far more than the limit, without the hours that so many different points would take.
    for (let i = 0; i < 50_001; i++) source.put(bucket, i, onCircle(i % 40));
    const few = { ...source, labels: () => Uint32Array.from({ length: 300 }, (_, i) => i * 160) };
    const folder = tempDirForTest();
    const { shelves } = openOver(few, folder);
    expect(await shelves.search(bucket, onCircle(1), 5)).toEqual([]);
    shelves.add(bucket, 90_000, onCircle(700));
    expect(await best(shelves, 700)).toBe(90_000);
    expect(shelves.progress()).toEqual({ done: 0, all: 300 });
    source.drop(bucket, 160);
    shelves.remove(bucket, 160);
    await shelves.settle();
    expect(shelves.progress()).toEqual({ done: 0, all: 0 });
    const found = (await shelves.search(bucket, onCircle(0), 400)).map(({ label }) => label);
    expect(found).toHaveLength(300);
    expect(found).not.toContain(160);
    expect(readdirSync(folder)).toContain(`${bucket}.1.hnsw`);
  },
);

test.skipIf(!hnsw)('graphs of big partitions are made before anybody asks, where that is wanted', async () => {
  const source = circle(0, scanLimit + 1);
  source.put('cd', 9_000, onCircle(1));
  const folder = tempDirForTest();
  const { shelves } = openOver(source, folder);
  const made = shelves.build();
  expect(shelves.progress().all).toBe(scanLimit + 1);
  shelves.add(bucket, 5_000, onCircle(2_010));
  await made;
  expect(readdirSync(folder).sort()).toEqual([`${bucket}.1.hnsw`, `${bucket}.1.labels`, `${bucket}.json`]);
  expect([await best(shelves, 7), await best(shelves, 2_010)]).toEqual([7, 5_000]);
});

test.skipIf(!hnsw)('a graph whose making was cut short goes on from its last copy', async () => {
  const source = circle(0, scanLimit + 1);
  const folder = tempDirForTest();
  const { shelves } = openOver(source, folder);
  void shelves.build();
  while (shelves.progress().done < 500) await new Promise(resolve => setImmediate(resolve));
  shelves.stop();
  shelves.save();
  const before = source.reads;
  const again = openOver(source, folder);
  await again.shelves.settle();
  expect(source.reads - before).toBeLessThan(scanLimit - 400);
  for (const i of [0, 1_000, 2_000]) expect(await best(again.shelves, i)).toBe(i);
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadHnsw } from '../../src/proxy/cache/index-hnsw.js';
import { openShelves, scanLimit, type Shelves } from '../../src/proxy/cache/shelves.js';
import { tempDirForTest } from '../support/temp-dir.js';

const dims = 4;
const hnsw = await loadHnsw();
const bucket = 'ab12';

/** Points on a circle, so that the nearest of any is known. */
function onCircle(i: number): Float32Array {
  const angle = i / 1_000;
  return Float32Array.of(Math.cos(angle), Math.sin(angle), 0, 0);
}

function open(folder: string, modelId = 'model'): Shelves {
  return openShelves({ dims, modelId, hnsw, folder });
}

async function filled(shelves: Shelves, count: number): Promise<Shelves> {
  for (let i = 0; i < count; i++) shelves.add(bucket, i, onCircle(i));
  shelves.loaded();
  await shelves.settle();
  return shelves;
}

function best(shelves: Shelves, i: number): number | undefined {
  return shelves.search(bucket, onCircle(i), 1)[0]?.label;
}

test('a partition never gives a candidate of another', () => {
  const shelves = open(tempDirForTest());
  shelves.add('aa', 1, onCircle(1));
  shelves.add('bb', 2, onCircle(1));
  expect(shelves.search('aa', onCircle(1), 5).map(({ label }) => label)).toEqual([1]);
  expect(shelves.search('bb', onCircle(1), 5).map(({ label }) => label)).toEqual([2]);
  expect(shelves.search('cc', onCircle(1), 5)).toEqual([]);
  shelves.remove('aa', 1);
  expect(shelves.holds('aa')).toBe(false);
});

test.skipIf(!hnsw)('a big partition that is emptied begins anew', async () => {
  const shelves = await filled(open(tempDirForTest()), 2_100);
  for (let i = 0; i < 2_100; i++) shelves.remove(bucket, i);
  expect(shelves.holds(bucket)).toBe(false);
  shelves.add(bucket, 5_000, onCircle(1));
  expect(best(shelves, 1)).toBe(5_000);
});

test('changes made while a graph is being built are in it when it serves', async () => {
  const shelves = open(tempDirForTest());
  for (let i = 0; i <= scanLimit; i++) shelves.add(bucket, i, onCircle(i));
  shelves.loaded();
  const done = shelves.settle();
  for (let i = 0; i < 60; i++) {
    shelves.add(bucket, 2_500 + i, onCircle(2_500 + i));
    shelves.remove(bucket, i * 3);
    await new Promise(resolve => setImmediate(resolve));
  }
  expect(best(shelves, 2_505)).toBe(2_505);
  await done;
  for (let i = 0; i < 60; i++) {
    expect(best(shelves, 2_500 + i)).toBe(2_500 + i);
    expect(best(shelves, i * 3)).not.toBe(i * 3);
  }
});

test.skipIf(!hnsw)('a saved graph is taken up again, less what was removed and with what came since', async () => {
  const folder = tempDirForTest();
  await filled(open(folder), 2_100);
  expect(readdirSync(folder).sort()).toEqual([`${bucket}.hnsw`, `${bucket}.json`]);
  const shelves = open(folder);
  for (let i = 100; i < 2_200; i++) shelves.add(bucket, i, onCircle(i));
  expect(shelves.loaded()).toEqual({ damaged: 0 });
  expect([best(shelves, 50), best(shelves, 2_150)]).toEqual([100, 2_150]);
  shelves.save();
  const again = open(folder);
  for (let i = 100; i < 2_200; i++) again.add(bucket, i, onCircle(i));
  again.loaded();
  expect([best(again, 50), best(again, 2_150)]).toEqual([100, 2_150]);
});

test.skipIf(!hnsw)('where a saved graph and the stored vector differ, the stored one counts', async () => {
  const folder = tempDirForTest();
  await filled(open(folder), 2_100);
  const shelves = open(folder);
  for (let i = 0; i < 2_100; i++) shelves.add(bucket, i, onCircle(i === 7 ? 2_800 : i));
  shelves.loaded();
  expect(best(shelves, 2_800)).toBe(7);
  expect(best(shelves, 7)).not.toBe(7);
});

const flips = Array.from({ length: 14 }, (_, i) => i / 14);
test.skipIf(!hnsw)('a saved graph with any byte changed is found out before it is read', async () => {
  const folder = tempDirForTest();
  await filled(open(folder), 2_100);
  const [data, stamp] = [join(folder, `${bucket}.hnsw`), join(folder, `${bucket}.json`)];
  const [goodData, goodStamp] = [readFileSync(data), readFileSync(stamp)];
  for (const share of flips) {
    const bad = Buffer.from(goodData);
    const at = Math.floor(share * bad.length);
    bad[at] = (bad[at] ?? 0) ^ 0x41;
    writeFileSync(data, bad);
    writeFileSync(stamp, goodStamp);
    const shelves = open(folder);
    shelves.add(bucket, 1, onCircle(1));
    expect(shelves.loaded()).toEqual({ damaged: 1 });
    expect(best(shelves, 1)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test.skipIf(!hnsw)('a saved graph with a stamp that makes no sense, or says another count, is not read', async () => {
  const folder = tempDirForTest();
  await filled(open(folder), 2_100);
  const stamp = join(folder, `${bucket}.json`);
  const [goodData, good] = [readFileSync(join(folder, `${bucket}.hnsw`)), readFileSync(stamp, 'utf8')];
  for (const bad of ['', 'null', '{}', good.slice(0, 40), good.replace('"count":2100', '"count":2099')]) {
    writeFileSync(stamp, bad);
    writeFileSync(join(folder, `${bucket}.hnsw`), goodData);
    const shelves = open(folder);
    shelves.add(bucket, 1, onCircle(1));
    expect(shelves.loaded()).toEqual({ damaged: 1 });
  }
});

test.skipIf(!hnsw)('a graph of another model is not taken up, and that is no damage', async () => {
  const folder = tempDirForTest();
  await filled(open(folder), 2_100);
  const shelves = open(folder, 'another');
  shelves.add(bucket, 1, onCircle(1));
  expect(shelves.loaded()).toEqual({ damaged: 0 });
  expect(shelves.search(bucket, onCircle(5), 5)).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('a vector that cannot be compared is left out and a query that cannot be finds nothing', () => {
  const shelves = open(tempDirForTest());
  shelves.add(bucket, 1, onCircle(1));
  shelves.add(bucket, 2, onCircle(1).fill(Number.NaN));
  shelves.add(bucket, 3, Float32Array.of(1));
  expect(shelves.search(bucket, onCircle(1), 5).map(({ label }) => label)).toEqual([1]);
  expect(shelves.search(bucket, onCircle(1).fill(Number.NaN), 5)).toEqual([]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tempDirForTest } from '../support/temp-dir.js';
import { openRoom, replyOf } from './support/room.js';
import { bundle, bundleWorker, starterDir } from './support/worker.js';

let worker: Awaited<ReturnType<typeof bundle>>;
let writer: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  [worker, writer] = await Promise.all([bundleWorker(), bundle('test/cache/support/writer.ts')]);
});
afterAll(() => {
  worker.remove();
  writer.remove();
});

/** Lets the writer store until it said `lines` lines, then kills it between two instructions. */
async function killedAfter(folder: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(writer.url), folder, fileURLToPath(worker.url), starterDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return said.split('\n').length - 1;
}

test.each([20, 60])('killed in the middle of writing (%i), the cache opens again whole and searchable', async lines => {
  const folder = tempDirForTest('cache');
  await killedAfter(folder, lines);
  await killedAfter(folder, lines);
  const room = openRoom({
    cache: { semantic: true, similarity: 0.5, budgetMs: 1_000, ttlS: 2_592_000 },
    workerUrl: worker.url,
    folder,
  });
  room.nowMs = Date.now();
  room.cache.warm();
  await room.cache.settled();
  expect(room.cache.info()).toMatchObject({ semantic: 'ready', trouble: undefined });
  const entries = room.cache.list(10_000);
  expect(entries.length).toBeGreaterThan(0);
  expect(room.cache.info()).toMatchObject({
    entries: entries.length,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
  });
  for (const { preview } of entries.slice(0, 50)) {
    expect(replyOf(await room.recall({ text: preview }))).toBe(`answer to ${preview}`);
  }
  room.settings = { ...room.settings, cache: { ...room.settings.cache, exact: false, gate: false } };
  const { preview = '' } = entries[0] ?? {};
  const hit = await room.recall({ text: `${preview}?` });
  expect(hit).toMatchObject({ outcome: 'hit-semantic' });
  expect(replyOf(hit)).toBe(`answer to ${preview}`);
});

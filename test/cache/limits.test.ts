import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer, ask, finding } from './support/prompts.js';
import { openRoom, type TestRoom } from './support/room.js';

async function putBytes(room: TestRoom, text: string, bytes: number): Promise<void> {
  const { prompt, fingerprint } = ask({ text });
  const recalled = await room.cache.recall(prompt, fingerprint);
  if (recalled.kind === 'miss') {
    recalled.leave.landed({ ...answer(''), body: Buffer.alloc(bytes, 'x') }, finding(), true);
  }
}

test('whatever is stored, the cache stays within its bytes', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1_000, max: 60_000 }), async (many, maxBytes) => {
      const room = openRoom({ cache: { maxBytes } });
      for (const [i, bytes] of many.entries()) {
        await putBytes(room, `question ${i % 40}`, bytes);
        if (i % 7 === 0) room.cache.list(0);
      }
      const entries = room.cache.list(1000);
      const { bytes } = room.cache.info();
      expect(bytes).toBeLessThanOrEqual(maxBytes);
      expect(entries.reduce((sum, entry) => sum + entry.bytes, 0)).toBe(bytes);
      expect(room.cache.info().entries).toBe(entries.length);
    }),
    { numRuns: 15 },
  );
});

test('of entries worth the same, the one that was not used for longest goes first, and goes for good', async () => {
  const room = openRoom({ cache: { maxBytes: 40_000 } });
  for (const text of ['a one', 'b two', 'c six']) {
    await putBytes(room, text, 10_000);
    room.nowMs += 1_000;
  }
  await room.recall({ text: 'a one' });
  room.cache.list(0);
  room.nowMs += 1_000;
  await putBytes(room, 'd ten', 10_000);
  expect(room.cache.list(10).map(({ preview }) => preview)).toEqual(['d ten', 'c six', 'a one']);
  expect(await room.recall({ text: 'b two' })).toMatchObject({ kind: 'miss' });
  expect(await room.recall({ text: 'a one' })).toMatchObject({ kind: 'hit' });
});

test('an answer larger than the whole cache pushes nothing out', async () => {
  const room = openRoom({ cache: { maxBytes: 20_000 } });
  await putBytes(room, 'small', 1_000);
  await putBytes(room, 'huge', 50_000);
  expect(room.cache.list(10).map(({ preview }) => preview)).toEqual(['small']);
});

test('a smaller limit counts from the next write on', async () => {
  const room = openRoom();
  for (let i = 0; i < 10; i++) await putBytes(room, `question ${i}`, 10_000);
  room.cache.list(0);
  room.settings = { ...room.settings, cache: { ...room.settings.cache, maxBytes: 25_000 } };
  await putBytes(room, 'last', 10_000);
  room.cache.list(0);
  expect(room.cache.info()).toMatchObject({ entries: 2 });
});

test('entries whose time is up are swept away', async () => {
  const room = openRoom({ cache: { ttlS: 10 } });
  await putBytes(room, 'old', 100);
  room.cache.list(0);
  room.nowMs += 61_000;
  await putBytes(room, 'new', 100);
  expect(room.cache.list(10).map(({ preview }) => preview)).toEqual(['new']);
});

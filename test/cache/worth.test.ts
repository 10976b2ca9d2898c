import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priorityOf, worthOf } from '../../src/proxy/cache/worth.js';
import { answer, ask, finding } from './support/prompts.js';
import { openRoom, type TestRoom } from './support/room.js';

/** Stores an answer that cost so much and is so long. */
async function put(room: TestRoom, text: string, cost: number, bytes = 1_000): Promise<void> {
  const { prompt, fingerprint } = ask({ text });
  const recalled = await room.cache.recall(prompt, fingerprint);
  if (recalled.kind !== 'miss') return;
  const usage = { ...answer('').usage, input: cost };
  recalled.leave.landed({ ...answer(''), usage, body: Buffer.alloc(bytes, 'x') }, finding(), true);
  room.cache.list(0);
  room.nowMs += 1_000;
}

/** The cost of an answer stands in its usage, as `put` writes it. */
function openPriced(maxBytes: number): TestRoom {
  return openRoom({ cache: { maxBytes, ttlS: 2_000_000 }, costOf: ({ usage }) => usage.input });
}

function kept(room: TestRoom): readonly string[] {
  return room.cache.list(1_000).map(({ preview }) => preview);
}

const costs = fc.integer({ min: 1, max: 1_000_000 });

test('of answers equally long, asked once and stored in any order, the dearest stay', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(costs, { minLength: 8, maxLength: 30 }), async prices => {
      const room = openPriced(6 * 1_600);
      // All at once, so that none is judged by what came before.
      for (const cost of prices) {
        const { prompt, fingerprint } = ask({ text: `cost ${String(cost).padStart(9, '0')}` });
        const recalled = await room.cache.recall(prompt, fingerprint);
        const usage = { ...answer('').usage, input: cost };
        const reply = { ...answer(''), usage, body: Buffer.alloc(1_000, 'x') };
        if (recalled.kind === 'miss') recalled.leave.landed(reply, finding(), true);
      }
      const left = kept(room).map(text => Number(text.split(' ')[1]));
      const dearest = [...prices].sort((a, b) => b - a).slice(0, left.length);
      expect(left.length).toBeGreaterThan(0);
      expect([...left].sort((a, b) => b - a)).toEqual(dearest);
    }),
    { numRuns: 20 },
  );
});

test('priority rises with cost and hits, falls with size, and never lies below the floor', () => {
  const entries = fc.record({
    worth: costs,
    hits: fc.integer({ min: 0, max: 1_000 }),
    bytes: fc.integer({ min: 1, max: 1e8 }),
  });
  fc.assert(
    fc.property(entries, fc.double({ min: 0, max: 1e6, noNaN: true }), (entry, floor) => {
      const priority = priorityOf(entry, floor);
      expect(priority).toBeGreaterThanOrEqual(floor);
      expect(priorityOf({ ...entry, worth: entry.worth + 1 }, floor)).toBeGreaterThanOrEqual(priority);
      expect(priorityOf({ ...entry, hits: entry.hits + 1 }, floor)).toBeGreaterThanOrEqual(priority);
      expect(priorityOf({ ...entry, bytes: entry.bytes * 2 }, floor)).toBeLessThanOrEqual(priority);
    }),
  );
});

test('a dear answer that nobody asks for any more is overtaken in the end', async () => {
  const room = openPriced(5 * 1_600);
  await put(room, 'dear 0', 10_000);
  for (let i = 0; i < 200; i++) await put(room, `cheap ${i}`, 1_000);
  expect(kept(room)).not.toContain('dear 0');
});

test('a dear answer outlives cheap ones that came later, also over a restart', async () => {
  const room = openPriced(5 * 1_600);
  await put(room, 'dear 0', 10_000);
  for (let i = 0; i < 8; i++) await put(room, `cheap ${i}`, 1_000);
  await room.reopen();
  for (let i = 8; i < 16; i++) await put(room, `cheap ${i}`, 1_000);
  expect(kept(room)).toContain('dear 0');
});

test('an answer without a price is worth its tokens at a small rate, and none is worth nothing', () => {
  const none = { ...answer(''), usage: { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 } };
  const long = { ...none, usage: { ...none.usage, input: 1_000, output: 10_000 } };
  expect(worthOf(none, () => null)).toBe(1);
  expect(worthOf(long, () => null)).toBe(4_100);
  expect(worthOf(long, () => 0)).toBe(1);
  expect(worthOf(none, () => 250)).toBe(250);
});

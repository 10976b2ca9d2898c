import fc from 'fast-check';
import { expect, it } from 'vitest';
import { play } from '../../bench/eviction/play.js';
import { seeded, streams } from '../../bench/eviction/streams.js';
import { openGrace } from '../../src/proxy/cache/grace.js';
import { answer, ask, finding } from './support/prompts.js';
import { openRoom, type TestRoom } from './support/room.js';

const cents = 10_000;

/** Stores answers of about 1.6 kB that cost so much, one after the other. */
async function put(room: TestRoom, prefix: string, count: number, cost: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const { prompt, fingerprint } = ask({ text: `${prefix} ${i}` });
    const recalled = await room.cache.recall(prompt, fingerprint);
    const reply = { ...answer(''), usage: { ...answer('').usage, input: cost }, body: Buffer.alloc(1_000, 'x') };
    if (recalled.kind === 'miss') recalled.leave.landed(reply, finding(), true);
    room.cache.list(0);
    room.nowMs += 1_000;
  }
}
const kept = (room: TestRoom, prefix: string) =>
  room.cache.list(1_000).filter(({ preview }) => preview.startsWith(prefix)).length;
const openFull = () => openRoom({ cache: { maxBytes: 100 * 1_540 }, costOf: ({ usage }) => usage.input });

it('the newest stay until newer ones have filled a tenth of the cache, whatever they are worth, also over a restart', async () => {
  const room = openFull();
  await put(room, 'dear', 110, cents);
  await put(room, 'cheap', 9, 1);
  expect(kept(room, 'cheap')).toBe(9);
  await room.reopen();
  await put(room, 'later', 10, 1);
  expect(kept(room, 'later')).toBe(10);
  expect(kept(room, 'cheap')).toBe(0);
});

it('a cheap one that is asked for while it is new is not the next to go', async () => {
  const room = openFull();
  await put(room, 'dear', 110, 30);
  await put(room, 'cheap', 1, 10);
  for (let i = 0; i < 5; i++) await room.recall({ text: 'cheap 0' });
  await put(room, 'worthless', 40, 1);
  expect(kept(room, 'cheap')).toBe(1);
});

it('no stream of worthless answers takes more than a tenth from dear ones', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 20, max: 90 }), async (flood, dear) => {
      const room = openFull();
      await put(room, 'dear', dear, cents);
      await put(room, 'worthless', flood, 1);
      expect(kept(room, 'dear')).toBe(dear);
    }),
    { numRuns: 8 },
  );
});

it('holds the newest of what fits, lets the oldest go first, and few at a time', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 80 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 2_000 }), (all, maxBytes) => {
      const grace = openGrace(() => maxBytes);
      const inside: number[] = [];
      for (const [i, bytes] of all.entries()) {
        const over = grace.admit({ id: `${i}`, bytes }).map(Number);
        expect(over.length).toBeLessThanOrEqual(16);
        if (bytes <= maxBytes / 10) inside.push(i);
        else expect(over).toEqual([i]);
        for (const gone of over) if (gone !== i || bytes <= maxBytes / 10) expect(inside.shift()).toBe(gone);
        const total = inside.reduce((sum, at) => sum + (all[at] ?? 0), 0);
        expect(total).toBeLessThanOrEqual(maxBytes / 10);
        expect(inside.every(at => grace.has(`${at}`))).toBe(true);
      }
    }),
  );
});

it('saves more than going by the last use, and serves cheap ones that become popular more often than without grace', () => {
  for (const { name, asked, bytes } of streams(seeded(7))) {
    const [shipped, lru, without] = (['shipped', 'lru', 'value-aged'] as const).map(policy =>
      play(asked, 0.05 * bytes, policy),
    );
    expect(shipped?.savedShare).toBeGreaterThan(lru?.savedShare ?? 1);
    expect(shipped?.savedShare).toBeGreaterThan(0.97 * (without?.savedShare ?? 1));
    if (name.startsWith('cheap')) expect(shipped?.hitRate).toBeGreaterThan(1.05 * (without?.hitRate ?? 1));
  }
});

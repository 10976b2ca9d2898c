import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBars } from '../../../src/proxy/cache/evidence/bars.js';
import { mostRaise } from '../../../src/proxy/cache/evidence/raise.js';
import { halfLifeMs } from '../../../src/proxy/cache/evidence/tally.js';
import { prepareSchema } from '../../../src/proxy/cache/schema.js';
import type { Recall } from '../../../src/proxy/rooms/recall.js';
import { openSql } from '../../../src/proxy/store/open.js';
import { tempDirForTest } from '../../support/temp-dir.js';
import { ask, type Ask } from '../support/prompts.js';
import { openRoom, type TestRoom } from '../support/room.js';
import { bundleWorker, starterDir } from '../support/worker.js';

/** A question and the same in other words. */
const pairs = ['a list in Go', 'a string in Go', 'a slice in Rust', 'a tree in Java', 'an array in C'].map(
  what => [`How do I reverse ${what}?`, `Please tell me how to reverse ${what}`] as const,
);

async function looseHit(room: TestRoom, at = 0): Promise<Recall> {
  const [plain, polite] = pairs[at] ?? ['', ''];
  await room.put({ text: plain, id: randomUUID() });
  return room.recall({ text: polite, id: randomUUID() });
}

/** The next turn of a talk whose last answer came from the cache. */
async function answerTo(room: TestRoom, asked: string, says: string): Promise<void> {
  const { prompt, fingerprint } = ask({ text: says, cacheability: 'exact' });
  const turn = { calledTools: false, toolResult: false, media: false } as const;
  const turns = [
    { ...turn, role: 'user' as const, text: asked },
    { ...turn, role: 'assistant' as const, text: 'an answer' },
    { ...turn, role: 'user' as const, text: says },
  ];
  await room.cache.recall({ ...prompt, facts: { ...prompt.facts, turns } }, fingerprint);
}

const counts = (room: TestRoom) => room.cache.evidence().tiers[0]?.counts;
const closed = (room: TestRoom) => gate(room)?.classes.find(({ contentClass }) => contentClass === 'knowledge')?.closed;
const gate = (room: TestRoom) => room.cache.evidence().tiers[0];

describe('a loose hit', () => {
  it.each([
    ['said-no', 'No, I meant a linked list'],
    ['said-no', "That's not what I asked."],
    ['said-no', 'Nein, das meinte ich nicht'],
    ['said-no', '不对，我问的是别的'],
    [undefined, 'No problem, thanks!'],
    [undefined, 'Now do the same in Rust'],
    [undefined, 'Notice that it is slow. Why?'],
  ])('%s: %s', async (kind, says) => {
    const room = openRoom();
    await looseHit(room);
    await answerTo(room, pairs[0]?.[1] ?? '', says);
    expect(counts(room)).toMatchObject({ served: 1, 'said-no': kind === 'said-no' ? 1 : 0 });
    // What was taken back is not given to these words again.
    const again = await room.recall({ text: pairs[0]?.[1] ?? '' });
    expect(again).toMatchObject(kind === 'said-no' ? { kind: 'miss', reason: 'denied' } : { outcome: 'hit-gate' });
  });

  it('is not taken back by somebody else, nor long after', async () => {
    const room = openRoom();
    await looseHit(room);
    await answerTo(room, 'How do I write a file?', 'No, wrong');
    room.nowMs += 121_000;
    await answerTo(room, pairs[0]?.[1] ?? '', 'No, wrong');
    expect(counts(room)).toMatchObject({ 'said-no': 0 });
  });

  const polite = pairs[0]?.[1] ?? '';
  it.each<[string, number, Ask, object]>([
    ['a new answer is demanded', 5_000, { text: polite, cache: 'refresh' }, { regenerated: 1, 'asked-again': 0 }],
    ['the same is asked again', 5_000, { text: polite }, { 'asked-again': 1 }],
    ['the same with more words', 5_000, { text: `${polite} without a loop` }, { 'asked-again': 1 }],
    ['a program asks again at once', 100, { text: polite, cache: 'refresh' }, { regenerated: 0, 'asked-again': 0 }],
    [
      'something like it is asked',
      5_000,
      { text: 'Please tell me how to reverse a list in Rust' },
      { 'asked-again': 0 },
    ],
    ['somebody else asks', 5_000, { text: polite, tenant: 'other' }, { 'asked-again': 0 }],
  ])('is noted when %s', async (_, afterMs, next, expected) => {
    const room = openRoom();
    await looseHit(room);
    room.nowMs += afterMs;
    await room.recall({ id: randomUUID(), ...next });
    expect(counts(room)).toMatchObject(expected);
  });
});

describe('a tier', () => {
  it('closes itself when too many of its hits were wrong, says so, and serves again when the user wants it to', async () => {
    const room = openRoom();
    for (const at of [0, 1]) {
      expect(await looseHit(room, at)).toMatchObject({ outcome: 'hit-gate' });
      expect(closed(room)).toBeNull();
      await answerTo(room, pairs[at]?.[1] ?? '', 'No, wrong');
    }
    expect(gate(room)?.classes[0]?.precisionBound).toBeLessThan(0.99);
    expect(room.cache.info().trouble).toMatch(
      /\(gate\) are off for static knowledge: 2 of 2 were found wrong.* where 99 % were promised.* \d+ more that agree .*'tuppence cache reopen gate'/,
    );
    expect(await looseHit(room, 2)).toMatchObject({ kind: 'miss', reason: 'closed-by-evidence' });
    expect(await room.recall({ text: pairs[2]?.[0] ?? '' })).toMatchObject({ outcome: 'hit-exact' });
    await room.reopen();
    expect(await room.recall({ text: pairs[2]?.[1] ?? '' })).toMatchObject({ reason: 'closed-by-evidence' });
    expect(room.cache.reopen('gate')).toBe(true);
    expect(room.cache.reopen('gate')).toBe(false);
    expect(room.cache.info().trouble).toBeUndefined();
    expect(await looseHit(room, 3)).toMatchObject({ outcome: 'hit-gate' });
    await room.reopen();
    expect(await looseHit(room, 4)).toMatchObject({ outcome: 'hit-gate' });
  });

  it('that is closed compares what it would have given with what a model says, and serves again when enough agree', async () => {
    const room = openRoom();
    for (const at of [0, 1]) {
      await looseHit(room, at);
      await answerTo(room, pairs[at]?.[1] ?? '', 'No, wrong');
    }
    const polite = (i: number) => `Please tell me how to reverse page ${i} in Go`;
    let needed = closed(room)?.agreementsNeeded ?? 0;
    expect(needed).toBeGreaterThanOrEqual(20);
    for (let i = 0; i < 3; i++) {
      await room.put({ text: `How do I reverse page ${i} in Go?` }, 'Use  slices.Reverse.');
      expect(await room.put({ text: polite(i) }, 'use slices.Reverse.')).toMatchObject({
        reason: 'closed-by-evidence',
      });
      await room.cache.settled();
      expect(counts(room)).toMatchObject({ served: 2, 'shadow-same': i + 1 });
      expect(closed(room)?.agreementsNeeded).toBe(--needed);
    }
    // Years later its complaints have faded, and a few more comparisons are enough.
    room.nowMs += 20 * halfLifeMs;
    for (let i = 3; i < 20; i++) {
      await room.put({ text: `How do I reverse page ${i} in Go?` }, 'Use slices.Reverse.');
      expect(await room.put({ text: polite(i) }, 'Use slices.Reverse.')).toMatchObject({ kind: 'miss' });
      await room.cache.settled();
    }
    expect(closed(room)).toBeNull();
    expect(room.cache.info().trouble).toBeUndefined();
    expect(await looseHit(room, 3)).toMatchObject({ outcome: 'hit-gate' });
  });

  it('is not closed by many who ask again', async () => {
    const room = openRoom();
    for (let at = 0; at < pairs.length; at++) {
      await looseHit(room, at);
      room.nowMs += 5_000;
      await room.recall({ text: pairs[at]?.[1] ?? '' });
    }
    expect(counts(room)).toMatchObject({ 'asked-again': pairs.length });
    expect(closed(room)).toBeNull();
  });

  it('forgets by and by, and what it learned survives a restart', async () => {
    const room = openRoom();
    await looseHit(room);
    await answerTo(room, pairs[0]?.[1] ?? '', 'No, wrong');
    const bound = gate(room)?.precisionBound ?? 1;
    await room.reopen();
    expect(gate(room)?.precisionBound).toBeCloseTo(bound, 9);
    room.nowMs += 3 * halfLifeMs;
    expect(gate(room)?.precisionBound).toBeGreaterThan(bound);
    expect(counts(room)).toMatchObject({ 'said-no': 1 });
  });
});

it('complaints raise the bar in their neighbourhood only, no further than a limit, and for a time', () => {
  const classes = ['knowledge', 'summary', 'other'] as const;
  const complaint = fc.record({
    bucket: fc.constantFrom('b1', 'b2', 'b3'),
    contentClass: fc.constantFrom(...classes),
    weight: fc.constantFrom(0.5, 1),
  });
  fc.assert(
    fc.property(fc.array(complaint, { maxLength: 30 }), complaints => {
      const { driver } = openSql(join(tempDirForTest('bars'), 'cache.db'), { busyMs: 100 });
      prepareSchema(driver);
      let now = 1_000;
      const bars = openBars(driver, () => now);
      for (const { bucket, contentClass, weight } of complaints) {
        bars.complain({ bucket, contentClass }, weight, { client: 'test', modelRequested: 'm' });
      }
      for (const bucket of ['b1', 'b2', 'b3', 'b4']) {
        for (const contentClass of classes) {
          const own = complaints.filter(one => one.bucket === bucket && one.contentClass === contentClass);
          const raise = bars.raise(bucket, contentClass);
          if (own.length === 0) expect(raise).toBe(0);
          else expect(raise).toBeGreaterThan(0);
          expect(raise).toBeLessThanOrEqual(mostRaise);
          expect(openBars(driver, () => now).raise(bucket, contentClass)).toBeCloseTo(raise, 9);
        }
      }
      const named = new Set(complaints.map(({ bucket, contentClass }) => `${bucket} ${contentClass}`));
      expect(bars.list()).toHaveLength(named.size);
      const inFirst = [...named].filter(name => name.startsWith('b1')).length;
      expect(bars.reset('b1')).toBe(inFirst);
      expect(classes.map(contentClass => openBars(driver, () => now).raise('b1', contentClass))).toEqual([0, 0, 0]);
      now += 365 * 86_400_000;
      expect(bars.list()).toEqual([]);
      driver.close();
    }),
    { numRuns: 15 },
  );
});

describe('evidence about semantic hits', () => {
  let worker: Awaited<ReturnType<typeof bundleWorker>>;
  beforeAll(async () => {
    worker = await bundleWorker();
  });
  afterAll(() => worker.remove());

  it('says nothing about another embedding model, and is there again when the first one is', async () => {
    // The same files under another name are another model as well.
    const copy = join(tempDirForTest('copy'), 'copy');
    cpSync(starterDir, copy, { recursive: true });
    const options = {
      cache: { gate: false, semantic: true, budgetMs: 1_000 },
      workerUrl: worker.url,
      modelDir: starterDir,
    };
    const room = openRoom(options);
    const semantic = () => room.cache.evidence().tiers[1]?.classes.find(one => one.contentClass === 'knowledge');
    for (const at of [0, 1]) {
      const [plain = '', polite = ''] = pairs[at] ?? [];
      await room.put({ text: plain, id: randomUUID() });
      await room.cache.settled();
      expect(await room.recall({ text: polite, id: randomUUID() })).toMatchObject({ outcome: 'hit-semantic' });
      await answerTo(room, polite, 'No, wrong');
    }
    expect(semantic()?.closed).not.toBeNull();
    options.modelDir = copy;
    await room.reopen();
    const [plain = '', polite = ''] = pairs[2] ?? [];
    await room.put({ text: plain, id: randomUUID() });
    await room.cache.settled();
    expect(await room.recall({ text: polite, id: randomUUID() })).toMatchObject({ outcome: 'hit-semantic' });
    expect(semantic()?.closed).toBeNull();
    options.modelDir = starterDir;
    await room.reopen();
    await room.cache.settled();
    room.cache.warm();
    await room.cache.settled();
    expect(await room.recall({ text: polite, id: randomUUID() })).toMatchObject({ reason: 'closed-by-evidence' });
  });
});

describe('where the cache is of little use', () => {
  it('it says so, and leaves out the search for other words when it may', async () => {
    const room = openRoom({ cache: { autoOff: true } });
    await room.put({ text: pairs[0]?.[0] ?? '' });
    for (let i = 0; i < 200; i++) await room.put({ text: `What does error ${i} of nginx mean?` });
    expect(room.cache.info().advice).toEqual([expect.stringContaining("questions of 'test': too few")]);
    expect(await room.recall({ text: pairs[0]?.[1] ?? '' })).toMatchObject({ reason: 'low-hit-rate' });
    expect(await room.recall({ text: pairs[0]?.[0] ?? '' })).toMatchObject({ outcome: 'hit-exact' });
    room.settings = { ...room.settings, cache: { ...room.settings.cache, autoOff: false } };
    expect(await room.recall({ text: pairs[0]?.[1] ?? '', id: 'p9' })).not.toMatchObject({ reason: 'low-hit-rate' });
    expect(room.cache.info().advice).toEqual([expect.stringContaining('cache.autoOff lets Tuppence skip')]);
  });

  it('comes back when there is something to be found again, also for other words only', async () => {
    const room = openRoom({ cache: { autoOff: true } });
    for (let i = 0; i < 1_000; i++) await room.put({ text: `What does error ${i} of nginx mean?` });
    expect(room.cache.info().advice).toEqual([expect.stringContaining('in one of 10 only, until that changes')]);
    let asked = 0;
    let served = 0;
    while (room.cache.info().advice.length > 0 && asked < 3_000) {
      const i = asked++ % 500;
      const recalled = await room.recall({
        text: `Please explain what error ${i} of nginx means`,
        id: `again${asked}`,
      });
      if (recalled.kind === 'hit') served += 1;
      if (recalled.kind === 'miss') recalled.leave.failed();
    }
    expect(served).toBeGreaterThan(20);
    expect(asked).toBeLessThan(1_500);
    const next = await room.recall({ text: 'Please explain what error 900 of nginx means', id: 'last' });
    expect(next).toMatchObject({ outcome: 'hit-gate' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classTtlS, keptWords } from '../../../src/protocol/content-classes.js';
import { parseSettings } from '../../../src/protocol/settings.js';
import { lifetimeOf } from '../../../src/proxy/cache/life/lifetime.js';
import { ask, type Ask } from '../support/prompts.js';
import { openRoom } from '../support/room.js';

const question = 'How do I reverse a list in Go?';
const weather = 'What is the weather in Oslo today?';
const poem = 'Write a poem about rain';

function lifetime(what: Ask, cache: object = {}) {
  const { prompt, fingerprint } = ask(what);
  return lifetimeOf(prompt, fingerprint, parseSettings({ cache }).cache);
}

describe('an answer is kept', () => {
  it('for the time of its class', () => {
    expect(lifetime({ text: question })).toEqual({ contentClass: 'knowledge', ttlS: 86_400, by: 'class' });
    expect(lifetime({ text: weather })).toEqual({ contentClass: 'live', ttlS: 600, by: 'class' });
    expect(lifetime({ text: poem })).toEqual({ contentClass: 'creative', ttlS: 'never', by: 'class' });
  });

  it('never longer than cache.ttlS, unless that was set for its class', () => {
    expect(lifetime({ text: weather }, { ttlS: 60 })).toMatchObject({ ttlS: 60 });
    expect(lifetime({ text: weather }, { ttlS: 60, classes: { live: { ttlS: 120 } } })).toMatchObject({ ttlS: 120 });
    expect(lifetime({ text: question }, { classes: { knowledge: { ttlS: 259_200 } } })).toMatchObject({
      ttlS: 259_200,
    });
    expect(lifetime({ text: poem }, { classes: { creative: { ttlS: 60 } } })).toMatchObject({ ttlS: 60 });
  });

  it('for what the first rule that holds says, and above all for what the caller says', () => {
    const ttlRules = [
      { when: { client: 'other' }, ttlS: 1 },
      { when: { model: 'gpt-*', contentClass: 'live' }, ttlS: 30 },
      { when: { feature: 'search' }, ttlS: 'never' },
      { when: { client: 'test' }, ttlS: 77 },
    ];
    expect(lifetime({ text: weather }, { ttlRules })).toMatchObject({ ttlS: 30, by: 'rule' });
    expect(lifetime({ text: question, feature: 'search' }, { ttlRules })).toMatchObject({ ttlS: 'never' });
    expect(lifetime({ text: question }, { ttlRules })).toMatchObject({ ttlS: 77 });
    expect(lifetime({ text: poem, feature: 'search', ttlS: 9 }, { ttlRules })).toMatchObject({ ttlS: 9, by: 'caller' });
  });

  it('within the times that are usual for its class', () => {
    expect(classTtlS.summary).toBeGreaterThanOrEqual(6 * 3_600);
    expect(classTtlS.summary).toBeLessThanOrEqual(12 * 3_600);
    expect(classTtlS.classification).toBeGreaterThanOrEqual(12 * 3_600);
    expect(classTtlS.classification).toBeLessThanOrEqual(24 * 3_600);
    expect(classTtlS.live).toBeGreaterThanOrEqual(5 * 60);
    expect(classTtlS.live).toBeLessThanOrEqual(15 * 60);
  });
});

describe('a rule about time', () => {
  it('needs a condition and a time', () => {
    expect(() => parseSettings({ cache: { ttlRules: [{ when: {}, ttlS: 5 }] } })).toThrow('at least one condition');
    expect(() => parseSettings({ cache: { ttlRules: [{ when: { client: 'x' } }] } })).toThrow('cache.ttlRules.0.ttlS');
    expect(() => parseSettings({ cache: { classes: { live: { ttlS: 0 } } } })).toThrow('cache.classes.live.ttlS');
  });
});

it('what is never kept passes the cache, is kept from now on when that is set, and taken no more when it is not', async () => {
  const room = openRoom();
  expect(await room.put({ text: poem })).toMatchObject({ outcome: 'bypass', reason: 'not-cacheable:creative' });
  expect(await room.put({ text: poem })).toMatchObject({ kind: 'miss', entryId: undefined });
  const cache = room.settings.cache;
  room.settings = { ...room.settings, cache: { ...cache, classes: { creative: { ttlS: 60 } } } };
  await room.put({ text: poem });
  expect(await room.recall({ text: poem })).toMatchObject({ outcome: 'hit-exact' });
  const ttlRules = [{ when: { contentClass: 'creative' as const }, ttlS: 'never' as const }];
  room.settings = { ...room.settings, cache: { ...room.settings.cache, ttlRules } };
  expect(await room.recall({ text: poem })).toMatchObject({ outcome: 'bypass', reason: 'rule-never' });
});

it('an entry says what it was taken for, also after a restart', async () => {
  const room = openRoom();
  await room.put({ text: weather });
  await room.reopen();
  expect(room.cache.list(1)).toMatchObject([{ contentClass: 'live' }]);
  expect(await room.recall({ text: weather })).toMatchObject({ lifetime: { contentClass: 'live', ttlS: 600 } });
});

it('a class may ask for more likeness than the others', async () => {
  const room = openRoom({ cache: { classes: { knowledge: { similarity: 1 } } } });
  await room.put({ text: question });
  // The gate has no likeness to set; it is the same content.
  expect(await room.recall({ text: 'how to reverse a list in Go' })).toMatchObject({ outcome: 'hit-gate' });
});

it('no hit, of whatever kind and number, keeps an entry beyond its time', async () => {
  const texts = [question, 'how to reverse a list in Go', weather, 'Please say what a monad is', 'What is a monad?'];
  const step = fc.record({
    text: fc.constantFrom(...texts),
    waitS: fc.integer({ min: 0, max: 30_000 }),
    ttlS: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 25 }), fc.boolean(), async (steps, restart) => {
      const room = openRoom();
      /** When each entry was made, and how long it was to be kept. */
      const made = new Map<string, { readonly atMs: number; readonly ttlS: number }>();
      for (const { waitS, ...what } of steps) {
        room.nowMs += waitS * 1_000;
        const recalled = await room.put(what);
        if (recalled.kind === 'miss' && recalled.entryId !== undefined) {
          made.set(recalled.entryId, { atMs: room.nowMs, ttlS: Number(recalled.lifetime?.ttlS) });
        }
        if (recalled.kind === 'hit') {
          const entry = made.get(recalled.entryId ?? '');
          expect(room.nowMs - (entry?.atMs ?? 0)).toBeLessThan((entry?.ttlS ?? 0) * 1_000);
        }
        if (restart && waitS % 5 === 0) await room.reopen();
      }
    }),
    { numRuns: 30 },
  );
});

it('times are said in words', () => {
  expect(keptWords('live', 600)).toBe('live data: kept 10 minutes');
  expect(keptWords('knowledge', 86_400)).toBe('static knowledge: kept 24 hours');
  expect(keptWords('knowledge', 259_200)).toBe('static knowledge: kept 3 days');
  expect(keptWords('creative', 'never')).toBe('creative writing: never kept');
  expect(keptWords('summary', 61)).toBe('a summary: kept 61 seconds');
});

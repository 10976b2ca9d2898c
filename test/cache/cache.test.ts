import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/proxy/wire.js';
import { answer, ask, finding, type Ask } from './support/prompts.js';
import { openRoom, replyOf } from './support/room.js';

test('a question is missed the first time and hit the second', async () => {
  const room = openRoom();
  expect(await room.put({ text: 'What is a monad?' }, 'a burrito')).toMatchObject({
    kind: 'miss',
    outcome: 'miss',
    reason: 'first-time',
  });
  room.nowMs += 61_500;
  const hit = await room.recall({ text: 'What is a monad?' });
  expect(hit).toMatchObject({ kind: 'hit', outcome: 'hit-exact', ageS: 61, similarity: 1 });
  expect(replyOf(hit)).toBe('a burrito');
});

test('the same words in another wrapping are a gate hit, unless the gate is off', async () => {
  const room = openRoom();
  await room.put({ text: 'What is a monad?' }, 'a burrito');
  const hit = await room.recall({ text: 'What is a monad' });
  expect(hit).toMatchObject({ kind: 'hit', outcome: 'hit-gate', similarity: 1 });
  expect(replyOf(hit)).toBe('a burrito');
  room.cache.list(1);
  expect(await room.recall({ text: 'What is a monad ?' })).toMatchObject({ outcome: 'hit-gate' });
  room.settings = { ...room.settings, cache: { ...room.settings.cache, gate: false } };
  expect(await room.recall({ text: 'What is a monad ?' })).toMatchObject({ kind: 'miss' });
});

const scopes: readonly (readonly [name: string, other: Ask])[] = [
  ['model', { model: 'gpt-other' }],
  ['tenant', { tenant: 'someone else' }],
  ['workspace', { workspace: '/other' }],
  ['namespace', { namespace: 'other' }],
  ['system prompt', { system: 'Answer in French.' }],
  ['route', { route: 'cheap' }],
];
test.each(scopes)('an answer never crosses into another %s', async (_, other) => {
  const room = openRoom();
  const text = 'What is a monad?';
  await room.put({ text });
  expect(await room.recall({ text, ...other })).toMatchObject({ kind: 'miss', reason: 'first-time' });
  expect(await room.recall({ text: 'What is a monad', ...other })).toMatchObject({ kind: 'miss' });
  expect(await room.recall({ text })).toMatchObject({ kind: 'hit' });
});

test('whatever the mix of scopes and texts, a hit carries the answer to its own question', async () => {
  const asks = fc.record({
    text: fc.constantFrom('what is a monad', 'What is a monad?', 'what is a functor', 'list files'),
    model: fc.constantFrom('m1', 'm2'),
    tenant: fc.constantFrom('t1', 't2'),
    workspace: fc.constantFrom('', '/w'),
    namespace: fc.constantFrom('', 'n'),
    system: fc.constantFrom('', 's'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(asks, { minLength: 2, maxLength: 30 }), async many => {
      const room = openRoom();
      for (const one of many) {
        const { text, ...scope } = one;
        const meaning = JSON.stringify([scope, text.toLowerCase().replace('?', '')]);
        const recalled = await room.put(one, meaning);
        if (recalled.kind === 'hit') expect(replyOf(recalled)).toBe(meaning);
        if (many.length % 3 === 0) room.cache.list(0);
      }
    }),
    { numRuns: 25 },
  );
});

const unusable: readonly (readonly [name: string, changes: Partial<Finding>])[] = [
  ['cut off by length', { end: 'truncated' }],
  ['broken off', { end: 'broken' }],
  ['refused', { refused: true }],
  ['empty', { empty: true }],
  ['a tool call', { calledTools: true }],
  ['without usage', { usage: undefined }],
];
test.each(unusable)('an answer that is %s is not kept', async (_, changes) => {
  const room = openRoom();
  const recalled = await room.recall({ text: 'q' });
  if (recalled.kind !== 'miss') throw new Error('expected a miss');
  recalled.leave.landed(answer('bad'), finding(changes), true);
  expect(await room.recall({ text: 'q' })).toMatchObject({ kind: 'miss' });
  expect(room.cache.info()).toMatchObject({ entries: 0, bytes: 0 });
});

test('an entry ends when its time is up, however often it was hit', async () => {
  const room = openRoom({ cache: { ttlS: 100, looseTtlS: 50 } });
  await room.put({ text: 'q one' });
  for (let s = 0; s < 99; s += 9) {
    expect(await room.recall({ text: 'q one' })).toMatchObject({ outcome: 'hit-exact' });
    room.nowMs += 9_000;
  }
  expect(await room.recall({ text: 'q one' })).toMatchObject({ outcome: 'hit-exact' });
  room.nowMs += 1_000;
  expect(await room.recall({ text: 'q one' })).toMatchObject({ kind: 'miss', reason: 'expired' });
});

test('a gate hit needs a younger entry than an exact one', async () => {
  const room = openRoom({ cache: { ttlS: 100, looseTtlS: 50 } });
  await room.put({ text: 'q one' });
  room.nowMs += 49_000;
  expect(await room.recall({ text: 'q one?' })).toMatchObject({ outcome: 'hit-gate' });
  room.nowMs += 1_000;
  expect(await room.recall({ text: 'q one?' })).toMatchObject({ kind: 'miss', reason: 'expired' });
  expect(await room.recall({ text: 'q one' })).toMatchObject({ outcome: 'hit-exact' });
});

test('a caller may set its own time to live, for what it stores and for what it takes', async () => {
  const room = openRoom({ cache: { ttlS: 1000 } });
  await room.put({ text: 'short', ttlS: 10 });
  await room.put({ text: 'How do I sort a list in Go?' });
  room.nowMs += 10_000;
  expect(await room.recall({ text: 'short' })).toMatchObject({ reason: 'expired' });
  expect(await room.recall({ text: 'How do I sort a list in Go?', ttlS: 10 })).toMatchObject({ reason: 'expired' });
  expect(await room.recall({ text: 'How do I sort a list in Go?', ttlS: 11 })).toMatchObject({ kind: 'flight' });
  expect(await room.recall({ text: 'how to sort a list in Go', ttlS: 11 })).toMatchObject({ outcome: 'hit-gate' });
});

test('refresh asks anew and takes the place of the old answer', async () => {
  const room = openRoom();
  await room.put({ text: 'q' }, 'old');
  expect(await room.put({ text: 'q', cache: 'refresh' }, 'new')).toMatchObject({ kind: 'miss', reason: 'refresh' });
  expect(replyOf(await room.recall({ text: 'q' }))).toBe('new');
  expect(room.cache.list(10)).toHaveLength(1);
});

test('off neither reads nor stores', async () => {
  const room = openRoom();
  await room.put({ text: 'kept' });
  expect(await room.put({ text: 'kept', cache: 'off' })).toMatchObject({ outcome: 'bypass', reason: 'off' });
  await room.put({ text: 'other', cache: 'off' });
  expect(await room.recall({ text: 'other' })).toMatchObject({ reason: 'first-time' });
});

test('what may never be cached is told why and stored nowhere', async () => {
  const room = openRoom();
  expect(await room.put({ cacheability: 'never' })).toMatchObject({ outcome: 'bypass', reason: 'not-cacheable:tools' });
  expect(room.cache.info().entries).toBe(0);
});

test('a request fit for whole repeats only is never served to other words', async () => {
  const room = openRoom();
  await room.put({ text: 'q', cacheability: 'exact' });
  expect(await room.recall({ text: 'q?' })).toMatchObject({ kind: 'miss' });
  expect(await room.recall({ text: 'q', cacheability: 'exact' })).toMatchObject({ outcome: 'hit-exact' });
});

test('with every tier switched off the cache stands aside, from the next request on', async () => {
  const room = openRoom();
  await room.put({ text: 'q' });
  room.settings = { ...room.settings, cache: { ...room.settings.cache, exact: false, gate: false } };
  expect(await room.recall({ text: 'q' })).toMatchObject({ outcome: 'bypass', reason: 'cache-off' });
});

test('entries are listed newest first, shown, removed one by one and cleared by workspace', async () => {
  const room = openRoom();
  await room.put({ text: 'first', workspace: '/a' }, 'A');
  await room.put({ text: 'x'.repeat(200), workspace: '/b' }, 'B');
  await room.put({ text: 'third', workspace: '/b', cacheability: 'exact' }, 'C');
  await room.recall({ text: 'first', workspace: '/a' });
  const [third, second, first] = room.cache.list(10);
  expect([third?.preview, second?.preview.length, first?.preview]).toEqual(['', 80, 'first']);
  expect(first?.hits).toBe(1);
  expect(room.cache.show(first?.id ?? '')?.reply).toContain('"A"');
  expect(room.cache.show('nothing')).toBeUndefined();
  expect(room.cache.remove(first?.id ?? '')).toBe(true);
  expect(room.cache.remove(first?.id ?? '')).toBe(false);
  expect(await room.recall({ text: 'first', workspace: '/a' })).toMatchObject({ kind: 'miss' });
  expect(room.cache.clear({ workspace: '/b' })).toBe(2);
  expect(await room.recall({ text: 'third', workspace: '/b', cacheability: 'exact' })).toMatchObject({ kind: 'miss' });
  expect(room.cache.info()).toMatchObject({ entries: 0, bytes: 0 });
});

test('what was cleared is no longer anywhere in the files', async () => {
  const room = openRoom();
  await room.put({ text: 'my secret question' }, 'a secret answer');
  room.cache.list(0);
  const onDisk = () =>
    readdirSync(room.folder, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(room.folder, entry.name), 'latin1'))
      .join('');
  expect(onDisk()).toContain('secret');
  expect(room.cache.clear()).toBe(1);
  expect(onDisk()).not.toContain('secret');
});

test('answers outlive a restart, with their hits', async () => {
  const room = openRoom();
  await room.put({ text: 'q one' }, 'kept');
  await room.recall({ text: 'q one' });
  const before = room.cache.info();
  await room.reopen();
  expect(room.cache.info()).toEqual(before);
  expect(replyOf(await room.recall({ text: 'q one' }))).toBe('kept');
  expect(replyOf(await room.recall({ text: 'q one?' }))).toBe('kept');
  expect(room.cache.list(1)[0]?.hits).toBe(3);
});

test('a reply comes back byte for byte with its usage, also from disk', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.nat(), fc.boolean(), async (bytes, tokens, stream) => {
      const room = openRoom();
      const { prompt, fingerprint } = ask({});
      const recalled = await room.cache.recall(prompt, fingerprint);
      if (recalled.kind !== 'miss') throw new Error('expected a miss');
      const reply = {
        ...answer(''),
        form: stream ? ('stream' as const) : ('whole' as const),
        body: Buffer.from(bytes),
        usage: { ...answer('').usage, output: tokens, reportedCost: 7 },
      };
      recalled.leave.landed(reply, finding(), true);
      await room.reopen();
      expect(await room.cache.recall(prompt, fingerprint)).toMatchObject({ kind: 'hit', reply });
    }),
    { numRuns: 15 },
  );
});

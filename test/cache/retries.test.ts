import { expect, test } from 'vitest';
import type { Finding } from '../../src/proxy/wire.js';
import { answer, finding } from './support/prompts.js';
import { openRoom, replyOf, type TestRoom } from './support/room.js';

const turn = { text: 'fix the test', cacheability: 'retry' } as const;

async function land(room: TestRoom, delivered: boolean, changes: Partial<Finding> = {}): Promise<void> {
  const recalled = await room.recall(turn);
  if (recalled.kind !== 'miss') throw new Error('expected a miss');
  expect(recalled).toMatchObject({ outcome: 'bypass', reason: 'not-cacheable:tools' });
  recalled.leave.landed(answer('call edit_file'), finding(changes), delivered);
}

test('an agent turn that was delivered is never served again', async () => {
  const room = openRoom();
  await land(room, true, { calledTools: true });
  await land(room, true);
  expect(room.cache.info().entries).toBe(0);
});

test('an agent turn that did not arrive is given to the retry, once', async () => {
  const room = openRoom();
  await land(room, false, { calledTools: true });
  room.nowMs += 2_500;
  const hit = await room.recall(turn);
  expect(hit).toMatchObject({ kind: 'hit', outcome: 'hit-exact', ageS: 2 });
  expect(replyOf(hit)).toBe('call edit_file');
  expect(await room.recall(turn)).toMatchObject({ kind: 'miss' });
});

test('after five minutes it is too late for a retry', async () => {
  const room = openRoom();
  await land(room, false);
  room.nowMs += 5 * 60_000;
  await land(room, true);
});

test.each([{ end: 'truncated' }, { end: 'broken' }, { refused: true }, { empty: true }] as const)(
  'an undelivered turn that is %o is not kept',
  async changes => {
    const room = openRoom();
    await land(room, false, changes);
    await land(room, true);
  },
);

test('agent turns asked twice at once are one call', async () => {
  const room = openRoom();
  const leader = await room.recall(turn);
  const follower = await room.recall(turn);
  expect([leader.kind, follower.kind]).toEqual(['miss', 'flight']);
  if (leader.kind !== 'miss' || follower.kind !== 'flight') return;
  leader.leave.landed(answer('done'), finding({ calledTools: true }), true);
  expect(await follower.flight.landed).toEqual(answer('done'));
});

test('clearing the cache forgets undelivered turns too', async () => {
  const room = openRoom();
  await land(room, false);
  room.cache.clear();
  expect(await room.recall(turn)).toMatchObject({ kind: 'miss' });
});

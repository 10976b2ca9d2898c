import { expect, test } from 'vitest';
import type { Recall } from '../../src/proxy/rooms/recall.js';
import { answer, finding } from './support/prompts.js';
import { openRoom, replyOf, type TestRoom } from './support/room.js';

async function many(room: TestRoom, count: number): Promise<readonly Recall[]> {
  return Promise.all(Array.from({ length: count }, () => room.recall({ text: 'q' })));
}

function missOf(recalls: readonly Recall[]): Recall & { kind: 'miss' } {
  const misses = recalls.filter(recall => recall.kind === 'miss');
  expect(misses).toHaveLength(1);
  return misses[0]!;
}

function landings(recalls: readonly Recall[]): readonly Promise<unknown>[] {
  return recalls.flatMap(recall => (recall.kind === 'flight' ? [recall.flight.landed] : []));
}

test('fifty callers at once make one call, and all get its answer', async () => {
  const room = openRoom();
  const recalls = await many(room, 50);
  const leader = missOf(recalls);
  const followers = landings(recalls);
  expect(followers).toHaveLength(49);
  const reply = answer('shared');
  leader.leave.landed(reply, finding(), true);
  expect(new Set(await Promise.all(followers))).toEqual(new Set([reply]));
  expect(replyOf(await room.recall({ text: 'q' }))).toBe('shared');
});

test('when the leader fails its followers are told to go on their own, and the next caller leads', async () => {
  const room = openRoom();
  const recalls = await many(room, 5);
  missOf(recalls).leave.failed();
  expect(await Promise.all(landings(recalls))).toEqual([undefined, undefined, undefined, undefined]);
  missOf(await many(room, 3));
});

test.each([{ end: 'truncated' }, { end: 'broken' }, { empty: true }] as const)(
  'followers do not share an answer that is %o',
  async changes => {
    const room = openRoom();
    const recalls = await many(room, 2);
    missOf(recalls).leave.landed(answer('half'), finding(changes), true);
    expect(await landings(recalls)[0]).toBeUndefined();
  },
);

test('only the first word of a leader counts', async () => {
  const room = openRoom();
  const recalls = await many(room, 2);
  const { leave } = missOf(recalls);
  leave.failed();
  leave.landed(answer('late'), finding(), true);
  leave.failed();
  expect(await landings(recalls)[0]).toBeUndefined();
  expect(await room.recall({ text: 'q' })).toMatchObject({ kind: 'miss', reason: 'first-time' });
});

test('an old leader that speaks late does not end the flight of the next', async () => {
  const room = openRoom();
  const first = missOf(await many(room, 1));
  first.leave.failed();
  const second = missOf(await many(room, 1));
  first.leave.landed(answer('late'), finding(), true);
  const follower = await room.recall({ text: 'q' });
  second.leave.landed(answer('right'), finding(), true);
  expect(await landings([follower])[0]).toEqual(answer('right'));
});

test('a refresh beside a flight stores its answer and leaves the flight alone', async () => {
  const room = openRoom();
  const leader = missOf(await many(room, 1));
  const refresh = await room.recall({ text: 'q', cache: 'refresh' });
  if (refresh.kind !== 'miss') throw new Error('expected a miss');
  refresh.leave.landed(answer('fresh'), finding(), true);
  const follower = await room.recall({ text: 'q' });
  expect(follower.kind).toBe('flight');
  leader.leave.landed(answer('slow'), finding(), true);
  expect(await landings([follower])[0]).toEqual(answer('slow'));
});

test('with the exact tier off nothing is shared', async () => {
  const room = openRoom({ cache: { exact: false } });
  expect((await many(room, 3)).map(({ kind }) => kind)).toEqual(['miss', 'miss', 'miss']);
});

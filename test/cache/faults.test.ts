import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDriver } from './support/driver.js';
import { openRoom, replyOf } from './support/room.js';

test('a table that cannot be read is a miss that says so, and answers in memory still serve', async () => {
  const room = openRoom();
  await room.put({ text: 'in memory' }, 'kept');
  room.cache.list(0);
  const other = openTestDriver(join(room.folder, 'cache.db'));
  other.exec('DROP TABLE cache_entries');
  expect(await room.recall({ text: 'elsewhere' })).toMatchObject({
    kind: 'miss',
    outcome: 'miss',
    reason: 'cache-fault',
  });
  expect(room.cache.info().trouble).toMatch(/^The cache cannot be read .*\.$/);
  expect(replyOf(await room.recall({ text: 'in memory' }))).toBe('kept');
  other.close();
});

test('a fault releases those who wait like any other miss', async () => {
  const room = openRoom();
  const other = openTestDriver(join(room.folder, 'cache.db'));
  other.exec('DROP TABLE cache_entries');
  const leader = await room.recall({ text: 'q' });
  const follower = await room.recall({ text: 'q' });
  if (leader.kind !== 'miss' || follower.kind !== 'flight') throw new Error('expected a leader and a follower');
  leader.leave.failed();
  expect(await follower.flight.landed).toBeUndefined();
  other.close();
});

test('a write that fails is told, loses only the cache, and the answer still serves from memory', async () => {
  const room = openRoom();
  const other = openTestDriver(join(room.folder, 'cache.db'));
  other.exec("CREATE TRIGGER full BEFORE INSERT ON cache_entries BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  await room.put({ text: 'q' }, 'kept');
  expect(room.cache.list(10)).toEqual([]);
  expect(room.cache.info()).toMatchObject({ entries: 0, bytes: 0 });
  expect(room.cache.info().trouble).toMatch(/cannot be written .*disk full/);
  expect(replyOf(await room.recall({ text: 'q' }))).toBe('kept');
  other.exec('DROP TRIGGER full');
  other.close();
  await room.put({ text: 'another' });
  room.cache.list(0);
  expect(room.cache.info().trouble).toBeUndefined();
});

test('a damaged row is a miss, not an answer', async () => {
  const room = openRoom();
  await room.put({ text: 'q' }, 'kept');
  room.cache.list(0);
  const other = openTestDriver(join(room.folder, 'cache.db'));
  other.exec("UPDATE cache_entries SET body = 'text', usage = '{'");
  other.close();
  await room.reopen();
  expect(await room.put({ text: 'q' }, 'again')).toMatchObject({ kind: 'miss', reason: 'cache-fault' });
  expect(replyOf(await room.recall({ text: 'q' }))).toBe('again');
});

test('a file of a newer version is begun anew', async () => {
  const room = openRoom();
  await room.put({ text: 'q' });
  room.cache.list(0);
  const other = openTestDriver(join(room.folder, 'cache.db'));
  other.exec('UPDATE cache_schema SET version = 99; ALTER TABLE cache_entries RENAME COLUMN body TO shape');
  other.close();
  await room.reopen();
  expect(room.cache.info()).toMatchObject({ entries: 0, trouble: undefined });
  await room.put({ text: 'q' });
  expect(await room.recall({ text: 'q' })).toMatchObject({ kind: 'hit' });
});

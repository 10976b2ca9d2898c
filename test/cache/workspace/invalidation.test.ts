import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recall } from '../../../src/proxy/rooms/recall.js';
import { tempDirForTest } from '../../support/temp-dir.js';
import { answer, finding, type Ask } from '../support/prompts.js';
import { openRoom, replyOf, type TestRoom } from '../support/room.js';
import { makeRepository } from './repository.js';

/** Time for git on a machine that is busy; a hit that was not sure in time is asked for again. */
async function recall(room: TestRoom, what: Ask): Promise<Recall> {
  for (;;) {
    const recalled = await room.recall(what);
    if (recalled.kind !== 'miss' || recalled.reason !== 'workspace-unknown') return recalled;
    recalled.leave.failed();
  }
}

/** A second passes, so that git is asked again. */
const pass = (room: TestRoom) => void (room.skippedMs += 1_001);

const text = 'How is the project built?';

describe('an answer about a workspace', () => {
  it('is served until something in it changes, and is gone then', async () => {
    const repository = makeRepository();
    const room = openRoom();
    const workspace = repository.root;
    await room.put({ text, workspace }, 'before');
    expect(replyOf(await recall(room, { text, workspace }))).toBe('before');
    expect(replyOf(await recall(room, { text: `${text} please`, workspace }))).toBe('before');
    repository.write('src/a.ts', 'changed');
    pass(room);
    const stale = await recall(room, { text, workspace });
    expect(stale).toMatchObject({ kind: 'miss', reason: 'stale' });
    expect(room.cache.info().entries).toBe(0);
    if (stale.kind === 'miss') stale.leave.landed(answer('after'), finding(), true);
    await room.cache.settled();
    await room.reopen();
    expect(replyOf(await recall(room, { text, workspace }))).toBe('after');
    repository.commit();
    expect(await recall(room, { text: `${text} please`, workspace })).toMatchObject({ kind: 'miss', reason: 'stale' });
  });

  it('is tied to the files that were named where there is no git', async () => {
    const folder = tempDirForTest('plain');
    writeFileSync(join(folder, 'a.py'), 'a = 1');
    const room = openRoom();
    const what: Ask = { text: 'What does a.py do?', workspace: folder, cacheability: 'exact' };
    await room.put(what);
    expect(room.cache.list(1)).toMatchObject([{ tiedTo: [join(folder, 'a.py')], workspace: folder }]);
    expect(await recall(room, what)).toMatchObject({ kind: 'hit' });
    writeFileSync(join(folder, 'a.py'), 'a = 2');
    expect(await recall(room, what)).toMatchObject({ kind: 'miss', reason: 'stale' });
  });

  it('is not kept where it cannot be told how the workspace is, and the prompt passes', async () => {
    const repository = makeRepository();
    const room = openRoom({ env: { PATH: repository.root } });
    await room.put({ text, workspace: repository.root });
    expect(room.cache.info().entries).toBe(0);
    expect(await room.recall({ text, workspace: repository.root })).toMatchObject({ reason: 'first-time' });
  });

  it('that is under way is not joined by whoever asks after a change', async () => {
    const repository = makeRepository();
    const room = openRoom();
    const what = { text, workspace: repository.root };
    const first = await room.recall(what);
    // The state it began with is known by now.
    await expect.poll(async () => (await room.recall(what)).kind, { timeout: 20_000 }).toBe('flight');
    repository.commit();
    expect(await room.recall(what)).toMatchObject({ kind: 'miss' });
    if (first.kind === 'miss') first.leave.failed();
  });

  it('has no part in an agent’s turn, which is not kept anyway', async () => {
    const repository = makeRepository();
    const room = openRoom();
    await room.put({ text, workspace: repository.root, cacheability: 'retry' });
    expect(room.cache.info().entries).toBe(0);
  });
});

describe('a scope is cleared', () => {
  const workspaces = ['/a', '/b'];
  const fill = async (room: TestRoom) => {
    for (const workspace of workspaces)
      for (const namespace of ['', 'n']) await room.put({ text, workspace, namespace });
  };
  const left = (room: TestRoom) => room.cache.list(9).map(({ workspace, namespace }) => workspace + namespace);

  it('by workspace, by namespace, by both, or everything', async () => {
    const room = openRoom();
    await fill(room);
    expect(room.cache.clear({ workspace: '/a', namespace: 'n' })).toBe(1);
    expect(left(room)).toEqual(['/bn', '/b', '/a']);
    expect(room.cache.clear({ namespace: 'n' })).toBe(1);
    expect(room.cache.clear({ workspace: '/a' })).toBe(1);
    expect(left(room)).toEqual(['/b']);
    expect(room.cache.clear({})).toBe(1);
  });

  it('by a request that asks for it, before it is answered', async () => {
    const room = openRoom();
    await fill(room);
    await room.put({ text: 'other', workspace: '/a', invalidate: 'workspace' });
    expect(left(room)).toEqual(['/a', '/bn', '/b']);
    await room.put({ text: 'other', workspace: '/b', namespace: 'n', invalidate: 'namespace', cache: 'off' });
    expect(left(room)).toEqual(['/a', '/b']);
  });

  it('also where only the folder is known that an entry is tied to', async () => {
    const repository = makeRepository();
    const room = openRoom();
    const what: Ask = { text, system: `Working directory: ${repository.root}` };
    await room.put(what);
    await room.cache.settled();
    expect(room.cache.list(1)).toMatchObject([{ workspace: '', tiedTo: [repository.root] }]);
    expect(room.cache.clear({ workspace: repository.root })).toBe(1);
  });
});

it('whatever is done to a workspace in whatever order, nothing is served that was made of another state', async () => {
  const step = fc.constantFrom('ask', 'ask again', 'edit a', 'edit b', 'commit', 'branch', 'wait');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async steps => {
      const repository = makeRepository();
      const room = openRoom();
      let state = 0;
      const change = (work: () => void) => {
        work();
        state += 1;
        pass(room);
      };
      for (const [i, now] of steps.entries()) {
        if (now === 'edit a') change(() => repository.write('src/a.ts', `a${i}`));
        else if (now === 'edit b') change(() => repository.write('src/b.ts', `b${i}`));
        else if (now === 'commit') change(() => repository.commit());
        else if (now === 'branch') change(() => repository.git('checkout', '-q', '-b', `b${i}`));
        else if (now === 'wait') pass(room);
        else {
          const what = { text: now === 'ask' ? text : `${text} please`, workspace: repository.root };
          const recalled = await recall(room, what);
          if (recalled.kind === 'hit') expect(replyOf(recalled)).toBe(`state ${state}`);
          if (recalled.kind === 'miss') recalled.leave.landed(answer(`state ${state}`), finding(), true);
          await room.cache.settled();
        }
      }
    }),
    { numRuns: 12 },
  );
});

import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { promptKey, type JudgedRequest } from '../../../src/proxy/past.js';
import type { Recall } from '../../../src/proxy/rooms/recall.js';
import { answer, ask, finding, type Ask } from '../support/prompts.js';
import { openRoom, replyOf, type TestRoom } from '../support/room.js';
import { bundleWorker } from '../support/worker.js';

/** Asks as a caller would, lets a model answer where nothing is kept, and gives what the ledger would know of it. */
async function send(room: TestRoom, what: Ask, reply?: string): Promise<{ recall: Recall; request: JudgedRequest }> {
  const id = randomUUID();
  const recall = await room.put({ ...what, id }, reply);
  const { fingerprint } = ask(what);
  const entryId = recall.kind === 'flight' ? recall.flight.entryId : (recall.entryId ?? null);
  const request = {
    id,
    client: 'test',
    modelRequested: 'gpt-test',
    workspace: what.workspace ?? '',
    entryId,
    promptKey: promptKey(fingerprint),
    contentClass: 'knowledge' as const,
    contentKey: (recall.kind === 'flight' ? recall.flight : recall).contentKey() ?? null,
  };
  return { recall, request };
}

const plain = 'How do I reverse a list in Go?';
const polite = 'Please tell me how to reverse a list in Go';
const curt = 'how to reverse a list in Go';

describe('an answer that the user found wrong', () => {
  it('goes, and a model answers the next time the same is asked', async () => {
    const room = openRoom();
    await send(room, { text: plain }, 'wrong');
    const { recall, request } = await send(room, { text: plain });
    expect(recall).toMatchObject({ outcome: 'hit-exact' });
    expect(room.cache.wrong(request)).toEqual({ removed: 1, denied: false });
    expect(await room.put({ text: plain }, 'right')).toMatchObject({ kind: 'miss', reason: 'wrong-answer' });
    expect(replyOf(await room.recall({ text: plain }))).toBe('right');
  });

  it('is not replaced by what another wording got', async () => {
    const room = openRoom({ cache: { gate: false } });
    await send(room, { text: polite }, 'of the other wording');
    const { request } = await send(room, { text: plain }, 'wrong');
    room.settings = { ...room.settings, cache: { ...room.settings.cache, gate: true } };
    room.cache.wrong(request);
    expect(await room.recall({ text: plain })).toMatchObject({ kind: 'miss', reason: 'wrong-answer' });
  });

  it('is never served to that wording again, also when it was made anew, while its own wording gets it', async () => {
    const room = openRoom();
    await send(room, { text: plain }, 'about lists');
    const { recall, request } = await send(room, { text: polite });
    expect(recall).toMatchObject({ outcome: 'hit-gate' });
    expect(room.cache.wrong(request)).toEqual({ removed: 1, denied: true });
    await room.put({ text: plain }, 'about lists, again');
    expect(await room.put({ text: polite }, 'politely')).toMatchObject({ kind: 'miss', reason: 'wrong-answer' });
    room.cache.remove(room.cache.list(1)[0]?.id ?? '');
    expect(await room.recall({ text: polite })).toMatchObject({ kind: 'miss', reason: 'denied' });
    expect(replyOf(await room.recall({ text: plain }))).toBe('about lists, again');
    expect(await room.recall({ text: curt })).toMatchObject({ kind: 'miss', reason: 'denied' });
  });

  it('stays refused after a restart and after the cache was cleared, and the pair is kept to learn from until then', async () => {
    const room = openRoom();
    await send(room, { text: plain });
    const { request } = await send(room, { text: polite });
    await room.reopen();
    expect(room.cache.wrong(request)).toEqual({ removed: 1, denied: true });
    await room.reopen();
    expect(room.cache.verdicts(5)).toMatchObject([{ same: false, tier: 'gate', asked: polite, kept: plain }]);
    expect(room.cache.refusals()).toMatchObject([{ id: request.id, said: 'wrong-answer', client: 'test' }]);
    room.cache.clear();
    expect(room.cache.verdicts(5)).toEqual([]);
    await room.put({ text: plain });
    await room.put({ text: polite, cache: 'refresh' });
    expect(await room.recall({ text: curt })).toMatchObject({ kind: 'miss', reason: 'denied' });
  });

  it('can be taken back', async () => {
    const room = openRoom();
    await send(room, { text: plain });
    const { request } = await send(room, { text: polite });
    room.cache.wrong(request);
    expect(room.cache.allow(request.id)).toBe(true);
    expect(room.cache.allow(request.id)).toBe(false);
    await room.put({ text: plain });
    expect(await room.recall({ text: curt })).toMatchObject({ outcome: 'hit-gate' });
  });

  it('is not served as a near wording either', async () => {
    const worker = await bundleWorker();
    onTestFinished(() => worker.remove());
    const room = openRoom({
      cache: { gate: false, semantic: true, similarity: 0.5, budgetMs: 1_000 },
      workerUrl: worker.url,
    });
    await send(room, { text: plain });
    room.cache.warm();
    await room.cache.settled();
    const { recall, request } = await send(room, { text: polite });
    expect(recall).toMatchObject({ outcome: 'hit-semantic' });
    expect(room.cache.wrong(request)).toEqual({ removed: 1, denied: true });
    await send(room, { text: plain });
    await room.cache.settled();
    expect(await room.recall({ text: curt })).toMatchObject({ kind: 'miss', reason: 'denied' });
  });

  it('is refused in its own scope only', async () => {
    const room = openRoom();
    const other = { system: 'You are a pirate.' };
    await send(room, { text: plain });
    const { request } = await send(room, { text: polite });
    room.cache.wrong(request);
    await room.put({ text: plain, ...other });
    expect(await room.recall({ text: polite, ...other })).toMatchObject({ outcome: 'hit-gate' });
  });
});

describe('a request that shall never be cached', () => {
  it.each<[what: string, Ask]>([
    ['itself', { text: plain }],
    ['the same in another wrapping', { text: polite }],
    ['itself, asked anew on purpose', { text: plain, cache: 'refresh' }],
  ])('leaves nothing behind from then on (%s)', async (_what, again) => {
    const room = openRoom();
    const { request } = await send(room, { text: plain });
    expect(room.cache.never(request)).toEqual({ removed: 1 });
    expect(await room.put(again)).toMatchObject({ kind: 'miss', outcome: 'bypass', reason: 'never-cache' });
    expect(room.cache.list(9)).toEqual([]);
    await room.reopen();
    expect(await room.put(again)).toMatchObject({ reason: 'never-cache' });
    expect(room.cache.allow(request.id)).toBe(true);
    expect(await room.put(again)).not.toMatchObject({ reason: 'never-cache' });
    expect(await room.recall({ text: plain })).toMatchObject({ kind: 'hit' });
  });

  it.each<[what: string, Ask]>([
    ['another question', { text: 'How do I sort a list in Go?' }],
    ['the same question in another scope', { text: plain, workspace: '/other' }],
    ['the same question to another model', { text: plain, model: 'other' }],
  ])('says nothing about %s', async (_what, other) => {
    const room = openRoom();
    const { request } = await send(room, { text: plain });
    room.cache.never(request);
    await room.put(other);
    expect(await room.recall(other)).toMatchObject({ kind: 'hit' });
  });

  it('is not kept when its answer was under way while that was said', async () => {
    const room = openRoom();
    const { request } = await send(room, { text: plain });
    const late = await room.recall({ text: curt, cache: 'refresh' });
    room.cache.never(request);
    if (late.kind === 'miss') late.leave.landed(answer('late'), finding(), true);
    expect(room.cache.list(9)).toEqual([]);
  });

  it('takes what other wordings of it had got along', async () => {
    const room = openRoom();
    await send(room, { text: plain });
    const { request } = await send(room, { text: polite });
    expect(room.cache.never(request)).toEqual({ removed: 1 });
    expect(await room.recall({ text: plain })).toMatchObject({ reason: 'never-cache' });
  });

  it('covers whole repeats only where nothing else may be served', async () => {
    const room = openRoom();
    const { request } = await send(room, { text: plain, cacheability: 'exact' });
    room.cache.never(request);
    expect(await room.put({ text: plain, cacheability: 'exact' })).toMatchObject({ reason: 'never-cache' });
    await room.put({ text: polite });
    expect(await room.recall({ text: curt })).toMatchObject({ outcome: 'hit-gate' });
  });
});

describe('texts', () => {
  it('leave the disk with the cache, and an entry takes its pairs along', async () => {
    const room = openRoom();
    await send(room, { text: plain });
    const { request } = await send(room, { text: polite });
    await room.cache.settled();
    room.cache.remove(request.entryId ?? '');
    expect(room.cache.wrong(request)).toEqual({ removed: 0, denied: false });
    await send(room, { text: plain, cache: 'refresh' });
    room.cache.wrong((await send(room, { text: polite })).request);
    room.cache.clear();
    await room.reopen();
    const bytes = readdirSync(room.folder).map(name => readFileSync(join(room.folder, name)).toString('latin1'));
    expect(bytes.join('')).not.toContain('reverse a list');
  });
});

/* ---------------------------------------------------------------- any order of things */

const wordings = [
  [plain, polite, curt],
  ['What is a monad?', 'what is a monad', 'Can you explain what a monad is?'],
] as const;

type Step =
  | { readonly kind: 'ask'; readonly topic: number; readonly wording: number }
  | { readonly kind: 'wrong' | 'never' | 'allow'; readonly back: number }
  | { readonly kind: 'reopen' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), topic: fc.nat(1), wording: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('wrong' as const, 'never' as const, 'allow' as const),
      back: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

it('whatever happens in which order, what was refused is not served and what was allowed is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async steps => {
      const room = openRoom();
      const past: {
        readonly topic: number;
        readonly text: string;
        readonly recall: Recall;
        readonly request: JudgedRequest;
      }[] = [];
      const said = new Map<
        string,
        { readonly kind: 'wrong' | 'never'; readonly topic: number; readonly loose: boolean }
      >();
      for (const now of steps) {
        if (now.kind === 'reopen') await room.reopen();
        else if (now.kind === 'ask') {
          const text = wordings[now.topic]?.[now.wording] ?? '';
          const { recall, request } = await send(room, { text });
          const mine = [...said.values()].filter(({ topic }) => topic === now.topic);
          if (mine.some(({ kind }) => kind === 'never')) expect(recall).toMatchObject({ reason: 'never-cache' });
          else if (mine.some(({ kind, loose }) => kind === 'wrong' && loose)) {
            expect(recall).not.toMatchObject({ outcome: 'hit-gate' });
          }
          past.push({ topic: now.topic, text, recall, request });
        } else {
          const meant = past.at(-1 - now.back);
          if (meant === undefined) continue;
          if (now.kind === 'allow') {
            room.cache.allow(meant.request.id);
            said.delete(meant.request.id);
          } else {
            const { topic, recall, request } = meant;
            const loose = recall.kind === 'hit' && recall.outcome === 'hit-gate';
            // A later word on the same subject takes the place of an earlier one.
            for (const [id, before] of said) if (before.topic === topic && before.kind === now.kind) said.delete(id);
            said.set(request.id, { kind: now.kind, topic, loose });
            if (now.kind === 'wrong') room.cache.wrong(request);
            else room.cache.never(request);
            expect(room.cache.has(request.entryId ?? '')).toBe(false);
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

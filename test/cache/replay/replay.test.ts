import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { pairName } from '../../../src/proxy/cache/feedback/pair.js';
import { replay, type ReplayRow, type ReplayRules } from '../../../src/proxy/cache/replay/replay.js';
import { openSemanticIndex } from '../../../src/proxy/cache/semantic-index.js';
import { openTestDriver } from '../support/driver.js';
import { openRoom } from '../support/room.js';
import { bundleWorker, corpusFile, starterDir } from '../support/worker.js';

let worker: Awaited<ReturnType<typeof bundleWorker>>;
beforeAll(async () => {
  worker = await bundleWorker();
});
afterAll(() => worker.remove());

const thresholds = (...similarities: readonly number[]) =>
  similarities.map(similarity => ({ similarity, errorBound: 0.01 }));

/** Developer questions, many of them the same in other words, in an order that mixes them. */
const questions = (() => {
  const lines = readFileSync(new URL('../../../models/corpus/dev.jsonl', import.meta.url), 'utf8').split('\n', 260);
  const texts = lines.flatMap(line => {
    const { a, b } = JSON.parse(line) as { readonly a: string; readonly b: string };
    return [a, b];
  });
  const distinct = [...new Set(texts)];
  return distinct.map((_text, at) => distinct[(at * 37) % distinct.length] ?? '').slice(0, 110);
})();
const stepMs = 1_000;
/** Short enough that some answers are too old by the time their question comes again in other words. */
const looseTtlS = 90;

describe('the past played through again', () => {
  test.each([
    { similarity: 0.93, gate: false },
    { similarity: 0.8, gate: true },
    { similarity: 0.5, gate: true },
  ])('serves exactly what the cache would have served at $similarity, gate $gate', async ({ similarity, gate }) => {
    const recorded = openRoom({ cache: { gate: false, looseTtlS }, workerUrl: worker.url });
    for (const text of questions) {
      recorded.nowMs += stepMs;
      await recorded.put({ text });
    }
    recorded.settings = { ...recorded.settings, cache: { ...recorded.settings.cache, gate } };
    const played = await recorded.cache.replay(thresholds(0.99, similarity, 0.6));
    const foretold = played.served[1]?.hits.map(({ asked, kept, tier }) => ({ asked, kept, tier }));

    const live = openRoom({
      cache: { gate, semantic: true, similarity, looseTtlS, budgetMs: 1_000 },
      workerUrl: worker.url,
    });
    live.cache.warm();
    await live.cache.settled();
    const textOf = new Map<string, string>();
    const served: object[] = [];
    for (const text of questions) {
      live.nowMs += stepMs;
      const recalled = await live.put({ text });
      if (recalled.kind === 'miss') textOf.set(recalled.entryId ?? '', text);
      if (recalled.kind === 'hit') {
        served.push({ asked: text, kept: textOf.get(recalled.entryId ?? ''), tier: recalled.outcome.slice(4) });
      }
      await live.cache.settled();
    }
    expect(served.length).toBeGreaterThan(0);
    expect(foretold).toEqual(served);
    expect(played).toMatchObject({
      entries: questions.length,
      sinceMs: recorded.nowMs - stepMs * (questions.length - 1),
    });
  });

  it('is worked out once, until something changes', async () => {
    const room = openRoom({ cache: { gate: false }, workerUrl: worker.url });
    for (const text of questions.slice(0, 10)) await room.put({ text });
    const first = room.cache.replay(thresholds(0.8));
    expect(room.cache.replay(thresholds(0.8))).toBe(first);
    expect(room.cache.replay(thresholds(0.9))).not.toBe(first);
    await first;
    await room.put({ text: 'something else entirely' });
    expect((await room.cache.replay(thresholds(0.8))).entries).toBe(11);
    room.cache.clear();
    expect(await room.cache.replay(thresholds(0.8))).toEqual({
      entries: 0,
      sinceMs: undefined,
      served: [{ similarity: 0.8, errorBound: 0.01, hits: [] }],
    });
  });

  it('says why where the model cannot run, and serves on', async () => {
    const room = openRoom();
    await room.put({ text: 'What is a monad?' });
    await expect(room.cache.replay(thresholds(0.8))).rejects.toThrow(/Semantic hits are off/);
    expect(await room.recall({ text: 'What is a monad?' })).toMatchObject({ kind: 'hit' });
    expect(room.cache.info()).toMatchObject({ semantic: 'off', trouble: undefined });
  });
});

it('needs the model only as long as somebody looks, and it comes back for a prompt', async () => {
  const room = openRoom();
  await room.put({ text: plain });
  await room.cache.settled();
  const driver = openTestDriver(join(room.folder, 'cache.db'));
  const index = openSemanticIndex({
    driver,
    file: join(room.folder, 'cache.db'),
    model: { id: 'starter', folder: starterDir, builtIn: true },
    verifierDir: starterDir,
    corpusFile,
    wantedModel: () => undefined,
    workerUrl: worker.url,
    indexDir: join(room.folder, 'index'),
  });
  const rules = {
    thresholds: thresholds(0.8),
    gate: false,
    looseTtlMs: 1e9,
    candidates: 5,
    refusedPairs: [],
  };
  expect(index.state()).toBe('idle');
  expect(await index.replay([], rules)).toEqual([[]]);
  expect(index.state()).toBe('ready');
  index.rest();
  expect(index.state()).toBe('idle');
  expect(await index.find('b', plain, 5, 1_000)).toEqual({ kind: 'loading' });
  await index.settled();
  expect(await index.find('b', plain, 5, 1_000)).toEqual({ kind: 'found', near: [] });
  index.rest();
  await index.close();
  driver.close();
});

/* ---------------------------------------------------------------- rules, one by one */

const plain = 'How do I reverse a list in Go?';
const polite = 'Please tell me how to reverse a list in Go';
const other = 'How do I sort a list in Go?';
const rephrased = 'turn a Go list back to front';

function row(label: number, text: string, more: Partial<ReplayRow> = {}): ReplayRow {
  return {
    label,
    bucket: 'b',
    text,
    gate: undefined,
    similarity: undefined,
    raise: 0,
    createdMs: label * 1_000,
    expiresMs: 1e9,
    ...more,
  };
}
async function play(rows: readonly ReplayRow[], rules: Partial<ReplayRules>, cosine = 0.9) {
  // Two directions: the first text's, and one at the given angle to it for all others.
  const first = Float32Array.of(1, 0);
  const near = Float32Array.of(cosine, Math.sqrt(1 - cosine * cosine));
  const usual = { thresholds: thresholds(0.8), gate: true, looseTtlMs: 1e9, candidates: 5, refusedPairs: [] };
  let turns = 0;
  const hits = await replay(
    rows,
    {
      vectorOf: ({ label }) => (label === 1 ? first : near),
      similarityOf: cosine => cosine,
      // Sure of this one wording, under a bound of two in a hundred.
      weigh: text => ({ veto: undefined, logOdds: 3, bound: text === rephrased ? 0.02 : undefined }),
      nextTurn: () => {
        turns += 1;
        return Promise.resolve();
      },
    },
    { ...usual, ...rules },
  );
  return { hits, turns };
}

test.each<[what: string, rows: readonly ReplayRow[], rules: Partial<ReplayRules>, hits: number]>([
  ['a near wording is served', [row(1, plain), row(2, polite)], {}, 1],
  ['a wording that is not near enough is not', [row(1, plain), row(2, polite)], { thresholds: thresholds(0.95) }, 0],
  ['a class keeps its own similarity', [row(1, plain), row(2, polite, { similarity: 0.95 })], {}, 0],
  [
    'a wording that only the verifier knows is, within its bound',
    [row(1, plain), row(2, rephrased)],
    { thresholds: [{ similarity: 0.8, errorBound: 0.02 }] },
    1,
  ],
  ['and is not under a stricter bound', [row(1, plain), row(2, rephrased)], {}, 0],
  ['where somebody complained more likeness is demanded', [row(1, plain), row(2, polite, { raise: 0.12 })], {}, 0],
  [
    'and more sureness',
    [row(1, plain), row(2, rephrased, { raise: 0.03 })],
    { thresholds: [{ similarity: 0.8, errorBound: 0.03 }] },
    0,
  ],
  ['another question is not, however near', [row(1, plain), row(2, other)], {}, 0],
  ['a wording in another bucket is not', [row(1, plain), row(2, polite, { bucket: 'c' })], {}, 0],
  ['an answer that is too old for other words is not', [row(1, plain), row(2, polite)], { looseTtlMs: 500 }, 0],
  ['an answer that was over is not', [row(1, plain, { expiresMs: 1_500 }), row(2, polite)], {}, 0],
  ['a refused pair is not', [row(1, plain), row(2, polite)], { refusedPairs: [pairName('b', polite, plain)] }, 0],
  [
    'the same content is served by the gate',
    [row(1, plain, { gate: 'g' }), row(2, polite, { gate: 'g' })],
    { thresholds: thresholds(1) },
    1,
  ],
  [
    'the same content is not where the gate is off',
    [row(1, plain, { gate: 'g' }), row(2, polite, { gate: 'g' })],
    { thresholds: thresholds(1), gate: false },
    0,
  ],
  [
    'what was served is not there for the next',
    [row(1, plain, { gate: 'g' }), row(2, polite, { gate: 'g' }), row(3, polite, { gate: 'g' })],
    { thresholds: thresholds(1), looseTtlMs: 1_500 },
    1,
  ],
  [
    'what was near and served is not there for the next',
    [row(1, plain), row(2, polite), row(3, polite)],
    { gate: false, looseTtlMs: 1_500 },
    1,
  ],
  [
    'what lies behind five nearer ones is not looked at',
    [row(1, plain), ...[2, 3, 4, 5, 6].map(label => row(label, `${other} ${String(label)}`)), row(7, polite)],
    { gate: false },
    0,
  ],
  [
    'what lies behind four is',
    [row(1, plain), ...[2, 3, 4, 5].map(label => row(label, `${other} ${String(label)}`)), row(7, polite)],
    { gate: false },
    1,
  ],
])('%s', async (_what, rows, rules, hits) => {
  expect((await play(rows, rules)).hits[0]).toHaveLength(hits);
});

test('every threshold has its own bound, and a hit says on what it was accepted', async () => {
  const rows = [row(1, plain), row(2, polite), row(3, rephrased)];
  const bounds = [0, 0.01, 0.02].map(errorBound => ({ similarity: 0.8, errorBound }));
  const { hits } = await play(rows, { thresholds: bounds, gate: false });
  expect(hits.map(each => each.map(({ label, bound }) => [label, bound]))).toEqual([
    [[2, 0]],
    [[2, 0]],
    [
      [2, 0],
      [3, 0.02],
    ],
  ]);
});

test('a long past gives others their turn', async () => {
  const rows = Array.from({ length: 600 }, (_unused, n) => row(n + 1, `question ${String(n)}`));
  const { turns } = await play(rows, {}, 0.1);
  expect(turns).toBeGreaterThan(10);
});

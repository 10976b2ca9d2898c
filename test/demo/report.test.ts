import { describe, expect, test } from 'vitest';
import { expectedMark, markIn } from '../../src/proxy/demo/mark.js';
import { buildReport, type Findings } from '../../src/proxy/demo/report.js';
import type { Answered } from '../../src/proxy/demo/send.js';
import { demoTable } from '../../src/proxy/demo/table.js';
import { makeProgress } from '../../src/proxy/demo/progress.js';
import { demoDay } from '../../src/proxy/demo/workload/day.js';
import type { DemoRequest } from '../../src/proxy/demo/workload/types.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import type { Stats } from '../../src/protocol/stats.js';

const all = demoDay().flat();
const first = all.find(request => request.kind === 'near-miss')!;
const other = all.find(request => request.topic === first.of)!;
const reworded = all.find(request => request.kind === 'reworded')!;

function answered(request: DemoRequest, change: Partial<Answered> = {}): Answered {
  const mark = expectedMark(request.body.messages);
  return { request, ok: true, tookMs: 1, mark, cache: 'miss', requestId: request.id, ...change };
}

function row(id: string, change: Partial<LedgerRow>): LedgerRow {
  return {
    ...{
      id,
      atMs: 0,
      dialect: 'openai-chat',
      client: 'ask',
      feature: null,
      userTier: null,
      workspace: '',
      session: '',
    },
    ...{ role: 'main', streamed: false, modelRequested: 'gpt-5', providerRequested: 'demo', modelServed: 'gpt-5' },
    ...{ providerServed: 'demo', tier: null, cache: 'miss', reason: 'gain-high', score: null, similarity: null },
    ...{
      cacheReason: null,
      entryId: null,
      promptKey: null,
      contentKey: null,
      contentClass: null,
      keptS: null,
      verdict: null,
    },
    ...{ wouldModel: null, inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0 },
    ...{ reasoningTokens: 0, cost: 0, baseline: 0, saved: 0, savedBy: null, wouldSave: null, estimated: false },
    ...{ latencyMs: 1, firstByteMs: 1, status: 200, outcome: 'ok', demo: true },
    ...{ attempts: 1, escalated: false, confidence: null, triedModel: null, triedProvider: null, triedCost: null },
    ...change,
  };
}

const stats = { spentUsd: 0.4, baselineUsd: 1, savedUsd: 0.6, savedBy: { cache: 0.2, routing: 0.4 } } as Stats;
const report = (parts: Partial<Findings>) => buildReport({ answered: [], addedMs: [], stats, rows: [], ...parts });

describe('wrong answers', () => {
  test('none are counted when every answer belongs to its question', () => {
    expect(report({ answered: all.map(request => answered(request)) })).toMatchObject({ wrongHits: 0, failed: 0 });
  });

  test('an answer that belongs to a near miss is one', () => {
    const swapped = answered(first, { cache: 'hit-semantic', mark: expectedMark(other.body.messages) });
    expect(report({ answered: [answered(other), swapped] })).toMatchObject({
      wrongHits: 1,
      hits: { exact: 0, gate: 0, semantic: 1, coalesced: 0 },
      served: { 'near-miss': { of: 1, hits: 1 } },
    });
  });

  test('an answer to the same question in other words is none', () => {
    const question = all.find(request => request.topic === reworded.of)!;
    const served = answered(reworded, { cache: 'hit-gate', mark: expectedMark(question.body.messages) });
    expect(report({ answered: [answered(question), served] })).toMatchObject({
      wrongHits: 0,
      served: { reworded: { of: 1, hits: 1 } },
    });
  });

  test.each([undefined, '000000000000'])('an answer with the mark %s is one', mark => {
    expect(report({ answered: [answered(first, { mark })] }).wrongHits).toBe(1);
  });

  test('a request without an answer failed, and is no wrong answer', () => {
    expect(report({ answered: [answered(first, { ok: false, mark: undefined })] })).toMatchObject({
      wrongHits: 0,
      failed: 1,
    });
  });
});

test.each([
  ['Demo answer 0123456789ab: no model was asked.', undefined, '0123456789ab'],
  ['Help with a change (demo 0123456789ab)', 'fp_demo_ffffffffffff', '0123456789ab'],
  ['{"intent":"bug"}', 'fp_demo_0123456789ab', '0123456789ab'],
  ['An answer of somebody else', 'fp_12345', undefined],
])('the mark in %j beside %s is %s', (text, fingerprint, mark) => expect(markIn(text, fingerprint)).toBe(mark));

test('routes are counted by the tier decided on, and only where a provider answered', () => {
  const rows = [
    row('a', { modelServed: 'gpt-5-nano', tier: 'cheap' }),
    row('b', { modelServed: 'gpt-5-mini', tier: 'standard', cache: 'bypass' }),
    row('c', { tier: 'strong', score: 0.8 }),
    row('e', { tier: 'strong', reason: 'tool-loop' }),
    row('f', { modelRequested: 'gpt-4o', modelServed: 'gpt-4o', score: 0.9 }),
    row('d', { modelServed: 'gpt-5-nano', tier: 'cheap', cache: 'hit-exact' }),
  ];
  expect(report({ rows }).routed).toEqual({ cheap: 1, standard: 1, strong: 1, asRequested: 2 });
});

test('reasons come commonest first, with what they saved together', () => {
  const rows = [
    row('a', { reason: 'gain-low', saved: 1_000 }),
    row('b', { reason: 'hit-exact', saved: 5 }),
    row('c', { reason: 'gain-low', saved: 500 }),
    row('d', { reason: 'gain-low', saved: null }),
  ];
  expect(report({ rows }).reasons).toEqual([
    { reason: 'gain-low', requests: 3, savedUsd: 0.0015 },
    { reason: 'hit-exact', requests: 1, savedUsd: 0.000005 },
  ]);
});

test('added latency is by nearest rank, and unknown when nothing was measured', () => {
  expect(report({ addedMs: [3, 1, 2, -1] }).addedLatencyMs).toEqual({ p50: 1, p99: 3 });
  expect(report({}).addedLatencyMs).toEqual({ p50: null, p99: null });
});

describe('the table', () => {
  const table = demoTable(
    report({
      answered: all.map(request => answered(request, { cache: request.kind === 'reworded' ? 'hit-gate' : 'miss' })),
      rows: all.map(request =>
        row(request.id, { reason: 'a-reason-that-is-not-known-to-anyone-'.repeat(3), saved: 9 }),
      ),
      addedMs: [0.25],
    }),
  );

  test('is at most 80 columns wide', () => {
    for (const line of table.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('says what it cost with and without, what was saved and that it is a demo', () => {
    expect(table).toMatch(/Cost without Tuppence +\$1\.00\n/);
    expect(table).toMatch(/Cost with Tuppence +\$0\.400\n/);
    expect(table).toMatch(/Saved +\$0\.600 +60\.0 %\n/);
    expect(table).toMatch(/Wrong answers from the cache +0 /);
    expect(table).toMatch(/simulated/);
  });

  test('shows up to three examples, each with its reason', () => {
    const examples = table.slice(table.indexOf('For example')).match(/->.*->.*saved/g) ?? [];
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.length).toBeLessThanOrEqual(3);
  });
});

describe('progress', () => {
  const written = (isTTY: boolean) => {
    const texts: string[] = [];
    const tell = makeProgress({ isTTY, write: text => texts.push(text) });
    for (let done = 1; done <= 40; done += 1) tell(done, 40);
    return texts;
  };

  test('is written over on a terminal and ends its line', () => {
    const texts = written(true);
    expect(texts.length).toBe(40);
    expect(texts.every(text => text.startsWith('\r'))).toBe(true);
    expect(texts.filter(text => text.endsWith('\n')).length).toBe(1);
  });

  test('is a line for each quarter elsewhere', () => {
    expect(written(false)).toEqual([10, 20, 30, 40].map(done => `Prompt ${done} of 40 went through the proxy\n`));
  });
});

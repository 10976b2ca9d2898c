import { climb } from '../../src/protocol/ladder.js';
import type { RoutingStory } from '../../src/protocol/learning.js';
import type { Identity } from '../../src/protocol/api.js';
import type { ProxyFacts, RecentRequest, Snapshot } from '../../src/protocol/snapshot.js';
import type { Stats } from '../../src/protocol/stats.js';

/** A moment in the middle of a day, wherever the test runs. */
export const noonMs = new Date(2026, 10, 26, 12).getTime();

/** A quiet day with nothing spent; the parts that a test is about are given. */
export function sampleSnapshot(
  given: {
    readonly today?: Partial<Stats>;
    readonly proxy?: Partial<ProxyFacts>;
    readonly budget?: Snapshot['budget'];
    readonly recent?: readonly RecentRequest[];
  } = {},
): Snapshot {
  const sum = { requests: 0, spentUsd: 0, baselineUsd: 0, savedUsd: 0, wouldSaveUsd: 0, unpriced: 0 };
  const stats: Stats = {
    ...sum,
    sinceMs: noonMs - 43_200_000,
    untilMs: noonMs,
    besides: { tokenCounts: 0, embeddings: 0, shadowSamples: 0 },
    errors: 0,
    hits: { exact: 0, gate: 0, semantic: 0, coalesced: 0 },
    misses: 0,
    bypassed: 0,
    hitRate: null,
    savedBy: { cache: 0, routing: 0 },
    estimated: 0,
    escalations: { tried: 0, escalated: 0 },
    tokens: { input: 0, cachedInput: 0, cacheWrite: 0, output: 0 },
    latencyMs: { p50: null, p99: null },
    firstByteMs: { p50: null, p99: null },
    byModel: [],
    byClient: [],
    byFeature: [],
    byRole: [],
    byTier: [],
    byReason: [],
    ...given.today,
  };
  const proxy: ProxyFacts = {
    version: '0.1.0',
    pid: 1,
    startedMs: noonMs,
    url: 'http://127.0.0.1:4711',
    port: 4711,
    demo: false,
    providers: ['openai'],
    mode: 'observe',
    pausedUntilMs: null,
    tiers: {},
    similarity: 0.8,
    semantic: 'off',
    cheapBelow: 0.35,
    strongFrom: 0.65,
    cacheEntries: 0,
    cacheBytes: 0,
    troubles: [],
    ...given.proxy,
  };
  return {
    atMs: noonMs,
    proxy,
    today: stats,
    week: { sinceMs: noonMs, ...sum },
    month: { sinceMs: noonMs, ...sum },
    series: { stepMs: 3_600_000, points: [] },
    recent: given.recent ?? [],
    budget: given.budget ?? { kind: 'none' },
  };
}

export function sampleRequest(given: Partial<RecentRequest> = {}): RecentRequest {
  return {
    id: 'r1',
    atMs: noonMs,
    client: 'codex',
    role: 'main',
    feature: null,
    modelRequested: 'gpt-4o',
    modelServed: 'gpt-4o',
    cache: 'miss',
    reason: 'gain-high',
    why: 'a hard question: stays on the strong model',
    costUsd: 0.0123,
    savedUsd: 0,
    estimated: false,
    latencyMs: 812.4,
    status: 200,
    outcome: 'ok',
    demo: false,
    entryId: null,
    ...given,
  };
}

export const sampleIdentity: Identity = {
  product: 'tuppence',
  version: '0.1.0',
  pid: 1,
  startedMs: noonMs,
  dataFolder: '/data',
  door: 'window',
  windows: 1,
};

/** A request that its score, raised by outcomes, sent to the strong model. */
export const sampleRouting: RoutingStory = {
  steps: climb('gain-high', true),
  score: {
    priorGain: 0.049,
    shift: 0.041,
    bucket: 'main short',
    counted: { failed: 3, held: 1.5 },
    near: { state: 'heard', outcomes: 8, failed: 6 },
    gain: 0.19,
    score: 0.692,
    cheapBelow: 0.35,
    strongFrom: 0.65,
    isLanding: false,
    wanted: 'openai:gpt-5',
    promptTokens: 1_842,
    expectedUsd: null,
    priceRatio: null,
  },
  labels: [{ kind: 'wrong-answer', words: 'you said that the answer was wrong', failed: true, trust: 1, atMs: 1_000 }],
};

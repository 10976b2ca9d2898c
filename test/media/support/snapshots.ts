import { sampleRouting } from '../../support/snapshot.js';
import type { Explanation } from '../../../src/protocol/api.js';
import type { ProxyFacts, RecentRequest, Series, Snapshot, SpanSum } from '../../../src/protocol/snapshot.js';
import type { Slice, Stats } from '../../../src/protocol/stats.js';

// A believable afternoon, and pieces to make other ones of. Money adds up as the ledger's does.

/** Thursday, 26 November 2026, 15:20 UTC. */
export const afternoonMs = Date.UTC(2026, 10, 26, 15, 20);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function statsOf(more: Partial<Stats> = {}): Stats {
  return {
    sinceMs: Date.UTC(2026, 10, 26),
    untilMs: afternoonMs,
    requests: 184,
    besides: { tokenCounts: 0, embeddings: 0, shadowSamples: 0 },
    errors: 2,
    hits: { exact: 31, gate: 9, semantic: 4, coalesced: 6 },
    misses: 118,
    bypassed: 16,
    hitRate: 50 / 168,
    spentUsd: 1.842_311,
    baselineUsd: 3.420_12,
    savedUsd: 1.577_809,
    savedBy: { cache: 1.021_4, routing: 0.556_409 },
    wouldSaveUsd: 0,
    unpriced: 0,
    estimated: 0,
    escalations: { tried: 0, escalated: 0 },
    tokens: { input: 412_000, cachedInput: 836_000, cacheWrite: 21_000, output: 96_400 },
    latencyMs: { p50: 1_840, p99: 21_300 },
    firstByteMs: { p50: 420, p99: 3_900 },
    byModel: [
      slice('gpt-5', 61, 1.204_31, 0.72),
      slice('claude-sonnet-4-5-20250929', 38, 0.471_2, 0.301),
      slice('gpt-5-mini', 52, 0.148_901, 0.41),
      slice('gpt-5-nano', 33, 0.017_9, 0.146_809),
    ],
    byClient: [
      slice('copilot', 96, 1.012_3, 0.9),
      slice('claude-code', 51, 0.720_2, 0.41),
      slice('unknown', 37, 0.109_811, 0.267_809),
    ],
    byFeature: [slice('', 170, 1.8, 1.5), slice('review', 14, 0.042_311, 0.077_809)],
    byRole: [
      slice('main', 128, 1.790_1, 1.31),
      slice('title', 21, 0.021_2, 0.12),
      slice('commit', 19, 0.020_1, 0.09),
      slice('classifier', 16, 0.010_911, 0.057_809),
    ],
    byTier: [
      slice('none', 66, 0.2, 1.02),
      slice('strong', 40, 1.1, 0),
      slice('standard', 45, 0.4, 0.3),
      slice('cheap', 33, 0.1, 0.2),
    ],
    byReason: [],
    ...more,
  };
}

export function slice(name: string, requests: number, spentUsd: number, savedUsd = 0, unpriced = 0): Slice {
  return { name, requests, spentUsd, savedUsd, unpriced };
}

export const quietStats: Stats = statsOf({
  requests: 0,
  errors: 0,
  hits: { exact: 0, gate: 0, semantic: 0, coalesced: 0 },
  misses: 0,
  bypassed: 0,
  hitRate: null,
  spentUsd: 0,
  baselineUsd: 0,
  savedUsd: 0,
  savedBy: { cache: 0, routing: 0 },
  tokens: { input: 0, cachedInput: 0, cacheWrite: 0, output: 0 },
  latencyMs: { p50: null, p99: null },
  firstByteMs: { p50: null, p99: null },
  byModel: [],
  byClient: [],
  byFeature: [],
  byRole: [],
  byTier: [],
});

export function factsOf(more: Partial<ProxyFacts> = {}): ProxyFacts {
  return {
    version: '0.1.0',
    pid: 4242,
    startedMs: afternoonMs - 6 * hourMs,
    url: 'http://127.0.0.1:4711',
    port: 4711,
    demo: false,
    providers: ['openai', 'anthropic'],
    mode: 'on',
    pausedUntilMs: null,
    tiers: { cheap: 'gpt-5-nano', standard: 'gpt-5-mini', strong: 'gpt-5' },
    similarity: 0.8,
    semantic: 'ready',
    cheapBelow: 0.35,
    strongFrom: 0.65,
    cacheEntries: 1_204,
    cacheBytes: 3_140_000,
    troubles: [],
    ...more,
  };
}

const wave = [0.1, 0, 0, 0, 0, 0, 0.02, 0.3, 0.9, 1, 0.6, 0.2, 0.7, 0.8, 0.4, 0.5];

export function seriesOf(steps: number, stepMs: number, topUsd: number): Series {
  const lastMs = Math.floor(afternoonMs / stepMs) * stepMs;
  return {
    stepMs,
    points: Array.from({ length: steps }, (_unused, n) => {
      const share = wave[n % wave.length] ?? 0;
      return {
        atMs: lastMs - (steps - 1 - n) * stepMs,
        requests: Math.round(share * 40),
        spentUsd: Number((share * topUsd).toFixed(6)),
        savedUsd: Number((share * topUsd * 0.4 * (1 + (n % 3))).toFixed(6)),
      };
    }),
  };
}

export const lastDay = seriesOf(24, hourMs, 0.31);
export const lastWeek = seriesOf(28, 6 * hourMs, 1.4);
export const lastMonth = seriesOf(30, dayMs, 4.2);

export function requestOf(n: number, more: Partial<RecentRequest> = {}): RecentRequest {
  return {
    id: `r${n}`,
    atMs: afternoonMs - n * 94_000,
    client: 'copilot',
    role: 'main',
    feature: null,
    modelRequested: 'gpt-5',
    modelServed: 'gpt-5',
    cache: 'miss',
    reason: 'gain-high',
    why: 'A hard question: stays on the strong model.',
    costUsd: 0.042_18,
    savedUsd: 0,
    estimated: false,
    latencyMs: 2_430,
    status: 200,
    outcome: 'ok',
    demo: false,
    entryId: `e${n}`,
    ...more,
  };
}

const hit = {
  cache: 'hit-exact',
  reason: 'hit-exact',
  why: 'Asked before, word for word.',
  costUsd: 0,
  latencyMs: 3,
} as const;
const nano = { modelServed: 'gpt-5-nano' } as const;
export const recent: readonly RecentRequest[] = [
  requestOf(1, { ...hit, savedUsd: 0.038_12 }),
  requestOf(2),
  requestOf(3, {
    ...nano,
    reason: 'gain-low',
    why: 'A short question: the cheap model will do.',
    costUsd: 0.000_212,
    savedUsd: 0.010_4,
    latencyMs: 612,
  }),
  requestOf(4, {
    client: 'claude-code',
    modelRequested: 'claude-sonnet-4-5-20250929',
    modelServed: 'claude-sonnet-4-5-20250929',
    reason: 'tool-loop',
    why: 'In the middle of an agent at work: the model stays.',
    costUsd: 0.118_3,
    entryId: null,
  }),
  requestOf(5, {
    ...nano,
    role: 'title',
    reason: 'role-title',
    why: 'Only a title for a conversation.',
    costUsd: 0.000_018,
    savedUsd: 0.001_2,
  }),
  requestOf(6, {
    modelRequested: 'llama-local',
    modelServed: 'llama-local',
    costUsd: null,
    savedUsd: null,
    reason: 'no-tiers',
    why: 'Went where it was sent: no models are mapped to tiers yet.',
  }),
  requestOf(7, {
    outcome: 'upstream-error',
    status: 429,
    costUsd: 0,
    entryId: null,
    reason: 'mode-off',
    why: 'Routing is off.',
  }),
  requestOf(8, {
    ...hit,
    cache: 'hit-gate',
    reason: 'hit-gate',
    why: 'Asked before, same words in another wrapping.',
    savedUsd: 0.021,
  }),
  requestOf(9, { estimated: true, outcome: 'aborted', costUsd: 0.011 }),
  requestOf(10, {
    modelServed: 'gpt-5-mini',
    reason: 'gain-mid',
    why: 'An ordinary question: the standard model will do.',
    costUsd: 0.004_21,
    savedUsd: 0.018,
  }),
];

export function sumOf(sinceMs: number, more: Partial<SpanSum> = {}): SpanSum {
  return {
    sinceMs,
    requests: 900,
    spentUsd: 9.12,
    baselineUsd: 16.8,
    savedUsd: 7.68,
    wouldSaveUsd: 0,
    unpriced: 0,
    ...more,
  };
}

export const quietSum = {
  requests: 0,
  spentUsd: 0,
  baselineUsd: 0,
  savedUsd: 0,
  wouldSaveUsd: 0,
  unpriced: 0,
} as const;

/** An ordinary afternoon on which all is well. */
export function snapshotOf(more: Partial<Snapshot> = {}): Snapshot {
  return {
    atMs: afternoonMs,
    proxy: factsOf(),
    today: statsOf(),
    week: sumOf(Date.UTC(2026, 10, 20)),
    month: sumOf(Date.UTC(2026, 10, 1), { requests: 4_100, spentUsd: 31.207_5, baselineUsd: 53.3, savedUsd: 22.09 }),
    series: lastDay,
    recent,
    budget: { kind: 'set', day: { limitUsd: 5, spentUsd: 1.842_311, level: 'ok' }, month: null },
    ...more,
  };
}

/** Nothing was ever asked. */
export function emptySnapshot(more: Partial<Snapshot> = {}): Snapshot {
  return snapshotOf({
    today: quietStats,
    week: sumOf(Date.UTC(2026, 10, 20), quietSum),
    month: sumOf(Date.UTC(2026, 10, 1), quietSum),
    series: seriesOf(24, hourMs, 0),
    recent: [],
    budget: { kind: 'none' },
    proxy: factsOf({ cacheEntries: 0, cacheBytes: 0, semantic: 'off' }),
    ...more,
  });
}

export function explanationOf(request: RecentRequest): Explanation {
  return {
    request,
    because: [
      'The question scored 0.21 of 1 for how much a stronger model would add; below 0.35 the cheap model answers.',
      'gpt-5-nano answered instead of gpt-5, which would have cost $0.010612.',
      'Nothing of this conversation was in the provider’s cache, so nothing was lost by moving.',
    ],
    receipt: [
      { label: 'Input', tokens: 1_842, usdPerMTok: 0.05, usd: 0.000_092 },
      { label: 'Input from the provider’s cache', tokens: 0, usdPerMTok: 0.005, usd: 0 },
      { label: 'Output', tokens: 300, usdPerMTok: 0.4, usd: 0.000_12 },
      { label: 'Paid', tokens: null, usdPerMTok: null, usd: 0.000_212 },
      { label: 'On gpt-5 instead', tokens: null, usdPerMTok: null, usd: 0.010_612 },
    ],
    routing: sampleRouting,
  };
}

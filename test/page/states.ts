import type { ToPage } from '../../src/protocol/panel.js';
import type { LinkState } from '../../src/protocol/control.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import {
  afternoonMs,
  emptySnapshot,
  factsOf,
  quietStats,
  recent,
  requestOf,
  slice,
  snapshotOf,
  statsOf,
  sumOf,
} from '../media/support/snapshots.js';

// Every state that the page has words for.

const serving: LinkState = {
  kind: 'serving',
  url: 'http://127.0.0.1:4711',
  identity: {
    product: 'tuppence',
    version: '0.1.0',
    pid: 4242,
    startedMs: afternoonMs,
    dataFolder: 'data',
    door: 'window',
    windows: 1,
  },
};

interface State {
  readonly link: LinkState;
  readonly hasKey: boolean;
  readonly snapshot: Snapshot | null;
}

const well = snapshotOf();

export const states: Readonly<Record<string, State>> = {
  on: { link: serving, hasKey: true, snapshot: well },
  starting: { link: { kind: 'starting' }, hasKey: true, snapshot: null },
  failed: {
    link: {
      kind: 'failed',
      message: 'The proxy left with code 1: the data folder cannot be written. Make it writable.',
    },
    hasKey: true,
    snapshot: well,
  },
  'port-taken': {
    link: { kind: 'port-taken', port: 4711, who: 'python3', nextPort: 4712 },
    hasKey: true,
    snapshot: null,
  },
  'first-run': { link: serving, hasKey: true, snapshot: emptySnapshot() },
  'no-key': {
    link: serving,
    hasKey: false,
    snapshot: emptySnapshot({ proxy: factsOf({ demo: true, providers: ['demo'], tiers: {}, mode: 'observe' }) }),
  },
  demo: {
    link: serving,
    hasKey: false,
    snapshot: snapshotOf({
      proxy: factsOf({ demo: true, providers: ['demo'] }),
      recent: recent.map(request => ({ ...request, demo: true })),
    }),
  },
  observe: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      proxy: factsOf({ mode: 'observe', semantic: 'off' }),
      today: statsOf({ wouldSaveUsd: 1.12, savedBy: { cache: 1.021_4, routing: 0 }, savedUsd: 1.021_4 }),
      budget: { kind: 'none' },
    }),
  },
  paused: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({ proxy: factsOf({ mode: 'off', pausedUntilMs: afternoonMs + 40 * 60_000 }) }),
  },
  off: { link: serving, hasKey: true, snapshot: snapshotOf({ proxy: factsOf({ mode: 'off' }) }) },
  unpriced: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({ today: statsOf({ unpriced: 12, estimated: 1 }) }),
  },
  'all-unpriced': {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      today: {
        ...quietStats,
        requests: 7,
        misses: 7,
        hitRate: 0,
        unpriced: 7,
        byModel: [slice('llama-local', 7, 0, 0, 7)],
      },
      week: sumOf(0, { requests: 7, unpriced: 7, spentUsd: 0, baselineUsd: 0, savedUsd: 0 }),
      recent: recent.map(request => ({ ...request, costUsd: null, savedUsd: null })),
    }),
  },
  troubles: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      proxy: factsOf({
        semantic: 'failed',
        troubles: [
          'The ledger cannot be written (disk full): 14 requests are kept in memory and are written when there is room.',
          'The index of rephrased questions was damaged and is being rebuilt.',
        ],
      }),
    }),
  },
  failing: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      recent: [1, 2, 3, 4].map(n =>
        requestOf(n, { outcome: 'upstream-error', status: 401, costUsd: 0, entryId: null }),
      ),
    }),
  },
  budget: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      budget: {
        kind: 'set',
        day: { limitUsd: 1.5, spentUsd: 1.842_311, level: 'crossed' },
        month: { limitUsd: 35, spentUsd: 31.207_5, level: 'near' },
      },
    }),
  },
  dearer: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      today: statsOf({ spentUsd: 0.41, baselineUsd: 0.39, savedUsd: -0.02, savedBy: { cache: 0.01, routing: -0.03 } }),
    }),
  },
  large: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      proxy: factsOf({
        cacheEntries: 1_204_331,
        cacheBytes: 987_654_321,
        providers: ['openai', 'anthropic', 'openrouter', 'deepseek', 'gemini', 'mistral', 'groq'],
        tiers: { cheap: `openrouter:${'meta-llama/'.repeat(5)}`, strong: 'w'.repeat(64) },
      }),
      today: statsOf({
        requests: 1_234_567,
        misses: 1_034_567,
        spentUsd: 123_456.78,
        baselineUsd: 999_999.99,
        savedUsd: 876_543.21,
        savedBy: { cache: 700_000, routing: 176_543.21 },
        byModel: [slice('w'.repeat(64), 1_234_567, 123_456.78, 0, 400)],
      }),
      week: sumOf(0, { spentUsd: 1_123_456.78, savedUsd: 9_876_543.21 }),
      month: sumOf(0, { spentUsd: 4_123_456.78, savedUsd: 39_876_543.21 }),
      recent: [
        requestOf(1, {
          modelRequested: 'w'.repeat(64),
          modelServed: 'm'.repeat(64),
          client: 'c'.repeat(64),
          costUsd: 1_234.567_8,
          savedUsd: 9_876.543_2,
        }),
      ],
      budget: {
        kind: 'set',
        day: { limitUsd: 100_000, spentUsd: 123_456.78, level: 'crossed' },
        month: { limitUsd: 9_000_000, spentUsd: 4_123_456.78, level: 'ok' },
      },
    }),
  },
  hostile: {
    link: serving,
    hasKey: true,
    snapshot: snapshotOf({
      proxy: factsOf({ troubles: ['<img src=x onerror="document.title=1"> is no provider.'] }),
      today: statsOf({
        byModel: [slice('<script>document.title="owned"</script>', 1, 0.1)],
      }),
      recent: [
        requestOf(1, {
          modelRequested: '<b onclick=alert(1)>gpt</b>',
          modelServed: '"><svg onload=document.title=1>',
          client: '<i>client</i>',
          why: '</span><script>document.title="owned"</script>',
        }),
      ],
    }),
  },
};

/** The messages that put the page into a state. */
export function messagesOf({ link, hasKey, snapshot }: State): readonly ToPage[] {
  return [{ kind: 'link', link, hasKey }, ...(snapshot === null ? [] : [{ kind: 'snapshot' as const, snapshot }])];
}

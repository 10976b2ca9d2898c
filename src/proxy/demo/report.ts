import type { Percentiles, Stats } from '../../protocol/stats.js';
import { toUsd } from '../../protocol/money.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { expectedMark } from './mark.js';
import type { Answered } from './send.js';
import type { RequestKind } from './workload/types.js';

/** What the demo prints with `--json`. Money is in US dollars, from the proxy's own ledger. */
export interface DemoReport {
  readonly demo: true;
  readonly requests: number;
  /** Requests that got no whole answer. */
  readonly failed: number;
  readonly hits: {
    readonly exact: number;
    readonly gate: number;
    readonly semantic: number;
    readonly coalesced: number;
  };
  /** Answers that belong to another question than the one asked. */
  readonly wrongHits: number;
  /** Requests that were written to be served from the cache, or never to be, and how many were. */
  readonly served: Readonly<
    Record<'repeat' | 'reworded' | 'near-miss', { readonly of: number; readonly hits: number }>
  >;
  /** Who answered what the cache did not: the tier that was decided on, or the model asked for without a decision. */
  readonly routed: {
    readonly cheap: number;
    readonly standard: number;
    readonly strong: number;
    readonly asRequested: number;
  };
  readonly spentUsd: number;
  readonly baselineUsd: number;
  readonly savedUsd: number;
  readonly savedBy: { readonly cache: number; readonly routing: number };
  /** Time through the proxy minus time without it, on requests that no cache answered. */
  readonly addedLatencyMs: Percentiles;
  /** Commonest first. */
  readonly reasons: readonly { readonly reason: string; readonly requests: number; readonly savedUsd: number }[];
  readonly examples: readonly { readonly prompt: string; readonly reason: string; readonly savedUsd: number }[];
}

export interface Findings {
  readonly answered: readonly Answered[];
  readonly addedMs: readonly number[];
  readonly stats: Stats;
  readonly rows: readonly LedgerRow[];
}

/** Adds everything up. Hits and wrong hits are counted from what the client saw, money from the ledger. */
export function buildReport({ answered, addedMs, stats, rows }: Findings): DemoReport {
  const count = (cache: string) => answered.filter(answer => answer.cache === cache).length;
  return {
    demo: true,
    requests: answered.length,
    failed: answered.filter(answer => !answer.ok).length,
    hits: {
      exact: count('hit-exact'),
      gate: count('hit-gate'),
      semantic: count('hit-semantic'),
      coalesced: count('coalesced'),
    },
    wrongHits: countWrong(answered),
    served: {
      repeat: servedOf(answered, 'repeat'),
      reworded: servedOf(answered, 'reworded'),
      'near-miss': servedOf(answered, 'near-miss'),
    },
    routed: routesOf(rows),
    spentUsd: stats.spentUsd,
    baselineUsd: stats.baselineUsd,
    savedUsd: stats.savedUsd,
    savedBy: stats.savedBy,
    addedLatencyMs: { p50: percentile(addedMs, 0.5), p99: percentile(addedMs, 0.99) },
    reasons: reasonsOf(rows),
    examples: examplesOf(answered, rows),
  };
}

/**
 * An answer is right when the question it carries the mark of has the same topic as the one asked. One without a known
 * mark is wrong.
 */
function countWrong(answered: readonly Answered[]): number {
  const topics = new Map(answered.map(({ request }) => [expectedMark(request.body.messages), request.topic]));
  return answered.filter(({ ok, mark, request }) => ok && topics.get(mark ?? '') !== request.topic).length;
}

function servedOf(answered: readonly Answered[], kind: RequestKind): { of: number; hits: number } {
  const those = answered.filter(answer => answer.request.kind === kind);
  return { of: those.length, hits: those.filter(isHit).length };
}

function isHit({ cache }: Answered): boolean {
  return cache?.startsWith('hit-') === true || cache === 'coalesced';
}

function routesOf(rows: readonly LedgerRow[]): DemoReport['routed'] {
  const routed = { cheap: 0, standard: 0, strong: 0, asRequested: 0 };
  for (const row of rows) {
    if (row.cache !== 'miss' && row.cache !== 'bypass') continue;
    const decided = row.modelServed !== row.modelRequested || row.score !== null;
    const tier = row.tier === 'local' ? 'cheap' : row.tier;
    routed[decided ? (tier ?? 'asRequested') : 'asRequested'] += 1;
  }
  return routed;
}

function reasonsOf(rows: readonly LedgerRow[]): DemoReport['reasons'] {
  const sums = new Map<string, { requests: number; saved: number }>();
  for (const { reason, saved } of rows) {
    const sum = sums.get(reason) ?? { requests: 0, saved: 0 };
    sums.set(reason, { requests: sum.requests + 1, saved: sum.saved + (saved ?? 0) });
  }
  return [...sums]
    .map(([reason, sum]) => ({ reason, requests: sum.requests, savedUsd: toUsd(sum.saved) }))
    .toSorted((a, b) => b.requests - a.requests);
}

/** What saved most among answers in other words, small jobs and routed questions: one of each. */
function examplesOf(answered: readonly Answered[], rows: readonly LedgerRow[]): DemoReport['examples'] {
  const byId = new Map(rows.map(row => [row.id, row]));
  const pairs = answered.flatMap(answer => {
    const row = byId.get(answer.requestId ?? '');
    return row === undefined ? [] : [{ answer, row }];
  });
  const wanted: readonly ((pair: (typeof pairs)[number]) => boolean)[] = [
    ({ answer }) => answer.request.kind === 'reworded' && isHit(answer),
    ({ answer, row }) => row.role !== 'main' && !isHit(answer),
    ({ answer, row }) => row.role === 'main' && !isHit(answer),
  ];
  return wanted.flatMap(wants => {
    const best = pairs.filter(wants).toSorted((a, b) => (b.row.saved ?? 0) - (a.row.saved ?? 0))[0];
    if (best === undefined || (best.row.saved ?? 0) <= 0) return [];
    return [{ prompt: lastWords(best.answer), reason: best.row.reason, savedUsd: toUsd(best.row.saved ?? 0) }];
  });
}

function lastWords({ request }: Answered): string {
  return request.body.messages.findLast(message => message.role === 'user')?.content ?? '';
}

/** By nearest rank; null of nothing. Milliseconds, to the microsecond. */
function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return value === undefined ? null : Number(value.toFixed(3));
}

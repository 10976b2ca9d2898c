import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MicroUsd } from '../protocol/money.js';
import { scoreTiers, type ScoreTier, type Settings } from '../protocol/settings.js';
import type { WhatIfRouting } from '../protocol/what-if.js';
import { headOfReason } from '../protocol/reasons.js';
import { askedProvider } from './asked-provider.js';
import type { StoredRow } from './record/columns.js';
import type { OpenRecord } from './record/record.js';
import type { Provider } from './rooms/provider.js';
import { autoModel } from './rooms/plan.js';
import type { Landed, Past } from './route/replay/replay.js';
import { landings, type Landing } from './route/what-if.js';

interface PastParts {
  readonly record: Pick<OpenRecord, 'scores' | 'unscored' | 'costAs'>;
  readonly providers: (name: string) => Provider | undefined;
}

interface TwoSettings {
  readonly now: Settings;
  readonly then: Settings;
}

/** Requests that are over, oldest first, as two sets of settings see them; the same requests count in both. */
export interface ReadPast extends Pick<
  WhatIfRouting,
  'used' | 'estimated' | 'leftOut' | 'unpricedModels' | 'cut' | 'judged'
> {
  readonly now: readonly Past[];
  readonly then: readonly Past[];
  readonly paid: MicroUsd;
  /** Requests that a score really sent to a cheaper model. */
  readonly sentDown: number;
}

const maxRows = 20_000;
/** Rows read and priced before waiting prompts get their turn: some milliseconds. */
const slice = 100;

/** Reads the ledger, newest first, until it is through or has read enough. Throws what the ledger throws. */
export async function readPast(parts: PastParts, sinceMs: number, settings: TwoSettings): Promise<ReadPast> {
  const [now, then]: [Past[], Past[]] = [[], []];
  const out = new Map<string, number>(parts.record.unscored(sinceMs).map(({ why, requests }) => [why, requests]));
  const leave = (why: string) => void out.set(why, (out.get(why) ?? 0) + 1);
  const unpriced = new Set<string>();
  const sum = { used: 0, estimated: 0, paid: 0, sentDown: 0, answers: 0, escalated: 0 };
  let read = 0;
  let before: number | undefined = Number.MAX_SAFE_INTEGER;
  while (before !== undefined && read < maxRows) {
    const page = parts.record.scores(sinceMs, before, slice);
    for (const { row, decided } of page.rows) {
      read += 1;
      const known = { session: row.session, score: row.score ?? undefined };
      sum.answers += row.confidence === null ? 0 : 1;
      sum.escalated += row.escalated ? 1 : 0;
      sum.sentDown += row.score !== null && wasSentDown(row) ? 1 : 0;
      if (!decided) {
        leave(headOfReason(row.reason));
        now.push({ ...known, cases: undefined });
        then.push({ ...known, cases: undefined });
        continue;
      }
      const both = [casesOf(row, settings.now, parts), casesOf(row, settings.then, parts)] as const;
      const [a, b] = both;
      for (const one of both) if (one.kind === 'unpriced') for (const model of one.models) unpriced.add(model);
      const counts = a.kind === 'cases' && b.kind === 'cases';
      now.push({ ...known, cases: counts ? a.cases : undefined });
      then.push({ ...known, cases: counts ? b.cases : undefined });
      if (!counts) {
        leave([a, b].some(({ kind }) => kind === 'no-tier') ? 'no-tier' : 'unpriced');
        continue;
      }
      sum.used += 1;
      sum.estimated += row.estimated ? 1 : 0;
      sum.paid += row.cost ?? 0;
    }
    ({ before } = page);
    await nextTurn();
  }
  return {
    now: now.reverse(),
    then: then.reverse(),
    used: sum.used,
    estimated: sum.estimated,
    paid: sum.paid,
    sentDown: sum.sentDown,
    judged: { answers: sum.answers, escalated: sum.escalated },
    leftOut: [...out].map(([why, requests]) => ({ why, requests })).sort((a, b) => b.requests - a.requests),
    unpricedModels: [...unpriced].sort(),
    cut: before !== undefined,
  };
}

type Cases =
  | { readonly kind: 'cases'; readonly cases: Readonly<Record<ScoreTier, Landed>> }
  | { readonly kind: 'no-tier' }
  | { readonly kind: 'unpriced'; readonly models: readonly string[] };

function casesOf(row: StoredRow, settings: Settings, parts: PastParts): Cases {
  const asked = askedProvider(row, parts.providers);
  // Whether a key is at hand today says nothing about what the past would have cost.
  const reach = {
    providers: (name: string) => (name === asked?.name ? asked : parts.providers(name)),
    keyFor: () => '',
  };
  const landed = asked && landings(row, asked, settings, reach);
  if (landed === undefined) return { kind: 'no-tier' };
  // Its answer could be judged before anybody saw it: with nothing in between, the cheap model tries first.
  const cheapFirst = headOfReason(row.reason) === 'cheap-first' && settings.routing.tiers.standard === undefined;
  const wanted = (tier: ScoreTier) => (cheapFirst && tier === 'standard' ? 'cheap' : tier);
  const cases = scoreTiers.map(tier => [tier, priced(row, landed[wanted(tier)], settings, parts)] as const);
  const missing = cases.flatMap(([tier, one]) => (one === undefined ? [landed[tier].model] : []));
  if (missing.length > 0) return { kind: 'unpriced', models: missing };
  return { kind: 'cases', cases: Object.fromEntries(cases) as Readonly<Record<ScoreTier, Landed>> };
}

function priced(row: StoredRow, landing: Landing, settings: Settings, { record }: PastParts): Landed | undefined {
  const { tier, provider, model } = landing;
  const cost = record.costAs(row, { provider, model }, settings.prices);
  if (cost === null) return undefined;
  const served = provider === row.providerServed && model === row.modelServed;
  const cold = { ...row, cachedInputTokens: 0, inputTokens: row.inputTokens + row.cachedInputTokens };
  const isHome =
    provider === row.providerRequested && (model === row.modelRequested || row.modelRequested === autoModel);
  const costCold =
    served || row.cachedInputTokens === 0 ? cost : record.costAs(cold, { provider, model }, settings.prices);
  return {
    tier,
    cost,
    costCold: Math.max(cost, costCold ?? cost),
    moved: row.modelRequested === autoModel ? tier !== 'strong' : !isHome,
    asPaid: served && cost === row.cost && row.attempts <= 1,
  };
}

function wasSentDown(row: StoredRow): boolean {
  if (row.triedModel !== null) return true;
  return row.modelRequested !== autoModel && row.modelServed !== row.modelRequested;
}

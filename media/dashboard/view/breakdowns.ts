import type { ProxyFacts } from '../../../src/protocol/snapshot.js';
import type { Slice, Stats } from '../../../src/protocol/stats.js';
import { count, counted, duration, percent, portion, short, usdColumn } from './figures.js';

// Where today's figures came from.

/** One line of a breakdown, with a bar behind it. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** A second, quieter word beside the label; empty where there is none. */
  readonly note: string;
  readonly value: string;
  /** 0..1 */
  readonly share: number;
  readonly tone: 'spent' | 'cache' | 'routing' | 'plain' | 'failed';
}

/** Who answered: the cache, and how it knew, or the provider. Lines without a request are left out. */
export function answeredBy({ hits, misses, bypassed, errors, requests }: Stats): readonly BarRow[] {
  const line = (key: string, label: string, note: string, value: number, tone: BarRow['tone']): readonly BarRow[] =>
    value === 0 ? [] : [{ key, label, note, value: count(value), share: portion(value, requests), tone }];
  return [
    ...line('exact', 'Cache', 'word for word', hits.exact, 'cache'),
    ...line('gate', 'Cache', 'other wrapping', hits.gate, 'cache'),
    ...line('semantic', 'Cache', 'other words', hits.semantic, 'cache'),
    ...line('coalesced', 'Shared', 'same moment', hits.coalesced, 'cache'),
    ...line('misses', 'Provider', 'new questions', misses, 'spent'),
    ...line('bypassed', 'Provider', 'never cached', bypassed, 'spent'),
    ...line('errors', 'Failed', 'of these', errors, 'failed'),
  ];
}

export function hitRateWords({ hitRate }: Stats): string {
  return hitRate === null ? '' : `${percent(hitRate)} hit rate`;
}

/** Who the requests went to, cheapest tier first. Empty while no tier is mapped and none was used. */
export function routes({ byTier, escalations }: Stats, { tiers }: ProxyFacts): readonly BarRow[] {
  const known: Readonly<Record<string, string>> = {
    local: 'Local',
    cheap: 'Cheap',
    standard: 'Standard',
    strong: 'Strong',
  };
  const used = new Map(byTier.map(slice => [slice.name, slice.requests]));
  const names = Object.keys(known).filter(name => used.has(name) || tiers[name] !== undefined);
  const total = names.reduce((sum, name) => sum + (used.get(name) ?? 0), 0);
  const { tried, escalated } = escalations;
  return [
    ...names.map((name): BarRow => ({
      key: name,
      label: known[name] ?? name,
      note: tiers[name] ?? 'not mapped',
      value: count(used.get(name) ?? 0),
      share: portion(used.get(name) ?? 0, total),
      tone: 'routing',
    })),
    ...(tried === 0
      ? []
      : [
          {
            key: 'escalated',
            label: 'Asked again',
            note: `of ${count(tried)} cheap answers looked at`,
            value: count(escalated),
            share: portion(escalated, tried),
            tone: 'routing',
          } satisfies BarRow,
        ]),
  ];
}

/** By what spend can be broken down. */
export const spendKeys = ['model', 'client', 'feature', 'role'] as const;
export type SpendKey = (typeof spendKeys)[number];

export const spendLabels: Readonly<Record<SpendKey, string>> = {
  model: 'Model',
  client: 'Client',
  feature: 'Feature',
  role: 'Task',
};

/** Features are a word that callers may give; where none does, there is nothing to choose. */
export function spendChoices({ byFeature }: Stats): readonly SpendKey[] {
  return byFeature.some(({ name }) => name !== '') ? spendKeys : spendKeys.filter(key => key !== 'feature');
}

/** Dearest first, eight lines at most; the last says what the rest comes to. */
export function spendBy(stats: Stats, key: SpendKey): readonly BarRow[] {
  const slices = { model: stats.byModel, client: stats.byClient, feature: stats.byFeature, role: stats.byRole }[key];
  const most = Math.max(0, ...slices.map(({ spentUsd }) => spentUsd));
  const shown = slices.length > maxRows ? slices.slice(0, maxRows - 1) : slices;
  const rest = slices.slice(shown.length);
  const rows = [
    ...shown.map(slice => ({ key: slice.name, label: labelOf(slice, key), slice })),
    ...(rest.length === 0 ? [] : [{ key: 'rest of them', label: `${rest.length} more`, slice: sumOf(rest) }]),
  ];
  const amounts = usdColumn(
    rows.map(({ slice }) => (slice.unpriced > 0 && slice.spentUsd === 0 ? null : slice.spentUsd)),
  );
  return rows.map(({ slice, ...names }, n) => ({
    ...names,
    note: noteOf(slice),
    value: amounts[n] ?? '',
    share: portion(slice.spentUsd, most),
    tone: 'spent',
  }));
}

const maxRows = 8;

function noteOf({ requests, unpriced, spentUsd }: Slice): string {
  const asked = counted(requests, 'request');
  return unpriced > 0 && spentUsd > 0 ? `${asked}, ${count(unpriced)} unpriced` : asked;
}

function labelOf({ name }: Slice, key: SpendKey): string {
  if (name === '') return `no ${spendLabels[key].toLowerCase()} named`;
  return key === 'role' ? (tasks[name] ?? name) : name;
}

const tasks: Readonly<Record<string, string>> = {
  main: 'Conversations',
  title: 'Titles',
  branch: 'Branch names',
  commit: 'Commit messages',
  classifier: 'Labels',
  compaction: 'Summaries',
};

function sumOf(slices: readonly Slice[]): Slice {
  const sum = (value: (slice: Slice) => number) => slices.reduce((total, slice) => total + value(slice), 0);
  return {
    name: '',
    requests: sum(({ requests }) => requests),
    spentUsd: sum(({ spentUsd }) => spentUsd),
    savedUsd: sum(({ savedUsd }) => savedUsd),
    unpriced: sum(({ unpriced }) => unpriced),
  };
}

/** Waiting times, typical and slowest; null before the first request that ended well. */
export interface SpeedView {
  readonly summary: string;
  readonly rows: readonly { readonly label: string; readonly typical: string; readonly slow: string }[];
}

export function speed({ firstByteMs, latencyMs }: Stats): SpeedView | null {
  if (latencyMs.p50 === null) return null;
  return {
    summary: `half under ${duration(latencyMs.p50)}`,
    rows: [
      { label: 'First word', typical: duration(firstByteMs.p50), slow: duration(firstByteMs.p99) },
      { label: 'Full answer', typical: duration(latencyMs.p50), slow: duration(latencyMs.p99) },
    ],
  };
}

/** The provider's own prompt cache; null before the first token. */
export interface PromptCacheView {
  readonly share: number;
  readonly percent: string;
  readonly words: string;
}

export function promptCache({ tokens }: Stats): PromptCacheView | null {
  const input = tokens.input + tokens.cachedInput + tokens.cacheWrite;
  if (input === 0) return null;
  const share = portion(tokens.cachedInput, input);
  return {
    share,
    percent: percent(share),
    words: `${short(tokens.cachedInput)} of ${short(input)} input tokens were read from the provider’s own cache, at its lower price.`,
  };
}

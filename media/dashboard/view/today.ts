import type { Stats } from '../../../src/protocol/stats.js';
import type { Snapshot } from '../../../src/protocol/snapshot.js';
import { counted, percent, portion, usd, usdColumn } from './figures.js';

/** The answer to 'what did today cost, and what was saved by what?'. */
export interface TodayView {
  readonly title: string;
  /** The large figure. */
  readonly spent: string;
  /** One line below it, and a quieter rest. */
  readonly saved: string;
  readonly asked: string;
  /** The whole of what today would have cost, cut into parts; empty while nothing was asked. */
  readonly parts: readonly Part[];
  /** What the parts add up to. */
  readonly total: { readonly label: string; readonly amount: string };
  /** Dollars of each step of the last 24 hours. */
  readonly sparkline: readonly number[];
  /** The sparkline in words. */
  readonly sparklineWords: string;
}

export interface Part {
  readonly key: 'spent' | 'cache' | 'routing';
  readonly label: string;
  readonly amount: string;
  /** Of the whole, 0..1; 0 for a part that made it dearer. */
  readonly share: number;
  readonly percent: string;
}

export function todayView({ today, proxy, series }: Snapshot): TodayView {
  const spends = series.points.map(({ spentUsd }) => spentUsd);
  const { savedBy, spentUsd, savedUsd } = today;
  const [spent = '', routing = '', cache = '', whole = ''] = usdColumn([
    spentUsd,
    savedBy.routing,
    savedBy.cache,
    spentUsd + savedUsd,
  ]);
  return {
    title: proxy.demo ? 'Spent today, in the demo' : 'Spent today',
    spent: allUnpriced(today) ? 'unpriced' : usd(today.spentUsd),
    ...savedLine(today),
    parts: partsOf(today, { spent, routing, cache }),
    total: { label: 'Without Tuppence', amount: whole },
    sparkline: spends,
    sparklineWords: `Spend over the last 24 hours, at most ${usd(Math.max(0, ...spends))} in an hour.`,
  };
}

/** What is known to have cost nothing is $0.00; what is not known is not. */
function allUnpriced({ requests, unpriced, spentUsd }: Stats): boolean {
  return requests > 0 && unpriced === requests && spentUsd === 0;
}

function savedLine({ requests, savedUsd, baselineUsd }: Stats): Pick<TodayView, 'saved' | 'asked'> {
  if (requests === 0) return { saved: 'Nothing asked yet today', asked: '' };
  const asked = counted(requests, 'request');
  if (savedUsd > 0) return { saved: `Saved ${usd(savedUsd)}, ${percent(savedUsd / baselineUsd)}`, asked };
  if (savedUsd < 0) return { saved: `${usd(-savedUsd)} more than without Tuppence`, asked };
  return { saved: 'Nothing saved yet', asked };
}

function partsOf({ spentUsd, savedBy }: Stats, amounts: Readonly<Record<Part['key'], string>>): readonly Part[] {
  const whole = spentUsd + Math.max(savedBy.cache, 0) + Math.max(savedBy.routing, 0);
  if (whole <= 0) return [];
  const part = (key: Part['key'], label: string, amountUsd: number): Part => ({
    key,
    label,
    amount: amounts[key],
    share: portion(amountUsd, whole),
    percent: amountUsd < 0 ? '' : percent(portion(amountUsd, whole)),
  });
  return [
    part('spent', 'Spent', spentUsd),
    part('routing', 'Saved by routing', savedBy.routing),
    part('cache', 'Saved by cache', savedBy.cache),
  ];
}

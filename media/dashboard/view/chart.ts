import type { Series, SeriesPoint } from '../../../src/protocol/snapshot.js';
import type { Zone } from '../page-state.js';
import { clockTime, count, dayName, shortDay, usd, usdColumn } from './figures.js';

export const ranges = ['24h', '7d', '30d'] as const;
export type Range = (typeof ranges)[number];

export const rangeLabels: Readonly<Record<Range, string>> = { '24h': '24 h', '7d': '7 days', '30d': '30 days' };
const rangeTotals: Readonly<Record<Range, string>> = { '24h': 'In 24 hours', '7d': 'In 7 days', '30d': 'In 30 days' };
const rangeWords: Readonly<Record<Range, string>> = {
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
};

/** Spend and saved over time: for the eye, and the same as a table. */
export interface ChartView {
  /** Seconds since 1970; dollars spent; dollars it would have cost. As uPlot takes them. */
  readonly atS: readonly number[];
  readonly spent: readonly number[];
  readonly whole: readonly number[];
  readonly stepMs: number;
  /** What stands below the columns at a moment. */
  readonly tick: (atMs: number) => string;
  readonly words: string;
  readonly total: { readonly when: string; readonly spent: string; readonly saved: string };
  /** Oldest first, one for each of `atS`. */
  readonly steps: readonly ChartStep[];
}

export interface ChartStep {
  readonly atMs: number;
  readonly when: string;
  readonly requests: string;
  readonly spent: string;
  readonly saved: string;
  /** Nothing was asked; a table leaves it out. */
  readonly quiet: boolean;
}

export function chartView({ points, stepMs }: Series, range: Range, zone: Zone): ChartView {
  const spent = sum(points, ({ spentUsd }) => spentUsd);
  const saved = sum(points, ({ savedUsd }) => savedUsd);
  const dearest = points.reduce<SeriesPoint | undefined>(
    (most, point) => (point.spentUsd > (most?.spentUsd ?? 0) ? point : most),
    undefined,
  );
  const name = stepNames(range, stepMs, zone);
  const most = dearest === undefined ? '' : ` The dearest step was ${name(dearest.atMs)}, ${usd(dearest.spentUsd)}.`;
  const spentTexts = usdColumn(points.map(({ spentUsd }) => spentUsd));
  const [spentTotal = '', savedTotal = ''] = usdColumn([spent, saved]);
  const savedTexts = usdColumn(points.map(({ savedUsd }) => savedUsd));
  return {
    atS: points.map(({ atMs }) => atMs / 1_000),
    spent: points.map(({ spentUsd }) => spentUsd),
    whole: points.map(({ spentUsd, savedUsd }) => spentUsd + Math.max(savedUsd, 0)),
    stepMs,
    tick: atMs => (range === '24h' ? clockTime(atMs, zone) : shortDay(atMs, zone)),
    words: `In ${rangeWords[range]} ${usd(spent)} was spent and ${usd(saved)} saved.${most}`,
    total: { when: rangeTotals[range], spent: spentTotal, saved: savedTotal },
    steps: points.map(({ atMs, requests }, n) => ({
      atMs,
      when: name(atMs),
      requests: count(requests),
      spent: spentTexts[n] ?? '',
      saved: savedTexts[n] ?? '',
      quiet: requests === 0,
    })),
  };
}

const dayMs = 86_400_000;

function stepNames(range: Range, stepMs: number, zone: Zone): (atMs: number) => string {
  if (stepMs >= dayMs) return atMs => dayName(atMs, zone);
  const hours = (atMs: number) => `${clockTime(atMs, zone)}–${clockTime(atMs + stepMs, zone)}`;
  return range === '24h' ? hours : atMs => `${dayName(atMs, zone)}, ${hours(atMs)}`;
}

function sum(points: readonly SeriesPoint[], value: (point: SeriesPoint) => number): number {
  return points.reduce((total, point) => total + value(point), 0);
}

import { describe, expect, it } from 'vitest';
import { seriesOf } from '../src/proxy/series.js';

const hourMs = 3_600_000;
const nowMs = new Date(2026, 10, 20, 13, 20, 5).getTime();

/** A record whose sums tell the span that was asked for. */
const asked: (readonly [number, number])[] = [];
const record = {
  sum: (sinceMs: number, untilMs: number) => {
    asked.push([sinceMs, untilMs]);
    return { sinceMs, requests: 1, spentUsd: 0.5, baselineUsd: 1, savedUsd: 0.5, wouldSaveUsd: 0, unpriced: 0 };
  },
};

describe('a series', () => {
  it.each([
    ['24h', 24 * hourMs, hourMs, 24],
    ['36h', 36 * hourMs, hourMs, 36],
    ['7d', 7 * 24 * hourMs, 6 * hourMs, 28],
    ['30d', 30 * 24 * hourMs, 24 * hourMs, 30],
    ['a minute', 60_000, hourMs, 1],
  ])('of %s has steps that suit it, all of them, without a gap and up to now', (_name, spanMs, stepMs, steps) => {
    asked.length = 0;
    const series = seriesOf(record, spanMs, nowMs);
    expect(series.stepMs).toBe(stepMs);
    expect(series.points).toHaveLength(steps);
    expect(series.points.map(({ atMs }) => atMs)).toEqual(asked.map(([sinceMs]) => sinceMs));
    for (const [n, [sinceMs]] of asked.entries()) if (n > 0) expect(asked[n - 1]?.[1]).toBe(sinceMs - 1);
    const [sinceMs, untilMs] = asked.at(-1)!;
    expect(sinceMs <= nowMs && nowMs <= untilMs).toBe(true);
  });
});

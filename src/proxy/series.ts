import type { Series } from '../protocol/snapshot.js';
import { partStartMs } from './local-day.js';
import type { RecordRoom } from './rooms/record.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The longest span that a series is made of. */
export const maxSeriesMs = 366 * dayMs;

/**
 * What was spent and saved over a span that ends now, the step under way included: hours for up to two days, quarters of
 * a local day for up to two weeks, local days beyond. Where clocks were put forward or back, a quarter or a day is an
 * hour shorter or longer.
 */
export function seriesOf(record: Pick<RecordRoom, 'sum'>, spanMs: number, nowMs: number): Series {
  const stepMs = spanMs <= 2 * dayMs ? hourMs : spanMs <= 14 * dayMs ? dayMs / 4 : dayMs;
  const steps = Math.max(1, Math.round(spanMs / stepMs));
  // Hours are those of the world's clock, whose sums are at hand.
  const startMs = (back: number) =>
    stepMs === hourMs ? (Math.floor(nowMs / hourMs) - back) * hourMs : partStartMs(nowMs, stepMs / hourMs, back);
  const points = Array.from({ length: steps }, (_unused, n) => {
    const atMs = startMs(steps - 1 - n);
    const { requests, spentUsd, savedUsd } = record.sum(atMs, startMs(steps - 2 - n) - 1);
    return { atMs, requests, spentUsd, savedUsd };
  });
  return { stepMs, points };
}

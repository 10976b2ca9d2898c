import type { ContentClass } from '../../../protocol/content-classes.js';
import type { Neighbourhood } from '../../../protocol/evidence.js';
import type { SqlDriver } from '../../rooms/store.js';

/**
 * How much more likeness is demanded in a neighbourhood, which is one partition and one class of content, than elsewhere.
 * Complaints raise it, time lowers it. Throws what the driver throws.
 */
export interface Bars {
  /** 0 where nobody complained. */
  raise(bucket: string, contentClass: ContentClass): number;
  complain(bucket: string, contentClass: ContentClass, weight: number): void;
  list(): readonly Neighbourhood[];
}

/** One clear complaint adds so much, and all together not more than this. */
const step = 0.03;
export const mostRaise = 0.15;
const halfLifeMs = 7 * 86_400_000;
const maxRows = 500;

interface Bar {
  readonly raise: number;
  readonly complaints: number;
  readonly atMs: number;
}

export function openBars(driver: SqlDriver, nowMs: () => number): Bars {
  let held: Map<string, Bar> | undefined;
  const nameOf = (bucket: string, contentClass: ContentClass) => `${contentClass} ${bucket}`;
  const bars = () =>
    (held ??= new Map(
      driver
        .all('SELECT bucket, content_class, lift, complaints, at_ms FROM cache_bars')
        .map(row => [
          nameOf(String(row['bucket']), row['content_class'] as ContentClass),
          { raise: Number(row['lift']), complaints: Number(row['complaints']), atMs: Number(row['at_ms']) },
        ]),
    ));
  const faded = ({ raise, atMs }: Bar) => raise * 0.5 ** (Math.max(0, nowMs() - atMs) / halfLifeMs);
  return {
    raise(bucket, contentClass) {
      const bar = bars().size === 0 ? undefined : bars().get(nameOf(bucket, contentClass));
      return bar === undefined ? 0 : faded(bar);
    },
    complain(bucket, contentClass, weight) {
      const name = nameOf(bucket, contentClass);
      const before = bars().get(name);
      const raise = Math.min(mostRaise, (before === undefined ? 0 : faded(before)) + step * weight);
      const bar = { raise, complaints: (before?.complaints ?? 0) + 1, atMs: nowMs() };
      bars().set(name, bar);
      driver.run(
        'INSERT OR REPLACE INTO cache_bars (bucket, content_class, lift, complaints, at_ms) VALUES (?, ?, ?, ?, ?)',
        [bucket, contentClass, bar.raise, bar.complaints, bar.atMs],
      );
      if (bars().size <= maxRows) return;
      const [oldest] = [...bars()].sort((a, b) => a[1].atMs - b[1].atMs);
      if (oldest === undefined) return;
      bars().delete(oldest[0]);
      driver.run('DELETE FROM cache_bars WHERE content_class = ? AND bucket = ?', oldest[0].split(' '));
    },
    list: () =>
      [...bars()]
        .map(([name, bar]) => {
          const [contentClass = 'other', bucket = ''] = name.split(' ');
          return {
            partition: bucket.slice(0, 12),
            contentClass: contentClass as ContentClass,
            raise: faded(bar),
            complaints: bar.complaints,
          };
        })
        .sort((a, b) => b.raise - a.raise),
  };
}

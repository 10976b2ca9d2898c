import type { ContentClass } from '../../../protocol/content-classes.js';
import type { Neighbourhood } from '../../../protocol/evidence.js';
import type { SqlDriver } from '../../rooms/store.js';
import { mostRaise, raiseStep } from './raise.js';

/**
 * How much more likeness is demanded in a neighbourhood, which is one partition and one class of content, than elsewhere.
 * Complaints raise it, time lowers it. Throws what the driver throws.
 */
export interface Bars {
  /** 0 where nobody complained. */
  raise(bucket: string, contentClass: ContentClass): number;
  complain(where: Where, weight: number, by: Complainant): void;
  list(): readonly Neighbourhood[];
  /** Another number whenever somebody complained or that was forgotten. */
  complaints(): number;
  /** Forgets the complaints of neighbourhoods whose partition begins so; of all without. Returns how many there were. */
  reset(partition?: string): number;
}

interface Where {
  readonly bucket: string;
  readonly contentClass: ContentClass;
}

/** Who asked, for people who want to know where a neighbourhood lies. */
export interface Complainant {
  readonly client: string;
  readonly modelRequested: string;
}

const halfLifeMs = 7 * 86_400_000;
/** What has faded to less is forgotten. */
const leastRaise = 0.001;
const maxRows = 500;

interface Bar extends Where {
  readonly raise: number;
  readonly complaints: number;
  readonly atMs: number;
  readonly client: string;
  readonly model: string;
}

export function openBars(driver: SqlDriver, nowMs: () => number): Bars {
  let held: Map<string, Bar> | undefined;
  let changes = 0;
  const nameOf = ({ bucket, contentClass }: Where) => `${contentClass} ${bucket}`;
  const bars = () =>
    (held ??= new Map(
      driver
        .all('SELECT bucket, content_class, lift, complaints, at_ms, client, model FROM cache_bars')
        .map((row): Bar => ({
          bucket: String(row['bucket']),
          contentClass: row['content_class'] as ContentClass,
          raise: Number(row['lift']),
          complaints: Number(row['complaints']),
          atMs: Number(row['at_ms']),
          client: String(row['client']),
          model: String(row['model']),
        }))
        .map(bar => [nameOf(bar), bar]),
    ));
  const faded = ({ raise, atMs }: Bar) => raise * 0.5 ** (Math.max(0, nowMs() - atMs) / halfLifeMs);
  const forget = (bar: Bar) => {
    bars().delete(nameOf(bar));
    driver.run('DELETE FROM cache_bars WHERE bucket = ? AND content_class = ?', [bar.bucket, bar.contentClass]);
  };
  return {
    raise(bucket, contentClass) {
      const bar = bars().size === 0 ? undefined : bars().get(nameOf({ bucket, contentClass }));
      return bar === undefined ? 0 : faded(bar);
    },
    complaints: () => changes,
    complain({ bucket, contentClass }, weight, { client, modelRequested: model }) {
      changes += 1;
      const before = bars().get(nameOf({ bucket, contentClass }));
      const raise = Math.min(mostRaise, (before === undefined ? 0 : faded(before)) + raiseStep * weight);
      const complaints = (before?.complaints ?? 0) + 1;
      const bar = { bucket, contentClass, raise, complaints, atMs: nowMs(), client, model };
      bars().set(nameOf(bar), bar);
      driver.run(
        `INSERT OR REPLACE INTO cache_bars (bucket, content_class, lift, complaints, at_ms, client, model)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [bucket, contentClass, raise, complaints, bar.atMs, client, model],
      );
      if (bars().size <= maxRows) return;
      const [oldest] = [...bars().values()].sort((a, b) => a.atMs - b.atMs);
      if (oldest !== undefined) forget(oldest);
    },
    list: () =>
      [...bars().values()]
        .map(bar => ({
          partition: bar.bucket.slice(0, 12),
          contentClass: bar.contentClass,
          raise: faded(bar),
          complaints: bar.complaints,
          atMs: bar.atMs,
          client: bar.client,
          model: bar.model,
        }))
        .filter(({ raise }) => raise >= leastRaise)
        .sort((a, b) => b.raise - a.raise),
    reset(partition = '') {
      changes += 1;
      const gone = [...bars().values()].filter(({ bucket }) => bucket.startsWith(partition));
      driver.transaction(() => gone.forEach(forget));
      return gone.length;
    },
  };
}

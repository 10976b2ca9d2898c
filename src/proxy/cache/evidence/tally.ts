import type { ContentClass } from '../../../protocol/content-classes.js';
import { evidenceKinds, type EvidenceKind, type LooseTier } from '../../../protocol/evidence.js';
import type { SqlDriver } from '../../rooms/store.js';
import type { HitSource } from './hit-source.js';

/** What was seen of loose hits, apart by what served them. */
export interface Tally {
  /** Counted in memory first and written a moment later. Never throws. */
  add(source: HitSource, kind: EvidenceKind): void;
  /**
   * By kind of content, of the hits of a tier and pool that an error bound lets through. Hits that only a looser bound
   * would have let through say nothing about a stricter one. Throws what the driver throws.
   */
  of(tier: LooseTier, pool: string, bound: number): ReadonlyMap<ContentClass, Seen>;
  /** The pool of a tier that was seen last. Throws what the driver throws. */
  lastPool(tier: LooseTier): string | undefined;
  /** Forgets what was seen of a tier and pool. Throws what the driver throws. */
  forget(tier: LooseTier, pool: string): void;
  /** Another number whenever something was added or forgotten. */
  version(): number;
  flush(): void;
}

export type Seen = ReadonlyMap<EvidenceKind, { readonly count: number; readonly weight: number }>;

/** After so long a piece of evidence counts half: models, prompts and the user's traffic change. */
export const halfLifeMs = 30 * 86_400_000;
const writeDelayMs = 1_000;

interface Row extends HitSource {
  readonly kind: EvidenceKind;
  count: number;
  weight: number;
  atMs: number;
}

export function openTally(driver: SqlDriver, nowMs: () => number): Tally {
  let held: Map<string, Row> | undefined;
  const unwritten = new Set<Row>();
  let timer: NodeJS.Timeout | undefined;
  let version = 0;

  const rows = () => (held ??= load(driver));
  const faded = ({ weight, atMs }: Row) => weight * 0.5 ** (Math.max(0, nowMs() - atMs) / halfLifeMs);
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (unwritten.size === 0) return;
    const waiting = [...unwritten];
    unwritten.clear();
    try {
      driver.transaction(() => {
        for (const { tier, pool, contentClass, bound, kind, count, weight, atMs } of waiting) {
          driver.run(
            `INSERT OR REPLACE INTO cache_seen (tier, pool, content_class, bound, kind, count, weight, at_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
            [...[tier, pool, contentClass, bound, kind, count, weight, atMs]],
          );
        }
      });
    } catch {
      // It still counts until the proxy ends.
    }
  };
  return {
    add({ tier, pool, contentClass, bound }, kind) {
      try {
        const row = { tier, pool, contentClass, bound, kind, count: 0, weight: 0, atMs: nowMs() };
        const known = rows().get(nameOf(row)) ?? row;
        rows().set(nameOf(row), known);
        known.weight = faded(known) + 1;
        known.count += 1;
        known.atMs = nowMs();
        version += 1;
        unwritten.add(known);
        timer ??= setTimeout(flush, writeDelayMs).unref();
      } catch {
        // What cannot be read is no reason to keep an answer from its caller.
      }
    },
    of(tier, pool, bound) {
      const found = new Map<ContentClass, Map<EvidenceKind, { count: number; weight: number }>>();
      for (const row of rows().values()) {
        if (row.tier !== tier || row.pool !== pool || row.bound > bound) continue;
        const seen = found.get(row.contentClass) ?? new Map<EvidenceKind, { count: number; weight: number }>();
        const { count, weight } = seen.get(row.kind) ?? { count: 0, weight: 0 };
        seen.set(row.kind, { count: count + row.count, weight: weight + faded(row) });
        found.set(row.contentClass, seen);
      }
      return found;
    },
    lastPool(tier) {
      let last: Row | undefined;
      for (const row of rows().values()) if (row.tier === tier && row.atMs >= (last?.atMs ?? 0)) last = row;
      return last?.pool;
    },
    forget(tier, pool) {
      for (const [name, row] of rows()) {
        if (row.tier !== tier || row.pool !== pool) continue;
        rows().delete(name);
        unwritten.delete(row);
      }
      version += 1;
      driver.run('DELETE FROM cache_seen WHERE tier = ? AND pool = ?', [tier, pool]);
    },
    version: () => version,
    flush,
  };
}

function nameOf({ tier, pool, contentClass, bound, kind }: Omit<Row, 'count' | 'weight' | 'atMs'>): string {
  return JSON.stringify([tier, pool, contentClass, bound, kind]);
}

function load(driver: SqlDriver): Map<string, Row> {
  const rows = driver.all('SELECT tier, pool, content_class, bound, kind, count, weight, at_ms FROM cache_seen');
  const held = new Map<string, Row>();
  for (const row of rows) {
    const kind = evidenceKinds.find(name => name === row['kind']);
    if (kind === undefined) continue;
    const read: Row = {
      tier: row['tier'] as LooseTier,
      pool: String(row['pool']),
      contentClass: row['content_class'] as ContentClass,
      bound: Number(row['bound']),
      kind,
      count: Number(row['count']),
      weight: Number(row['weight']),
      atMs: Number(row['at_ms']),
    };
    held.set(nameOf(read), read);
  }
  return held;
}

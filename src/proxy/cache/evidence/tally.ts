import type { EvidenceKind, LooseTier } from '../../../protocol/evidence.js';
import type { SqlDriver } from '../../rooms/store.js';

/** What was seen of the loose tiers, and which of them are closed because of it. */
export interface Tally {
  /** Counted in memory first and written a moment later. Never throws. */
  add(tier: LooseTier, kind: EvidenceKind): void;
  /** These throw what the driver throws. */
  of(tier: LooseTier): ReadonlyMap<EvidenceKind, { readonly count: number; readonly weight: number }>;
  closedMs(tier: LooseTier): number | undefined;
  close(tier: LooseTier): void;
  /** Forgets what was seen of the tier, too. */
  reopen(tier: LooseTier): void;
  flush(): void;
}

/** After so long a piece of evidence counts half: models, prompts and the user's traffic change. */
export const halfLifeMs = 30 * 86_400_000;
const writeDelayMs = 1_000;

interface Seen {
  readonly count: number;
  readonly weight: number;
  readonly atMs: number;
}

export function openTally(driver: SqlDriver, nowMs: () => number): Tally {
  let held: Map<LooseTier, Map<EvidenceKind, Seen>> | undefined;
  let closed: Map<LooseTier, number> | undefined;
  const unwritten = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const rows = (tier: LooseTier): Map<EvidenceKind, Seen> => {
    held ??= load(driver);
    let found = held.get(tier);
    if (found === undefined) held.set(tier, (found = new Map<EvidenceKind, Seen>()));
    return found;
  };
  const closings = () =>
    (closed ??= new Map(
      driver
        .all('SELECT tier, at_ms FROM cache_closed')
        .map(row => [row['tier'] as LooseTier, Number(row['at_ms'])] as const),
    ));
  const faded = ({ count, weight, atMs }: Seen): Seen => {
    const now = nowMs();
    return { count, weight: weight * 0.5 ** (Math.max(0, now - atMs) / halfLifeMs), atMs: now };
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (unwritten.size === 0) return;
    const names = [...unwritten].map(name => JSON.parse(name) as [LooseTier, EvidenceKind]);
    unwritten.clear();
    try {
      driver.transaction(() => {
        for (const [tier, kind] of names) {
          const { count = 0, weight = 0, atMs = 0 } = rows(tier).get(kind) ?? {};
          driver.run(
            'INSERT OR REPLACE INTO cache_evidence (tier, kind, count, weight, at_ms) VALUES (?, ?, ?, ?, ?)',
            [...[tier, kind, count, weight, atMs]],
          );
        }
      });
    } catch {
      // It still counts until the proxy ends.
    }
  };
  return {
    add(tier, kind) {
      try {
        const seen = rows(tier);
        const before = faded(seen.get(kind) ?? { count: 0, weight: 0, atMs: nowMs() });
        seen.set(kind, { ...before, count: before.count + 1, weight: before.weight + 1 });
        unwritten.add(JSON.stringify([tier, kind]));
        timer ??= setTimeout(flush, writeDelayMs).unref();
      } catch {
        // What cannot be read is no reason to keep an answer from its caller.
      }
    },
    of: tier => new Map([...rows(tier)].map(([kind, seen]) => [kind, faded(seen)])),
    closedMs: tier => closings().get(tier),
    close(tier) {
      closings().set(tier, nowMs());
      driver.run('INSERT OR REPLACE INTO cache_closed (tier, at_ms) VALUES (?, ?)', [tier, nowMs()]);
    },
    reopen(tier) {
      closings().delete(tier);
      rows(tier).clear();
      driver.run('DELETE FROM cache_closed WHERE tier = ?', [tier]);
      driver.run('DELETE FROM cache_evidence WHERE tier = ?', [tier]);
    },
    flush,
  };
}

function load(driver: SqlDriver): Map<LooseTier, Map<EvidenceKind, Seen>> {
  const held = new Map<LooseTier, Map<EvidenceKind, Seen>>();
  for (const row of driver.all('SELECT tier, kind, count, weight, at_ms FROM cache_evidence')) {
    const tier = row['tier'] as LooseTier;
    const kinds = held.get(tier) ?? new Map<EvidenceKind, Seen>();
    const seen = { count: Number(row['count']), weight: Number(row['weight']), atMs: Number(row['at_ms']) };
    held.set(tier, kinds.set(row['kind'] as EvidenceKind, seen));
  }
  return held;
}

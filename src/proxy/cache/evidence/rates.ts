import type { SqlDriver } from '../../rooms/store.js';

/** How often the cache had an answer, by client. */
export interface Rates {
  /** A search that was carried out. Counted in memory first and written a moment later. Never throws. */
  looked(client: string, isHit: boolean): void;
  /**
   * The search may be left out for this client: the cache had next to nothing for it, of many questions. One in ten is
   * searched all the same, so that it is noticed when that changes. Never throws.
   */
  mayLeaveOut(client: string): boolean;
  /** Sentences for the user about clients whose hit rate is low. `isLeftOut`: the search is left out for them. */
  advice(isLeftOut: boolean): readonly string[];
  flush(): void;
}

/** Under this share a cache adds work for nothing. */
const lowRate = 0.15;
/** Fewer lookups say nothing. */
const meaningful = 200;
/** More than so many are as good as forgotten, so that new habits show within some hundred questions. */
const remembered = 400;
const probeEvery = 10;
const halfLifeMs = 7 * 86_400_000;
const writeDelayMs = 1_000;
const maxClients = 64;

interface Rate {
  lookups: number;
  hits: number;
  atMs: number;
}

export function openRates(driver: SqlDriver, nowMs: () => number): Rates {
  let held: Map<string, Rate> | undefined;
  const unwritten = new Set<string>();
  const leftOut = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const rates = () => (held ??= load(driver));
  const guard = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const clients = [...unwritten];
    unwritten.clear();
    if (clients.length === 0) return;
    guard(
      () =>
        driver.transaction(() => {
          for (const client of clients) {
            const rate = rates().get(client);
            if (rate === undefined) continue;
            driver.run('INSERT OR REPLACE INTO cache_rates (client, lookups, hits, at_ms) VALUES (?, ?, ?, ?)', [
              ...[client, rate.lookups, rate.hits, rate.atMs],
            ]);
          }
        }),
      undefined,
    );
  };
  const isLow = ({ lookups, hits }: Rate) => lookups >= meaningful && hits < lowRate * lookups;
  return {
    looked(client, isHit) {
      guard(() => {
        const now = nowMs();
        let rate = rates().get(client);
        if (rate === undefined && rates().size >= maxClients) return;
        if (rate === undefined) rates().set(client, (rate = { lookups: 0, hits: 0, atMs: now }));
        const byTime = 0.5 ** (Math.max(0, now - rate.atMs) / halfLifeMs);
        const fade = Math.min(byTime, (remembered - 1) / Math.max(rate.lookups, 1));
        rate.lookups = rate.lookups * fade + 1;
        rate.hits = rate.hits * fade + (isHit ? 1 : 0);
        rate.atMs = now;
        unwritten.add(client);
        timer ??= setTimeout(flush, writeDelayMs).unref();
      }, undefined);
    },
    mayLeaveOut: client =>
      guard(() => {
        const rate = rates().get(client);
        if (rate === undefined || !isLow(rate)) return false;
        const count = (leftOut.get(client) ?? 0) + 1;
        leftOut.set(client, count);
        return count % probeEvery !== 0;
      }, false),
    advice: isLeftOut =>
      guard(
        () =>
          [...rates()]
            .filter(([, rate]) => isLow(rate))
            .map(([client, { lookups, hits }]) => {
              const share = `${((100 * hits) / lookups).toFixed(1)} %`;
              const had = `The cache had an answer for ${share} of the last ${Math.round(lookups)} questions of '${client}': too few to be worth looking.`;
              return isLeftOut
                ? `${had} Other words are looked for in one of ${probeEvery} only, until that changes.`
                : `${had} A rule in cache.ttlRules with ttlS 'never' leaves this client out, and cache.autoOff lets Tuppence skip the search for it.`;
            }),
        [],
      ),
    flush,
  };
}

function load(driver: SqlDriver): Map<string, Rate> {
  return new Map(
    driver
      .all('SELECT client, lookups, hits, at_ms FROM cache_rates')
      .map(row => [
        String(row['client']),
        { lookups: Number(row['lookups']), hits: Number(row['hits']), atMs: Number(row['at_ms']) },
      ]),
  );
}

import type { SqlDriver } from '../../rooms/store.js';

/** How often the cache had an answer, by client. */
export interface Rates {
  /** Counted in memory first and written a moment later. Never throws. */
  looked(client: string, isHit: boolean): void;
  /** The cache had next to nothing for this client, of many questions. */
  isLow(client: string): boolean;
  /** Sentences for the user about clients whose hit rate is low. */
  advice(): readonly string[];
  flush(): void;
}

/** Under this share a cache adds work for nothing. */
const lowRate = 0.15;
/** Fewer lookups say nothing. */
const meaningful = 200;
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
        const fade = 0.5 ** (Math.max(0, now - rate.atMs) / halfLifeMs);
        rate.lookups = rate.lookups * fade + 1;
        rate.hits = rate.hits * fade + (isHit ? 1 : 0);
        rate.atMs = now;
        unwritten.add(client);
        timer ??= setTimeout(flush, writeDelayMs).unref();
      }, undefined);
    },
    isLow: client =>
      guard(() => {
        const rate = rates().get(client);
        return rate !== undefined && isLow(rate);
      }, false),
    advice: () =>
      guard(
        () =>
          [...rates()]
            .filter(([, rate]) => isLow(rate))
            .map(([client, { lookups, hits }]) => {
              const share = `${((100 * hits) / lookups).toFixed(1)} %`;
              return `The cache had an answer for ${share} of the last ${Math.round(lookups)} questions of '${client}': too few to be worth looking. A rule in cache.ttlRules with ttlS 'never' leaves this client out, and cache.autoOff lets Tuppence skip the search for it.`;
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

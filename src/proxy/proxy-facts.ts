import { pausedForGood } from '../protocol/pause.js';
import { modeOf } from '../protocol/settings.js';
import type { Settings } from '../protocol/settings.js';
import type { ProxyFacts } from '../protocol/snapshot.js';
import { BadProviderError } from './keyring.js';
import type { Keyring } from './keyring.js';
import type { CacheInfo } from './rooms/cache.js';

interface FactsParts {
  readonly version: string;
  readonly startedMs: number;
  readonly port: number;
  readonly nowMs: number;
  readonly settings: Settings;
  readonly keyring: Pick<Keyring, 'usable' | 'ready'>;
  /** A demo provider runs, whether it has to answer or not. */
  readonly demoRuns: boolean;
  readonly cache: CacheInfo;
  readonly troubles: readonly string[];
}

/** The state of this proxy, without its figures. */
export function factsOf(parts: FactsParts): ProxyFacts {
  const { version, startedMs, port, nowMs, settings, cache } = parts;
  const { pausedUntilMs, routing } = settings;
  const { providers, demo, trouble } = providersOf(parts);
  return {
    version,
    pid: process.pid,
    startedMs,
    url: `http://127.0.0.1:${port}`,
    port,
    demo,
    providers,
    mode: modeOf(settings, nowMs),
    pausedUntilMs: pausedUntilMs > nowMs && pausedUntilMs < pausedForGood ? pausedUntilMs : null,
    tiers: Object.fromEntries(
      Object.entries(routing.tiers).flatMap(([tier, model]) => (model === undefined ? [] : [[tier, model]])),
    ),
    similarity: settings.cache.similarity,
    semantic: cache.semantic,
    cheapBelow: routing.cheapBelow,
    strongFrom: routing.strongFrom,
    cacheEntries: cache.entries,
    cacheBytes: cache.bytes,
    troubles: [...parts.troubles, ...(trouble === undefined ? [] : [trouble]), ...cache.advice],
  };
}

/** Settings change under a running proxy, and may come to name a default provider that does not exist. */
function providersOf({ keyring, demoRuns }: FactsParts) {
  try {
    return { providers: keyring.usable(), demo: demoRuns && !keyring.ready(), trouble: undefined };
  } catch (error) {
    if (!(error instanceof BadProviderError)) throw error;
    return { providers: [], demo: false, trouble: error.message };
  }
}

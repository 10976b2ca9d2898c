import type { Identity } from '../protocol/api.js';
import type { Snapshot } from '../protocol/snapshot.js';
import { openFollowers } from './intake/followers.js';
import type { Followers } from './intake/followers.js';
import type { Keyring } from './keyring.js';
import { dayStartMs } from './local-day.js';
import type { Clock } from './prompt.js';
import type { RouteRoom } from './rooms/route.js';
import { factsOf } from './proxy-facts.js';
import type { SettingsFile } from './settings-file.js';
import { snapshotOf } from './snapshot.js';
import type { Stores } from './stores.js';

/** What a meter and a dashboard read of this proxy. */
export interface Panel {
  snapshot(): Snapshot;
  readonly followers: Followers;
  identity(): Identity;
  /** Sentences about what is wrong while prompts still pass. */
  troubles(): readonly string[];
}

export function openPanel(parts: {
  readonly version: string;
  readonly door: Identity['door'];
  readonly dataFolder: string;
  readonly port: number;
  readonly settingsFile: SettingsFile;
  readonly keyring: Pick<Keyring, 'usable' | 'ready'>;
  /** A demo provider runs, whether it has to answer or not. */
  readonly demoRuns: () => boolean;
  readonly stores: Pick<Stores, 'record' | 'cache' | 'learning' | 'recovered'>;
  readonly route: Pick<RouteRoom, 'trouble'>;
  readonly clock: Clock;
}): Panel {
  const { version, door, dataFolder, port, settingsFile, keyring, stores, clock } = parts;
  const { record, cache } = stores;
  const startedMs = clock.nowMs();
  const settings = () => settingsFile.current();
  const troubles = () =>
    [
      settingsFile.trouble(),
      record.trouble(),
      cache.info().trouble,
      parts.route.trouble(),
      stores.learning.trouble(),
      stores.recovered,
      followers.trouble(),
    ].filter(sentence => sentence !== undefined);
  const facts = () =>
    factsOf({
      version,
      startedMs,
      port,
      nowMs: clock.nowMs(),
      settings: settings(),
      keyring,
      demoRuns: parts.demoRuns(),
      cache: cache.info(),
      troubles: troubles(),
    });
  const snapshot = () => snapshotOf({ record, cache, settings, facts, clock });
  /** What changes without anybody telling: the state of things, the day that is today, the hour that is the last. */
  const seen = () => JSON.stringify([facts(), dayStartMs(clock.nowMs()), Math.floor(clock.nowMs() / hourMs)]);
  const followers = openFollowers({ snapshot, seen, clock });
  settingsFile.onChange(followers.changed);
  const identity = (): Identity => ({
    product: 'tuppence',
    version,
    pid: process.pid,
    startedMs,
    dataFolder,
    door,
    windows: followers.windows(),
  });
  return { snapshot, followers, identity, troubles };
}

const hourMs = 3_600_000;

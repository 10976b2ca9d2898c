import { parseSettings, type Settings } from '../../../src/protocol/settings.js';

/** Settings as a user would write them below `cache`. */
export function cacheSettings(cache: Partial<Settings['cache']> = {}): Settings {
  return parseSettings({ cache });
}

import { pausedForGood } from '../../../src/protocol/pause.js';
import type { ModeNow } from './health.js';

/** What a user may make Tuppence do, where the page changes it itself. */
export const modeChanges = ['on', 'observe', 'pause', 'off'] as const;
export type ModeChange = (typeof modeChanges)[number];

export interface ModeChoice {
  readonly key: ModeChange;
  readonly label: string;
  readonly words: string;
  readonly chosen: boolean;
}

export function modeChoices(now: ModeNow): readonly ModeChoice[] {
  return modeChanges.map(key => ({ key, ...words[key], chosen: key === now || (key === 'pause' && now === 'paused') }));
}

const words: Readonly<Record<ModeChange, { readonly label: string; readonly words: string }>> = {
  on: { label: 'On', words: 'repeats come from the cache, routing picks the model' },
  observe: { label: 'Observe', words: 'repeats come from the cache, routing only watches' },
  pause: { label: 'Pause for an hour', words: 'every prompt passes untouched' },
  off: { label: 'Off', words: 'every prompt passes untouched, until you switch it on' },
};

const hourMs = 3_600_000;

/** The same as a patch of the settings. `resume` ends a pause and leaves routing as it was. */
export function settingsPatch(change: ModeChange | 'resume', nowMs: number): object {
  switch (change) {
    case 'on':
    case 'observe':
      return { pausedUntilMs: 0, routing: { mode: change } };
    case 'pause':
      return { pausedUntilMs: nowMs + hourMs };
    case 'off':
      return { pausedUntilMs: pausedForGood };
    case 'resume':
      return { pausedUntilMs: 0 };
  }
}

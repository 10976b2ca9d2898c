import type { Entry } from './entry.js';

/**
 * Whether an entry may be served now. Its end is fixed when it is stored and a hit never moves it; `maxAgesS` are the
 * further limits that hold for this request, in seconds.
 */
export function isFresh(entry: Entry, nowMs: number, ...maxAgesS: readonly (number | undefined)[]): boolean {
  const ageMs = nowMs - entry.createdMs;
  return nowMs < entry.expiresMs && maxAgesS.every(maxS => maxS === undefined || ageMs < maxS * 1000);
}

/** Whole seconds since the entry was stored; 0 when the clock was set back. */
export function ageS(entry: Entry, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - entry.createdMs) / 1000));
}

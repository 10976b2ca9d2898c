import type { Scan } from '../scan.js';

/** What a signal looks at. */
export interface Sight {
  readonly scan: Scan;
  /** Turns of the same human before this one. */
  readonly earlierTurns: number;
}

/** A pure reading in 0..1 that works in any language: it looks at shape, never at what words mean. */
export type Signal = (sight: Sight) => number;

/** 0 for nothing, 1 from `full` on, even steps per doubling in between. */
export function logShare(value: number, full: number): number {
  return Math.min(1, Math.log1p(value) / Math.log1p(full));
}

/** Linear between nothing and `full`, then 1. */
export function linearShare(value: number, full: number): number {
  return Math.min(1, value / full);
}

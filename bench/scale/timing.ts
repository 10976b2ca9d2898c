/** Milliseconds at the middle and at the slowest hundredth. */
export interface Spread {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Rounded to a microsecond. */
export function spread(timesMs: readonly number[]): Spread {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

export function round(value: number): number {
  return Number(value.toFixed(3));
}

/** One line for people, kept apart from the result on stdout. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

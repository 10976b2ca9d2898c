/** What follows a crash of the proxy's process. */
export type AfterCrash =
  | { readonly kind: 'restart'; readonly inMs: number; readonly first: boolean }
  | { readonly kind: 'give-up'; readonly crashes: number };

/** Pauses before the first, second, ... restart. After as many crashes within {@link spanMs} nothing is started again. */
const pausesMs = [250, 1_000, 4_000, 10_000] as const;
const spanMs = 180_000;

/** Decides after each crash; times are milliseconds since 1970. Older crashes are forgotten. */
export function makeRestartPolicy(): { crashed(nowMs: number): AfterCrash; forget(): void } {
  let crashesMs: readonly number[] = [];
  return {
    crashed: nowMs => {
      crashesMs = [...crashesMs.filter(atMs => nowMs - atMs < spanMs), nowMs];
      const inMs = pausesMs[crashesMs.length - 1];
      if (inMs === undefined) return { kind: 'give-up', crashes: crashesMs.length };
      return { kind: 'restart', inMs, first: crashesMs.length === 1 };
    },
    forget: () => (crashesMs = []),
  };
}

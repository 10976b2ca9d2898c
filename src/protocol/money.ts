/** A whole number of micro-dollars (1 USD = 1,000,000). Every sum of money inside Tuppence has this unit. */
export type MicroUsd = number;

/**
 * Dollars for people: two decimals from one dollar up, and enough digits below it that a sub-cent call is never shown
 * as zero. Negative amounts keep their sign, because a saving may be negative.
 */
export function formatUsd(microUsd: MicroUsd): string {
  const sign = microUsd < 0 ? '-' : '';
  const abs = Math.abs(microUsd);
  if (abs === 0) return '$0.00';
  const decimals = abs >= 1_000_000 ? 2 : abs >= 10_000 ? 3 : abs >= 100 ? 4 : 6;
  return `${sign}$${(abs / 1_000_000).toFixed(decimals)}`;
}

/** Dollars to the micro-dollar, for sentences that can be checked against a bill: `$0.020352`. */
export function exactUsd(microUsd: MicroUsd): string {
  return `${microUsd < 0 ? '-' : ''}$${(Math.abs(microUsd) / 1_000_000).toFixed(6)}`;
}

/** The same amount as a decimal number of dollars, exact to the micro-dollar, for JSON fields named `...Usd`. */
export function toUsd(microUsd: MicroUsd): number {
  return Number((microUsd / 1_000_000).toFixed(6));
}

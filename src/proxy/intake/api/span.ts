/** `30m`, `24h`, `7d` in milliseconds; undefined when it is none of these. */
export function readSpanMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  return unitMs === undefined ? undefined : Number(amount) * unitMs;
}

/**
 * The start of the local day that lies `daysBack` days before the one of this moment, in milliseconds since 1970. Days
 * of 23 or 25 hours count as days.
 */
export function dayStartMs(nowMs: number, daysBack = 0): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack).getTime();
}

/** The start of the local month of this moment. */
export function monthStartMs(nowMs: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth()).getTime();
}

/**
 * The start of the part of the local day that this moment lies in, or of the one `back` parts before it. Days have parts
 * of `hours` hours, counted from midnight.
 */
export function partStartMs(nowMs: number, hours: number, back = 0): number {
  const now = new Date(nowMs);
  const part = Math.floor(now.getHours() / hours) - back;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate(), part * hours).getTime();
}

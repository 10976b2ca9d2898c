type Headers = Readonly<Record<string, string | string[]>>;

/** Some SDKs sleep for as long as they are told to, with the user waiting. After this they may as well ask again. */
const longestS = 60;

/**
 * The headers with `retry-after` (seconds or a date) and `retry-after-ms` of at most a minute; what the provider said
 * goes on in `x-tuppence-retry-after-original`. The very same object when nothing is above. A date is held against the
 * reply's own `date`; without one it counts as too late.
 */
export function capRetryAfter(headers: Headers): Headers {
  const long = isLong(headers['retry-after'], text => secondsOf(text, headers['date']));
  const longMs = isLong(headers['retry-after-ms'], text => Number.parseFloat(text) / 1_000);
  if (!long && !longMs) return headers;
  const original = long ? String(headers['retry-after']) : `${String(headers['retry-after-ms'])} ms`;
  return {
    ...headers,
    ...(long ? { 'retry-after': String(longestS) } : {}),
    ...(longMs ? { 'retry-after-ms': String(longestS * 1_000) } : {}),
    'x-tuppence-retry-after-original': original,
  };
}

function isLong(value: string | string[] | undefined, seconds: (text: string) => number): boolean {
  return value !== undefined && [value].flat().some(text => seconds(text) > longestS);
}

/** Reads as clients do, which take the number at the start; `NaN` for what says nothing. */
function secondsOf(text: string, date: string | string[] | undefined): number {
  const number = Number.parseFloat(text);
  if (!Number.isNaN(number)) return number;
  const untilMs = Date.parse(text);
  const nowMs = Date.parse(String(date));
  return Number.isNaN(nowMs) ? (Number.isNaN(untilMs) ? Number.NaN : Infinity) : (untilMs - nowMs) / 1_000;
}

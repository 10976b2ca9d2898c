import { byteUnits } from './letter-case.js';

/**
 * The spelling that an identifier or number shares with its careless forms: people type `usememo` for `useMemo` and `100mb`
 * for `100MB`. Flags, single letters, patterns, tags and formats of dates mean something else in the other case, and stay.
 */
export function foldedCode(raw: string): string {
  const low = raw.toLowerCase();
  if (raw === low) return raw;
  if (identifier.test(raw) && /[a-z]{3}/i.test(raw) && !dateFormat.test(raw)) return low;
  if (known.test(raw)) return low;
  const unit = /^\d[\d.,]*([a-z]+)$/i.exec(raw)?.[1];
  if (unit === undefined) return raw;
  return /^[KMGT]i$/.test(unit) || (isOneCase(unit) && sameInEither.has(unit.toLowerCase())) ? low : raw;
}

/** Names with an inner capital, which nothing but a name has. */
export function isCamel(word: string): boolean {
  return word.length > 2 && /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(word);
}

/** A folded identifier that may as well have been typed as a plain word. */
export function plainIdentifier(token: string): string {
  return /^`(?:[a-z]{4,}|nan)$/.test(token) ? token.slice(1) : token;
}

const identifier = /^@?[a-z_$][\w$]*(?:[./:-]+[\w$]+)*(?:\(\))?$/i;
/** Short names with a digit or symbol, options in full, endings of files, a setting with its value. */
const known =
  /^(?:n\+1|c\+\+\d\d|[a-z]{2}-[a-z]{2}|[a-z]{2,}\d{2,}|head[~^]\d*|--[a-z][a-z-]{2,}|\.[a-z]{2,5}|[a-z]{3,}=-?[a-z\d]{2,})$/i;
const dateFormat = /^[ymdhsazt\d:._/-]+$/i;

function isOneCase(unit: string): boolean {
  return unit === unit.toLowerCase() || unit === unit.toUpperCase();
}

const sameInEither: ReadonlySet<string> = new Set([
  ...byteUnits,
  ...'kib mib gib tib px vh vw rem em fps st nd rd th'.split(' '),
]);

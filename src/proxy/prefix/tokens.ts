import type { BreakKind } from '../../protocol/prompt-cache.js';

/** What a differing piece of text is, as far as its shape tells. */
type TokenKind = Extract<BreakKind, 'date' | 'id' | 'path' | 'number' | 'space' | 'text'>;

export interface TokenChange {
  readonly kind: TokenKind;
  /** The differing token before and after; empty for spaces and free text, which are never shown. */
  readonly before: string;
  readonly after: string;
}

/** Looks at the first place where two texts differ and says what stands there. The texts must differ. */
export function tokenChange(before: string, after: string): TokenChange {
  const at = firstDifference(before, after);
  for (const [kind, pattern] of patterns) {
    const old = matchAround(before, at, pattern);
    const fresh = matchAround(after, at, pattern);
    if (old !== undefined && fresh !== undefined) return { kind, before: old, after: fresh };
  }
  const squeezed = [before, after].map(text => text.replace(/\s+/g, ''));
  return { kind: squeezed[0] === squeezed[1] ? 'space' : 'text', before: '', after: '' };
}

const months =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const days = '(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?';

/** Most telling first: an id is made of numbers, and a date may be part of a path. */
const patterns: readonly (readonly [kind: 'date' | 'id' | 'path' | 'number', pattern: RegExp])[] = [
  ['id', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi],
  ['date', /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g],
  ['date', /\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/g],
  [
    'date',
    new RegExp(
      `(?:${days},?\\s+)?(?:${months})\\.?\\s+\\d{1,2}(?:,?\\s+\\d{4})?(?:,?\\s+\\d{2}:\\d{2}(?::\\d{2})?)?`,
      'g',
    ),
  ],
  ['date', new RegExp(`(?:${days},?\\s+)?\\d{1,2}\\.?\\s+(?:${months})(?:\\s+\\d{4})?`, 'g')],
  ['date', new RegExp(`\\b${days}\\b`, 'g')],
  ['date', /\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?\b/gi],
  // Seconds or milliseconds since 1970, between 2001 and 2286.
  ['date', /(?<![\w.-])[1-9]\d{9}(?:\d{3})?(?![\w.-])/g],
  ['path', /(?:[A-Za-z]:)?[\w.@~+-]*[\\/][\w.@~+\\/-]*[\w\\/]/g],
  ['id', /\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{7,64}\b/gi],
  ['id', /\b(?:[a-z]{2,12}_)+(?=\w*\d)[A-Za-z0-9]{6,}\b/g],
  ['id', /\b(?=\w*\d)(?=\w*[A-Z])(?=\w*[a-z])\w{16,}\b/g],
  ['number', /-?\d[\d,_]*(?:\.\d+)?%?/g],
];

/** Looked at on either side of the difference: longer than any of these tokens. */
const window = 120;

function matchAround(text: string, at: number, pattern: RegExp): string | undefined {
  const from = Math.max(0, at - window);
  for (const match of text.slice(from, at + window).matchAll(pattern)) {
    const start = from + match.index;
    if (start <= at && at <= start + match[0].length) return match[0];
  }
  return undefined;
}

/** Index of the first UTF-16 unit in which two texts differ. */
export function firstDifference(before: string, after: string): number {
  const length = Math.min(before.length, after.length);
  let at = 0;
  while (at < length && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  return at;
}

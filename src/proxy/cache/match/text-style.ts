import type { Chunk } from './cut.js';
import { caseMode, type CaseMode } from './letter-case.js';
import { nameOf, sqlNames } from './names.js';

/** How the whole text treats capitals. */
export interface Style {
  readonly mode: CaseMode;
  readonly sql: boolean;
  /** Speaks of requests over HTTP, whose verbs are often shouted. */
  readonly http: boolean;
  /** Speaks of a place where a PR is a pull request. */
  readonly hub: boolean;
  /** Compares two things: there, a capital tells no type from a thing. */
  readonly compares: boolean;
  /** Words, in small letters, that this text writes in two ways: `String` and `string`. There, case is what it is about. */
  readonly contested: ReadonlySet<string>;
}

export function styleOf(text: string, words: readonly string[], chunks: readonly Chunk[]): Style {
  // What follows the mode only matters to abbreviations and types.
  const capitals = /[A-Z]/.test(text);
  return {
    mode: caseMode(words),
    sql: capitals && words.some(word => sqlNames.has(nameOf(word.toLowerCase()) ?? '') || onlySql.has(word)),
    http: capitals && /\b(?:https?|requests?|endpoints?|rest|api|curl|fetch|form|method)\b/i.test(text),
    hub: capitals && /\b(?:git|github|gitlab|bitbucket|detached|template|review)\b/i.test(text),
    compares: capitals && /\b(?:vs\.?|versus|differences? between|differs?|different from|compared?)\b/i.test(text),
    contested: capitals ? twoWays(chunks) : none,
  };
}
const none: ReadonlySet<string> = new Set();
const onlySql: ReadonlySet<string> = new Set(
  'SELECT JOIN UNION HAVING DISTINCT INSERT TRUNCATE WHERE ALTER'.split(' '),
);

function twoWays(chunks: readonly Chunk[]): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const contested = new Set<string>();
  for (const { text } of chunks) {
    const low = text.toLowerCase();
    const before = seen.get(low);
    if (before !== undefined && before !== text) contested.add(low);
    seen.set(low, text);
  }
  return contested;
}

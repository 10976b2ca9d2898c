import type { Chunk } from './cut.js';
import { articles, clauses, linking } from './function-words.js';
import type { CaseMode } from './letter-case.js';
import { bareVerb, singular } from './inflection.js';
import { nameOf } from './names.js';
import { orderVerbs } from './order-verbs.js';
import { spell } from './spelling.js';

/**
 * Whether an article is no article but the very word that is spoken of: the letter in 'an A record' and 'the a tag', or
 * either side of 'the difference between a and the'.
 */
export function isWordItself(
  chunk: Chunk,
  before: Chunk | undefined,
  after: Chunk | undefined,
  mode: CaseMode,
): boolean {
  if (chunk.kind !== 'word' || chunk.text.length > longestWord) return false;
  const word = chunk.text.toLowerCase();
  if (word === 'i') return isLetterI(wordOf(before), wordOf(after));
  if (!articles.has(word)) return false;
  const previous = wordOf(before);
  if (previous !== undefined && articles.has(previous)) return true;
  if (after === undefined || (after.kind === 'mark' && after.text !== '-')) return word === 'a' || previous === 'and';
  const next = wordOf(after);
  if (next === undefined) return false;
  if (afterLetter.has(next)) return true;
  if (word !== 'a' || nameOf(spell(next)) !== undefined) return false;
  if (chunk.text === 'A' && mode === 'plain' && lettered.has(singular(next))) return true;
  // 'DNS a record' and 'style a tags': where no article can stand, or none that counts one.
  return (
    (lettered.has(singular(next)) && !takesArticle(previous)) || (singular(next) !== next && !collective.has(next))
  );
}

/** `the`. */
const longestWord = 3;

/** Vim's `i` and `I`: nobody asks 'what does I do' of himself. */
function isLetterI(before: string | undefined, after: string | undefined): boolean {
  if (before === 'does' || before === 'between' || before === 'vs') return true;
  if (before !== undefined && articles.has(before)) return true;
  return after === 'vs' || (after !== undefined && lettered.has(after) && !beforeAsker.has(before ?? ''));
}

/** 'How can I switch to' speaks of the asker. */
const beforeAsker: ReadonlySet<string> = new Set(
  'can could should would will may might must do did if when that how what why where before after while and or'.split(
    ' ',
  ),
);

function wordOf(chunk: Chunk | undefined): string | undefined {
  return chunk?.kind === 'word' ? chunk.text.toLowerCase() : undefined;
}

function takesArticle(previous: string | undefined): boolean {
  if (previous === undefined) return true;
  return linking.has(previous) || clauses.has(previous) || orderVerbs.has(bareVerb(previous)) || opening.has(previous);
}
const opening: ReadonlySet<string> = new Set(
  (
    'what who where when how why does do did can could should would will i you we it me us one need want give tell explain ' +
    'describe define put make such what just only even also there whether that whose which than then'
  ).split(' '),
);

/** No noun begins with one of these. */
const afterLetter: ReadonlySet<string> = new Set(
  'and or vs versus is are does did than to from into mean means of in on at'.split(' '),
);

/** What one letter can be the name of. */
const lettered: ReadonlySet<string> = new Set(
  'record tag element anchor flag command option register key keybinding operator drive class letter argument parameter switch variable column side selector button'.split(
    ' ',
  ),
);

/** Nouns that look like plurals behind an article. */
const collective: ReadonlySet<string> = new Set(
  'windows series news means species lens canvas alias bonus analysis basis couple'.split(' '),
);

import { directionWords, stopWords } from './small-words.js';
import { stem } from './stem.js';

/** How far from a word of direction its two sides reach, in words that carry content. */
const reach = 4;

/**
 * Whether two things change places around a word of direction: 'from float to int' and 'from int to float', 'lint before
 * you build' and 'build before you lint'. The words are the texts' in small letters.
 */
export function isTurned(a: readonly string[], b: readonly string[]): boolean {
  const others = sidesOf(b);
  return sidesOf(a).some(one =>
    others.some(
      other =>
        one.word === other.word &&
        one.before.some(thing => other.after.includes(thing) && !other.before.includes(thing)) &&
        one.after.some(thing => other.before.includes(thing) && !other.after.includes(thing)),
    ),
  );
}

interface Sides {
  readonly word: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function sidesOf(words: readonly string[]): readonly Sides[] {
  return words.flatMap((word, at): readonly Sides[] => {
    if (!turning.has(word) || (word === 'to' && opensInfinitive.has(words[at - 1] ?? ''))) return [];
    const content = (part: readonly string[]) =>
      part.filter(other => !stopWords.has(other) && !directionWords.has(other)).map(stem);
    return [
      { word, before: content(words.slice(0, at)).slice(-reach), after: content(words.slice(at + 1)).slice(0, reach) },
    ];
  });
}

const turning: ReadonlySet<string> = new Set(
  'to into onto from before after than over under inside without in on by instead then'.split(' '),
);
const opensInfinitive: ReadonlySet<string> = new Set(
  'how way ways want need like have used going able trying command steps possible wish supposed tell best'.split(' '),
);

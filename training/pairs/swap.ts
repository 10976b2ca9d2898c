import { pick, type Random } from '../random.js';
import { antonyms } from './antonyms.js';
import { anyOf } from './rewrite.js';
import { siblings } from './siblings.js';

/** Names that are everyday words too, and so are left alone in a running text. */
const everyday = new Set(
  'find sort cut head tail top kill cat screen diff set text record pick final static module property method long short text first second third last middle float margin transform lambda slice go view cursor trigger master main express float rest never unknown required exclude'.split(
    ' ',
  ),
);

const kindOf = new Map<string, readonly string[]>();
for (const names of Object.values(siblings)) {
  for (const name of names) if (!everyday.has(name) && !kindOf.has(name)) kindOf.set(name, names);
}
const opposites = new Map<string, string>();
for (const [one, other] of antonyms) {
  if (!opposites.has(one)) opposites.set(one, other);
  if (!opposites.has(other)) opposites.set(other, one);
}

const lowerNames = anyOf([...kindOf.keys()].filter(name => name === name.toLowerCase()));
const casedNames = anyOf(
  [...kindOf.keys()].filter(name => name !== name.toLowerCase()),
  'g',
);
const oppositeWords = anyOf([...opposites.keys()]);
const numbers = /(?<![\w.])\d+(?:\.\d+)*(?![\w])/g;

/**
 * The text with one thing exchanged so that another answer is needed: a name for its sibling, a word for its opposite, a
 * number for another. Undefined when the text holds nothing that can be exchanged.
 */
export function swap(text: string, random: Random): string | undefined {
  const changes = [
    ...places(text, lowerNames, found => sibling(found.toLowerCase(), random)),
    ...places(text, casedNames, found => sibling(found, random)),
    ...places(text, oppositeWords, found => opposites.get(found.toLowerCase())),
    ...places(text, numbers, found => otherNumber(found, random)),
  ];
  if (changes.length === 0) return undefined;
  const { at, length, by } = pick(changes, random);
  return text.slice(0, at) + by + text.slice(at + length);
}

/** Another name of the same kind; undefined for a name that has no kind. */
function sibling(name: string, random: Random): string | undefined {
  const others = kindOf.get(name)?.filter(other => other !== name);
  return others === undefined ? undefined : pick(others, random);
}

interface Change {
  readonly at: number;
  readonly length: number;
  readonly by: string;
}

function places(text: string, pattern: RegExp, change: (found: string) => string | undefined): Change[] {
  return [...text.matchAll(pattern)].flatMap(match => {
    const by = change(match[0]);
    return by === undefined ? [] : [{ at: match.index, length: match[0].length, by }];
  });
}

/** The last part of a number or version, moved by a little or by a lot. */
function otherNumber(found: string, random: Random): string {
  const parts = found.split('.');
  const last = Number(parts.at(-1));
  const moved = random() < 0.8 ? last + pick([1, 2, 3, 5, 10, -1, -2], random) : last * pick([2, 10, 100], random);
  return [...parts.slice(0, -1), moved === last || moved < 0 ? last + 1 : moved].join('.');
}

import { clauses, linking, owners } from './function-words.js';
import { singular } from './inflection.js';

/**
 * Whether an owner may be left out of a request. 'Undo my last commit' is how the last commit is undone; but 'list my
 * repositories' lists only some, 'find my address' is not about any address, and 'my code' may be all of it.
 */
export function isIdleOwner(words: readonly string[], at: number): boolean {
  if (!owners.has(words[at] ?? '')) return false;
  const thing: string[] = [];
  for (const word of words.slice(at + 1)) {
    if (linking.has(word) || clauses.has(word)) break;
    thing.push(word);
  }
  if (thing.some(word => theOne.has(word))) return true;
  if (words.slice(0, at).some(word => seeks.has(word))) return false;
  return thing.length > 0 && !thing.some(isMany) && !thing.some(word => others.has(word));
}

/** With one of these there is one such thing, whoever owns it. */
const theOne: ReadonlySet<string> = new Set(['last', 'latest', 'previous', 'version']);

/** Verbs whose answer is the thing itself: whose it is decides where to look. */
const seeks: ReadonlySet<string> = new Set(
  (
    'get find show list check see print count search view display read know retrieve fetch look lookup tell determine query ' +
    'inspect monitor track log measure identify locate access export browse filter select watch'
  ).split(' '),
);

/** 'My own hook' is one that I write; 'my other branch' is not any branch. */
const others: ReadonlySet<string> = new Set(['own', 'other', 'whole', 'entire', 'only']);

function isMany(word: string): boolean {
  if (word.startsWith('@') || word.startsWith('`')) return false;
  return mass.has(word) || singular(word) !== word || /(?:^|[^suio])s$/.test(word) || /(?:ing|ware|age)$/.test(word);
}

const mass: ReadonlySet<string> = new Set(
  (
    'data traffic mail e-mail history code memory work progress music info information documentation feedback content output ' +
    'input people children config configuration stuff everything media research knowledge bandwidth disk'
  ).split(' '),
);

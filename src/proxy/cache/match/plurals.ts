import { clauses, linking } from './function-words.js';
import type { Token } from './tokens.js';

/**
 * How many words of a request may lose their plural. Some verbs are said of things in general: to use a hook is to use
 * hooks. With all others the number is part of the wish: one branch is deleted in another way than many, and one list
 * is sorted but several are sorted together.
 */
export function countlessWords(content: readonly Token[]): number {
  const things = general.get(content[0] ?? '');
  if (things === undefined || content.some(word => together.has(word))) return 0;
  const end = content.findIndex((word, at) => at > 0 && (linking.has(word) || clauses.has(word)));
  const object = content.slice(1, end === -1 ? content.length : end);
  const last = object.at(-1) ?? '';
  return things === any ? (counted.has(last) ? 0 : 1 + object.length) : things.has(last) ? 1 + object.length : 0;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

const any = words('');
const constructs = words(
  'test tests function functions class classes method methods loop loops hook hooks comment comments plugin plugins macro macros ' +
    'decorator decorators migration migrations mock mocks spec specs selector selectors generic generics type types interface ' +
    'interfaces enum enums constant constants variable variables array arrays lambda lambdas component components middleware ' +
    'trait traits struct structs subquery subqueries',
);
const faults = words(
  'error errors exception exceptions rejection rejections timeout timeouts event events promise promises failure failures form forms',
);

/** Verbs, each with the things that it is said of in general. */
const general: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['use', any],
  ['test', any],
  ['mock', any],
  ['document', any],
  ['style', any],
  ['implement', any],
  ['write', constructs],
  ['define', constructs],
  ['declare', constructs],
  ['debug', words('test tests component components script scripts app apps application applications')],
  ['handle', faults],
  ['add', words('comment comments docstring docstrings')],
]);

/** Where several of one kind are another task even for the verbs above. */
const counted = words(
  'database databases account accounts monitor monitors version versions key keys domain domains schema schemas',
);

/** Words that say the things are taken together. */
const together = words(
  'parallel concurrently together simultaneously once both all each every multiple several many different other another same two ' +
    'sequence sequentially batch bulk between order combined nested single one only',
);

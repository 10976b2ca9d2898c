/** Words that mean the same to a judge that has already seen that the two texts are near each other. */
const groups: readonly string[] = [
  'remove delete erase eliminate',
  'create make',
  'get retrieve obtain',
  'show display view see',
  'change modify edit',
  'exit quit',
  'start launch begin',
  'fix solve',
  'throw raise',
  'fast quick',
  'simple easy',
  'contain contains include includes have has',
  'compute calculate',
  'maximum largest biggest highest greatest',
  'minimum smallest lowest',
  'average mean',
  'large big',
  'small little',
  'picture image photo',
  'multiple several many',
  'unique distinct',
  'whole entire',
  'require need',
  'allow permit',
  'duplicate repeated',
  'newest latest',
  'uppercase capital',
  'correct proper',
  'usage use',
  'purpose point',
  'benefit advantage pro',
  'benefits advantages pros',
  'drawback disadvantage con',
  'drawbacks disadvantages cons',
  'implement implementation',
  'website site',
  'happen occur',
  'identical same',
  'call invoke',
  'starting beginning',
  'choose pick select',
  'abort cancel',
  'terminate kill',
  'unpack extract',
  'shrink reduce lower decrease',
  'each every',
  'blank empty',
  'repair fix',
  'alter change',
  'occurrence appearance',
  'broken faulty',
  'rapidly quickly fast',
  'typical common',
  'brief short',
  'wrong incorrect',
  'method way',
];

const groupOf = new Map(
  groups.flatMap(group => group.split(' ').map(word => [word, group.split(' ')[0] ?? word] as const)),
);

/** The word that stands for all words of one meaning. */
export function meaning(word: string): string {
  return groupOf.get(word) ?? word;
}

/** What follows an identifier only to say what kind of thing it is. */
export const kindNouns: ReadonlySet<string> = new Set('hook method function command operator keyword flag'.split(' '));

/** What follows a name, or a noun of prose, only to say what kind of thing it is. A hash function is not a hash. */
export const kindsOfNames: ReadonlySet<string> = new Set(['language', 'framework']);
export const kindsOfNouns: ReadonlySet<string> = new Set(['algorithm', 'protocol']);

/** Functions that everybody calls by their bare word: 'use the map function' is 'use map'. */
export const callables: ReadonlySet<string> = new Set(
  'map filter reduce sort find split join slice splice push pop shift print range zip enumerate sorted reversed min max sum len format replace strip trim concat'.split(
    ' ',
  ),
);

export const light: ReadonlySet<string> = new Set(['actually', 'basically', 'somehow']);

/** Words that carry direction, order or place. */
export const directions: ReadonlySet<string> = new Set(
  'to from into onto before after over under than between through against by via without with out up down off back then'.split(
    ' ',
  ),
);

/** What is 'in' a thing as much as it is 'of' it. */
export const parts: ReadonlySet<string> = new Set(
  'element elements character characters item items word words letter letters digit digits occurrences duplicates'.split(
    ' ',
  ),
);

/** Verbs whose 'from' is only a place as well: 'remove spaces from' is 'remove spaces in'. */
export const takesOut: ReadonlySet<string> = new Set(['remove', 'delete', 'strip', 'trim']);

export const conditions: ReadonlySet<string> = new Set(
  'if unless when while until except only once because instead even whether whenever'.split(' '),
);

export const quantifiers: ReadonlySet<string> = new Set(
  (
    'all every each any some none both either neither first last second third next previous same other another more less most ' +
    'least at many few several multiple single one once twice exactly half whole only'
  ).split(' '),
);

export const negations: ReadonlySet<string> = new Set('not no never none without nor neither cannot non'.split(' '));

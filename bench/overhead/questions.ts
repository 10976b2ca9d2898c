/** A developer's question, and the same one in other words: always equally many wordings, in the same order. */
export interface Question {
  readonly asked: string;
  readonly rephrased: readonly string[];
}

/** `count` questions that all ask different things, starting with the `from`-th. Always the same ones. */
export function makeQuestions(from: number, count: number): readonly Question[] {
  const total = actions.length * things.length * places.length;
  if (from + count > total) throw new RangeError(`Only ${total} questions can be made.`);
  // A stride without a common factor visits every combination once, and neighbours differ in every part.
  const stride = 7_919;
  return Array.from({ length: count }, (_, i) => {
    const at = ((from + i) * stride) % total;
    const action = actions[at % actions.length] ?? '';
    const thing = things[Math.floor(at / actions.length) % things.length] ?? '';
    const place = places[Math.floor(at / (actions.length * things.length))] ?? '';
    return {
      asked: `How do I ${action} ${thing} in ${place}?`,
      rephrased: rephrase(action, thing, place),
    };
  });
}

/** The same question in every wording there is, from one that changes little to one that takes other words. */
function rephrase(action: string, thing: string, place: string): readonly string[] {
  const other = otherWords[action] ?? action;
  return [
    `${place}: how would one ${action} ${thing}`,
    `What is a way to ${action} ${thing} using ${place}?`,
    `I need to ${action} ${thing} in ${place}, how is that done?`,
    `Is there some way in ${place} to ${action} ${thing}?`,
    `How do I ${other} ${thing} in ${place}?`,
    `In ${place}, what would be the way to ${other} ${thing}?`,
  ];
}

const otherWords: Readonly<Record<string, string>> = {
  copy: 'duplicate',
  validate: 'check',
  print: 'display',
  'iterate over': 'loop over',
  store: 'save',
  search: 'look through',
  convert: 'transform',
  merge: 'combine',
};

const actions = [
  'sort',
  'filter',
  'reverse',
  'compare',
  'copy',
  'merge',
  'split',
  'validate',
  'serialize',
  'print',
  'count',
  'group',
  'compress',
  'encrypt',
  'cache',
  'log',
  'test',
  'mock',
  'iterate over',
  'flatten',
  'shuffle',
  'store',
  'search',
  'export',
  'import',
  'convert',
  'clone',
  'index',
  'paginate',
  'deduplicate',
];
const things = [
  'a list of dates',
  'a nested dictionary',
  'an array of objects',
  'a large file',
  'a JSON document',
  'a CSV table',
  'a binary tree',
  'a linked list',
  'an HTTP header',
  'a query string',
  'a set of tuples',
  'a matrix',
  'a config section',
  'an email address',
  'a database row',
  'a stream of events',
  'a priority queue',
  'an XML node',
  'a log line',
  'a date range',
  'a hash map',
  'a regular expression',
  'a byte buffer',
  'an image',
  'a graph',
  'a template',
  'a cookie',
  'a socket message',
  'a decimal number',
  'a time zone',
  'an enum',
  'a thread pool',
  'a lock',
  'a session',
  'a directory tree',
];
const places = [
  'Python',
  'JavaScript',
  'TypeScript',
  'Rust',
  'Go',
  'Java',
  'Kotlin',
  'Swift',
  'Ruby',
  'PHP',
  'Scala',
  'Haskell',
  'Elixir',
  'Perl',
  'Lua',
  'Dart',
];

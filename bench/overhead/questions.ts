/** A developer's question, and the same one in other words: several wordings in a fixed order, or none. */
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

/** With another verb of the same meaning: what a comparison of words alone does not recognise. */
function rephrase(action: string, thing: string, place: string): readonly string[] {
  const other = otherWords[action];
  if (other === undefined) return [];
  return [
    `How do I ${other} ${thing} in ${place}?`,
    `What is a way to ${other} ${thing} in ${place}?`,
    `${place}: how would one ${other} ${thing}`,
  ];
}

const otherWords: Readonly<Record<string, string>> = {
  create: 'make',
  show: 'display',
  change: 'modify',
  get: 'retrieve',
  start: 'launch',
  compute: 'calculate',
  delete: 'erase',
  fix: 'solve',
};

const actions = [
  ...Object.keys(otherWords),
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

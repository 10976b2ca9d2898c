import { orderVerbs } from './order-verbs.js';

/**
 * Spelling: British to American, and slips of the keyboard in words that developers write all the time. A slip is
 * taken back only when the misspelt form is no word itself and belongs to one listed word alone.
 */
export function spell(word: string): string {
  if (word.length < 5) return shortSlips.get(word) ?? word;
  return variants.get(word) ?? slips().get(word) ?? word;
}

/** Short words of questions with two letters swapped, none of them a word. */
const shortSlips: ReadonlyMap<string, string> = new Map(
  'hwo:how ohw:how waht:what whta:what hwat:what hwy:why wyh:why wehn:when whne:when deos:does cna:can teh:the hte:the adn:and'
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
);

const variants: ReadonlyMap<string, string> = new Map([
  ['colour', 'color'],
  ['colours', 'colors'],
  ['behaviour', 'behavior'],
  ['grey', 'gray'],
  ['centre', 'center'],
  ['centred', 'centered'],
  ['cancelled', 'canceled'],
  ['cancelling', 'canceling'],
  ['catalogue', 'catalog'],
  ['favourite', 'favorite'],
  ['licence', 'license'],
  ['analyse', 'analyze'],
  ['artefact', 'artifact'],
  ['artefacts', 'artifacts'],
  ...'initial capital serial deserial normal optim minim maxim organ custom synchron token local random visual final general util author memo stabil parallel vector'
    .split(' ')
    .flatMap(stem => ['ise', 'ised', 'ises', 'ising'].map(end => [stem + end, stem + end.replace('s', 'z')] as const)),
  ['seperate', 'separate'],
  ['seperated', 'separated'],
  ['seperator', 'separator'],
  ['retreive', 'retrieve'],
  ['recieve', 'receive'],
  ['definately', 'definitely'],
  ['enviroment', 'environment'],
  ['enviroments', 'environments'],
  ['arguement', 'argument'],
  ['arguements', 'arguments'],
  ['dictionnary', 'dictionary'],
  ['existance', 'existence'],
  ['occurence', 'occurrence'],
  ['occurences', 'occurrences'],
  ['occurance', 'occurrence'],
  ['occurances', 'occurrences'],
  ['sucessful', 'successful'],
  ['asyncronous', 'asynchronous'],
  ['syncronous', 'synchronous'],
  ['itterate', 'iterate'],
  ['itterating', 'iterating'],
  ['concatinate', 'concatenate'],
  ['begining', 'beginning'],
  ['refered', 'referred'],
  ['compatability', 'compatibility'],
  ['dependancy', 'dependency'],
  ['dependancies', 'dependencies'],
  ['heirarchy', 'hierarchy'],
  ['paralell', 'parallel'],
  ['recursivly', 'recursively'],
  ['retreiving', 'retrieving'],
]);

/** Words long enough that one letter lost, doubled or swapped leaves no other word. */
const guarded =
  'python javascript typescript kubernetes postgresql mongodb angular docker function functions string strings array arrays ' +
  'dictionary dictionaries directory directories variable variables parameter parameters argument arguments database databases ' +
  'container containers component components repository branch branches commit command commands convert reverse remove delete ' +
  'create install configure connect connection compile execute between difference element elements character characters ' +
  'number numbers password request response server environment exception iterate concatenate duplicate duplicates column ' +
  'columns length return object objects interface method methods library framework algorithm recursion inheritance ' +
  'polymorphism expression terminal download upload validate generate implement timestamp multiple without through closure ' +
  'decorator promise document authentication middleware dependency integer boolean default uninstall explain describe';

/** Misspellings of one listed word that are words themselves. */
const realWords: ReadonlySet<string> = new Set(
  (
    'crate crates covert revere reverse sting stings trough though thought sever severs serve serves closer closet between ' +
    'iteratee objet instal cerate anular umber reveres pares spilt brake tarts trial resent untied unite quite breka'
  ).split(' '),
);

let slipTable: ReadonlyMap<string, string> | undefined;

function slips(): ReadonlyMap<string, string> {
  slipTable ??= buildSlips();
  return slipTable;
}

function buildSlips(): ReadonlyMap<string, string> {
  const words = guarded.split(' ');
  const known = new Set(words);
  const owners = new Map<string, string | null>();
  for (const word of [...words, ...orderVerbs]) {
    for (const slip of known.has(word) ? slipsOf(word) : swapsOf(word)) {
      if (known.has(slip) || orderVerbs.has(slip) || realWords.has(slip) || slip.length < 5) continue;
      const owner = owners.get(slip);
      owners.set(slip, owner === undefined || owner === word ? word : null);
    }
  }
  return new Map([...owners].filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Two neighbours swapped: in shorter words, nothing else is sure to be a slip. */
function* swapsOf(word: string): Iterable<string> {
  for (let at = 0; at < word.length - 1; at++) {
    const [letter, next] = [word.charAt(at), word.charAt(at + 1)];
    if (next !== letter) yield word.slice(0, at) + next + letter + word.slice(at + 2);
  }
}

/** One inner letter lost, one doubled, or two neighbours swapped. The first letter is rarely wrong. */
function* slipsOf(word: string): Iterable<string> {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    if (at < word.length - 1) yield word.slice(0, at) + word.slice(at + 1);
    if (at < word.length - 1) yield word.slice(0, at) + letter + word.slice(at);
    const next = word.charAt(at + 1);
    if (next !== '' && next !== letter) yield word.slice(0, at) + next + letter + word.slice(at + 2);
  }
}

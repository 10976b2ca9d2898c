import { orderVerbs } from './order-verbs.js';

/**
 * Spelling: British to American, and slips of the keyboard in words that developers write all the time. A slip is
 * taken back only when the misspelt form is no word itself and belongs to one listed word alone.
 */
export function spell(word: string): string {
  if (word.length < 5) return shortSlips.get(word) ?? word;
  const short = shortSlips.get(word);
  if (short !== undefined) return short;
  return variants.get(word) ?? slips().get(word) ?? word;
}

/** Short words of questions with two letters swapped, none of them a word. */
const shortSlips: ReadonlyMap<string, string> = new Map(
  'hwo:how ohw:how whcih:which whihc:which wihch:which whick:which wiht:with fiel:file tabel:table valeu:value cahce:cache stirng:string waht:what whta:what hwat:what hwy:why wyh:why wehn:when whne:when deos:does cna:can teh:the hte:the adn:and'
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
  ['querry', 'query'],
  ['queris', 'queries'],
  ['calender', 'calendar'],
  ['infomation', 'information'],
  ['availible', 'available'],
  ['avaliable', 'available'],
  ['neccessary', 'necessary'],
  ['necesary', 'necessary'],
  ['succesfully', 'successfully'],
  ['responce', 'response'],
  ['responces', 'responses'],
  ['independant', 'independent'],
  ['maintainance', 'maintenance'],
  ['preformance', 'performance'],
  ['prefered', 'preferred'],
  ['persistant', 'persistent'],
  ['priviledge', 'privilege'],
  ['priviledges', 'privileges'],
  ['reccomend', 'recommend'],
  ['similiar', 'similar'],
  ['thier', 'their'],
  ['usefull', 'useful'],
  ['writting', 'writing'],
  ['diffrence', 'difference'],
  ['diferent', 'different'],
  ['diffrent', 'different'],
  ['becuase', 'because'],
  ['beacuse', 'because'],
  ['alot', 'lot'],
  ['tommorow', 'tomorrow'],
  ['crashs', 'crashes'],
  ['acess', 'access'],
  ['adress', 'address'],
  ['adresses', 'addresses'],
  ['wierd', 'weird'],
  ['shoud', 'should'],
  ['colum', 'column'],
  ['colums', 'columns'],
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
  'decorator promise document authentication middleware dependency integer boolean default uninstall explain describe ' +
  'access address addresses algorithms aliases allocate allocation analysis animation annotation anonymous application applications ' +
  'architecture assembly assertion assignment asynchronous attribute attributes authorization automatic automatically available average ' +
  'background backup benchmark binary border bottom bounce breakpoint browser browsers buffer button buttons calculate calendar callback ' +
  'callbacks canonical certificate certificates checkbox circular clause cluster clusters collection collections combine comment comments ' +
  'compare comparison compatible compiler complex complexity compress compression concurrency concurrent condition conditional conditions ' +
  'config configuration conflict conflicts connections connectivity console constant constraint constraints constructor consumer content ' +
  'contents controller conversion cookie cookies coverage credentials cursor custom customer database debounce debugger debugging decimal ' +
  'declare decode decrypt definition delimiter deploy deployment deployments deprecated deserialize designing detect developer developers ' +
  'development different digits disable display distributed division domain dropdown duration dynamic dynamically ecosystem efficient ' +
  'element email enable encode encoding encrypt encryption endpoint endpoints engine enterprise enumerate equivalent error errors evaluate ' +
  'event events example examples execution existing expected experience experiment expire explicit export exports external extract extension ' +
  'extensions failure feature features filename filesystem filter filters firewall folder folders foreign format formatting formatter ' +
  'frequency frontend garbage generator generic generics gradient graphics handler handlers hardware header headers height hierarchy horizontal ' +
  'hostname identify identifier identifiers ignore image images immutable implementation implicit import increment index indexes infinite ' +
  'inherit initialize injection insert install installed installation instance instances instead instruction interpreter interval invalid ' +
  'iterate iteration iterator keyboard keyword keywords language languages latency library libraries license limits listener literal ' +
  'localhost location logging machine maintain makefile management manager mapping maximum measure mechanism medium memory message messages ' +
  'metadata microservice microservices migrate migration migrations minimum missing mobile modify module modules monitor monitoring mutable ' +
  'namespace namespaces navigate navigation nested network networks normal notification notifications nullable objects offline operation ' +
  'operator operators optimize optimization optional options ordering original output overflow overload override package packages padding ' +
  'parallel parent parser parsing partition partitions performance permission permissions persistent pipeline pipelines placeholder platform ' +
  'platforms plugin plugins pointer pointers policy position practice practices prefix prepare prevent previous primary primitive printing ' +
  'priority private problem problems procedure process processes processor product production profile program programs programming progress ' +
  'project projects property properties protect protocol protocols provider public publish purpose python query queries quickly random range ' +
  'reactive readable recommend record records recover recursive recursively redirect reduce refactor reference references refresh register ' +
  'registry regression regular relation relations relational release releases remote rendering repeat replace replication repositories ' +
  'requests require required requirement requirements reserved resolve resource resources responses responsive restart restore restrict result ' +
  'results return returns returning rotate rounded router routing runtime sandbox schedule scheduler schema schemas scroll scrolling search ' +
  'second secret secrets section secure security segment select selected selector semantic separate separator sequence serialize serializer ' +
  'servers service services session sessions settings several shared signal signature significant similar simple single singleton snapshot ' +
  'software solution something source sorting special specific specification standard startup statement statements static statistics status ' +
  'storage strategy stream streams structure structures stylesheet submit subscribe subscription success successful successfully suppress ' +
  'switch symbol synchronize synchronous syntax system systems target template templates temporary terminate testing theorem thread threads ' +
  'throttle timeout timezone toggle together tooltip tracking traffic transaction transactions transform transition transparent traverse ' +
  'trigger triggers truncate tutorial undefined understand unexpected unique universal unknown update updates updating upgrade usage useful ' +
  'username validate validation validator variables vector version versions vertical vertically virtual visible volume volumes warning ' +
  'warnings website websites whether whitespace widget width wildcard window windows without workflow workspace wrapper writing';

/** Misspellings of one listed word that are words themselves. */
const realWords: ReadonlySet<string> = new Set(
  (
    'crate crates covert revere reverse sting stings trough though thought sever severs serve serves closer closet between ' +
    'iteratee objet instal cerate anular umber reveres pares spilt brake tarts trial resent untied unite quite breka casual causal ' +
    'scared sacred discreet united steam steams treads tread ranch ranches caching catching coma commas content context contest ' +
    'contend wither whither weather principal insist inset inert inverts inserted raging rang rage single singe signal singled sever ' +
    'severed sections portion potion sting stings stinger sourced chance change changes changed chances chancel listen tough ' +
    'thorough hosting posting poster posts rooted rooter routed routes router rotter rouse widow widows window minor miner manger ' +
    'manager mange sacral serial series serious sires filer filter fitter flier litter letter later latter packages packed packet ' +
    'rotate orate prepare repair pairs private prior prise primer premier reduce deduce reused refused refuse confuse conflate ' +
    'statics statistic ecstatic status statue statues staus stats defiant deviant device devices devise advice advise except expect ' +
    'accept excepted inspect insect inject infect infected detect defect deject select elect reject recent resent relent recant ' +
    'rescue restart restate restated mobile mobility moble noble nested tested rested tasted tester nester setter better batter bitter ' +
    'butter buffer buffet bluffer suffer puffer stream streamer steamer thread threat threats treat treats breath breadth bread ' +
    'trigger tiger vector victor sector section session cession mission fission passion position possession symbol cymbol ' +
    'plugin plaguing fading padding adding pading binary bindery library liberty usage usages sages message massage massages messages ' +
    'mapping napping maping moping mopping parent patent patient parents patents folder fodder holder older elder border boarder ' +
    'boulder broader bolder cause causes caused shard shards foldr foldl exiting handles tracing traced scheme schemes identifies ' +
    'testng parses provides compiles schedules listens loads drives import impart imports export expert experts exert format former formal form from formate farmer'
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
    const like = word.length > 5 ? soundsLike.get(letter) : undefined;
    if (like !== undefined) yield word.slice(0, at) + like + word.slice(at + 1);
  }
}

/** Letters that are typed for one another because they sound alike or lie side by side. */
const soundsLike: ReadonlyMap<string, string> = new Map([
  ['m', 'n'],
  ['n', 'm'],
  ['a', 'e'],
  ['e', 'a'],
  ['i', 'e'],
  ['c', 's'],
  ['s', 'c'],
]);

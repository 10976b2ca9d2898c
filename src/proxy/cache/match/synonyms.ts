import { longForms } from './abbreviations.js';

/**
 * Words that developers use for one and the same thing. Every row is either an identity in any sentence, or guarded by
 * the place, the object or the language in which it is one. Verbs that name different operations somewhere in a
 * developer's day (drop and truncate, fetch and pull, copy and clone, stop and kill) are in no row.
 */

/** Identities wherever they stand. */
export const anywhere: ReadonlyMap<string, string> = rows(`
  regexp regex | regexps regexes | repo repository | repos repositories | db database | dbs databases | app application |
  apps applications | folder directory | folders directories | dirs directories | config configuration |
  configs configurations | docs documentation | param parameter | params parameters | arg argument | args arguments |
  fullscreen full-screen | envvar env-var | whitespaces whitespace | info information | admin administrator |
  admins administrators | prod production | utilize use | min minimum | max maximum | two 2 | three 3 | four 4 | five 5 |
  six 6 | seven 7 | eight 8 | nine 9 | ten 10 | eleven 11 | twelve 12 | twenty 20 | hundred 100 | msg message |
  msgs messages | filename file-name | filenames file-names | whether if | upto until |
  till until | concat concatenate | autocomplete auto-complete | dropdown drop-down | username user-name |
  email e-mail | emails e-mails | timezone time-zone | setup set-up | login log-in | logout log-out | signin log-in |
  multithreading multi-threading | lifecycle life-cycle | datatype data-type | datatypes data-types | website web-site |
  websites web-sites | middlewares middleware | boilerplates boilerplate | within inside |
  downside disadvantage | downsides disadvantages | drawback disadvantage | drawbacks disadvantages | cons disadvantages |
  pros advantages | benefit advantage | benefits advantages | biggest largest | entire whole | auth authentication |
  perf performance | a11y accessibility | i18n internationalization | internationalisation internationalization |
  l10n localization | localisation localization | dups duplicates | dupes duplicates | attr attribute | attrs attributes |
  imgs images | milliseconds ms | kilobytes kb | megabytes mb | gigabytes gb | terabytes tb | btn button | btns buttons |
  reqs requirements | thread-pool threadpool | ips ip-addresses |
  subfolder subdirectory | subfolders subdirectories | commandline command-line
`);

/** Short forms that are keywords or commands too, so they are only words where something is to be done with them. */
export const inRequests: ReadonlyMap<string, string> = rows(`
  func function | funcs functions | fn function | fns functions | char character | chars characters | int integer |
  ints integers | bool boolean | bools booleans | dict dictionary | dicts dictionaries | dir directory | obj object |
  objs objects | lib library | libs libraries | pkg package | pkgs packages | pic picture | elem element |
  elems elements | num number | nums numbers | img image | cnt count | vars variables | cfg configuration | proj project | async asynchronous | deps dependencies
`);

/** Several words for one. The longest row that starts at a word wins. */
export const phrases: readonly (readonly [from: string, to: string])[] = [
  ['pros and cons', 'pros-and-cons'],
  ['advantages and disadvantages', 'pros-and-cons'],
  ['benefits and drawbacks', 'pros-and-cons'],
  ['advantages and drawbacks', 'pros-and-cons'],
  ['upsides and downsides', 'pros-and-cons'],
  ['benefits and downsides', 'pros-and-cons'],
  ['std dev', 'standard deviation'],
  ['standard dev', 'standard deviation'],
  ['turn off', 'disable'],
  ['switch off', 'disable'],
  ['turn on', 'enable'],
  ['switch on', 'enable'],
  ['speed up', 'speed-up'],
  ['look up', 'lookup'],
  ['from the command line', 'on the command-line'],
  ['via the command line', 'on the command-line'],
  ['in the command line', 'on the command-line'],
  ['from the cli', 'on the command-line'],
  ['using the command line', 'on the command-line'],
  ['brief overview', 'short overview'],
  ['brief explanation', 'short explanation'],
  ['brief summary', 'short summary'],
  ['brief introduction', 'short introduction'],
  ['brief description', 'short description'],
  ['typical mistakes', 'common mistakes'],
  ['typical errors', 'common errors'],
  ['typical pitfalls', 'common pitfalls'],
  ['typical uses', 'common uses'],
  ['tests if', 'checks if'],
  ['tests whether', 'checks if'],
  ['verifies if', 'checks if'],
  ['verifies that', 'checks that'],
  ['verifies whether', 'checks if'],
  ['determines if', 'checks if'],
  ['determines whether', 'checks if'],
  ['temp file', 'temporary file'],
  ['temp files', 'temporary files'],
  ['temp dir', 'temporary directory'],
  ['temp folder', 'temporary directory'],
  ['temp directory', 'temporary directory'],
  ['temp table', 'temporary table'],
  ['temp tables', 'temporary tables'],
  ['ip address', 'ip'],
  ['ip addresses', 'ip-addresses'],
  ['end to end test', '`e2e test'],
  ['end to end tests', '`e2e tests'],
  ['end to end testing', '`e2e testing'],
  ...longForms,
  ['regular expression', 'regex'],
  ['regular expressions', 'regexes'],
  ['environment variable', 'env-var'],
  ['environment variables', 'env-vars'],
  ['env variable', 'env-var'],
  ['env variables', 'env-vars'],
  ['env var', 'env-var'],
  ['env vars', 'env-vars'],
  ['environmental variable', 'env-var'],
  ['environmental variables', 'env-vars'],
  ['get rid of', 'remove'],
  ['find out if', 'check if'],
  ['find out whether', 'check if'],
  ['figure out if', 'check if'],
  ['figure out whether', 'check if'],
  ['make sure that', 'ensure'],
  ['make sure', 'ensure'],
  ['loop over', 'iterate over'],
  ['loop through', 'iterate over'],
  ['iterate through', 'iterate over'],
  ['looping over', 'iterate over'],
  ['looping through', 'iterate over'],
  ['iterating over', 'iterate over'],
  ['iterating through', 'iterate over'],
  ['change the name of', 'rename'],
  ['set up', 'set-up'],
  ['log in', 'log-in'],
  ['sign in', 'log-in'],
  ['log out', 'log-out'],
  ['sign out', 'log-out'],
  ['drop down', 'drop-down'],
  ['full screen', 'full-screen'],
  ['auto complete', 'auto-complete'],
  ['file name', 'file-name'],
  ['file names', 'file-names'],
  ['user name', 'user-name'],
  ['e mail', 'e-mail'],
  ['e mails', 'e-mails'],
  ['time zone', 'time-zone'],
  ['multi threading', 'multi-threading'],
  ['life cycle', 'life-cycle'],
  ['data type', 'data-type'],
  ['data types', 'data-types'],
  ['in order to', 'to'],
  ['so as to', 'to'],
  ['in place of', 'instead of'],
  ['as well as', 'and'],
  ['white space', 'whitespace'],
  ['white spaces', 'whitespace'],
  ['throw away', 'discard'],
  ['virtual machine', 'vm'],
  ['virtual machines', 'vms'],
  ['command line interface', 'cli'],
  ['command line interfaces', 'clis'],
  ['object relational mapper', 'orm'],
  ['object relational mappers', 'orms'],
  ['continuous integration', 'ci'],
  ['find out which', 'determine which'],
  ['figure out which', 'determine which'],
  ['find out what', 'determine what'],
  ['figure out what', 'determine what'],
  ['find out how many', 'determine how many'],
  ['pull request', 'pr'],
  ['pull requests', 'prs'],
  ['get out of', 'exit'],
  ['line by line', 'line-by-line'],
  ['exit from', 'exit'],
  ['exit out of', 'exit'],
  ['quit from', 'exit'],
  ['hash map', 'hashmap'],
  ['hash maps', 'hashmaps'],
  ['hash table', 'hashtable'],
  ['hash tables', 'hashtables'],
  ['file system', 'filesystem'],
  ['data frame', 'dataframe'],
  ['data frames', 'dataframes'],
  ['sub string', 'substring'],
  ['sub folder', 'subdirectory'],
  ['sub folders', 'subdirectories'],
  ['sub directory', 'subdirectory'],
  ['sub directories', 'subdirectories'],
  ['sub query', 'subquery'],
  ['check box', 'checkbox'],
  ['text box', 'textbox'],
  ['host name', 'hostname'],
  ['time stamp', 'timestamp'],
  ['time stamps', 'timestamps'],
  ['new line', 'newline'],
  ['new lines', 'newlines'],
  ['back end', 'backend'],
  ['front end', 'frontend'],
  ['web socket', 'websocket'],
  ['web sockets', 'websockets'],
  ['web server', 'webserver'],
  ['web hook', 'webhook'],
  ['tool tip', 'tooltip'],
  ['stack trace', 'stacktrace'],
  ['run time', 'runtime'],
  ['multi line', 'multiline'],
  ['command line', 'command-line'],
  ['lower case', 'lowercase'],
  ['upper case', 'uppercase'],
];

/** A verb at the head of a request. */
export interface VerbRow {
  readonly from: string;
  readonly to: string;
  /** At least one of these must be among the next words (`reach`). Left out: any object will do. */
  readonly objects?: ReadonlySet<string>;
  /** Names inside which the two are different operations. */
  readonly notIn?: ReadonlySet<string>;
  /** How many words behind the verb the object may be; 4 unless told. */
  readonly reach?: number;
}

const pieces = words(
  'element elements item items key keys entry entries character characters duplicate duplicates space spaces whitespace ' +
    'newline newlines comma commas punctuation prefix suffix attribute attributes property properties branch branches tag ' +
    'tags container containers image images pod pods row rows line lines column columns node nodes file files directory ' +
    'directories value values user users digit digits symlink symlinks cookie cookies class comment comments remote volume ' +
    'volumes substring word words record records',
);
const made = words(
  'directory directories branch branches file files table tables list array object class function component thread database ' +
    'dictionary copy script package module virtual rest api variable loop repository interface button user backup ' +
    'symlink map set string dataframe index view trigger container pod cluster docker chart graph plot form menu modal',
);
const measured = words(
  'length size number count index maximum minimum sum average mean median type name position difference intersection union current last first',
);
const tests = words('if that');
const calls = words('function functions method methods procedure api constructor');
const faults = words('exception exceptions error errors');
const seen = words('log logs history content contents hidden files file list branches tables databases containers');
const joined = words('dictionary dictionaries array arrays list lists object objects map maps');
const troubles = words('conflict conflicts error errors issue issues problem problems');
const identities = words('uuid guid uuids guids key keypair token password random hash checksum report');

export const verbs: readonly VerbRow[] = [
  { from: 'delete', to: 'remove', objects: pieces, notIn: words('git svn mercurial') },
  { from: 'delete', to: 'remove', objects: words('branch branches tag tags remote submodule') },
  { from: 'make', to: 'create', objects: made, reach: 3 },
  { from: 'find', to: 'get', objects: measured },
  { from: 'determine', to: 'get', objects: measured },
  { from: 'retrieve', to: 'get' },
  { from: 'obtain', to: 'get' },
  { from: 'fetch', to: 'get', objects: words('value values length size'), notIn: words('git') },
  { from: 'test', to: 'check', objects: tests, reach: 1 },
  { from: 'verify', to: 'check', objects: tests, reach: 1 },
  { from: 'determine', to: 'check', objects: tests, reach: 1 },
  { from: 'tell', to: 'check', objects: tests, reach: 1 },
  { from: 'see', to: 'check', objects: tests, reach: 1 },
  { from: 'know', to: 'check', objects: tests, reach: 1 },
  { from: 'detect', to: 'check', objects: tests, reach: 1 },
  { from: 'see', to: 'show', objects: seen },
  { from: 'view', to: 'show', objects: seen },
  { from: 'display', to: 'show' },
  { from: 'list', to: 'show', objects: words('all hidden') },
  { from: 'quit', to: 'exit' },
  { from: 'execute', to: 'run', notIn: words('docker kubernetes docker-compose') },
  { from: 'begin', to: 'start' },
  { from: 'launch', to: 'start', objects: words('service container server') },
  { from: 'raise', to: 'throw', objects: faults },
  { from: 'invoke', to: 'call', objects: calls },
  { from: 'turn', to: 'convert', objects: words('to into'), reach: 6 },
  { from: 'transform', to: 'convert', objects: words('to into'), reach: 6 },
  { from: 'combine', to: 'merge', objects: joined },
  { from: 'generate', to: 'create', objects: identities },
  { from: 'modify', to: 'change' },
  { from: 'resolve', to: 'fix', objects: troubles },
  { from: 'solve', to: 'fix', objects: troubles },
  { from: 'unzip', to: 'extract', objects: words('zip') },
  {
    from: 'alter',
    to: 'change',
    objects: words('color size style name text position behavior font width height background title appearance look'),
  },
  { from: 'repair', to: 'fix', objects: words('test tests build error errors bug bugs issue issues broken flaky') },
  { from: 'show', to: 'give', objects: words('example examples sample'), reach: 3 },
  { from: 'provide', to: 'give', objects: words('example examples sample explanation overview summary'), reach: 3 },
  { from: 'find', to: 'show', objects: words('all'), reach: 1 },
  { from: 'stop', to: 'prevent', objects: words('from'), reach: 6 },
  { from: 'calc', to: 'calculate', notIn: words('css scss') },
  { from: 'compute', to: 'calculate' },
  { from: 'synchronize', to: 'sync' },
  {
    from: 'build',
    to: 'create',
    objects: words('game app website clock calculator form page chart menu layout timer dashboard'),
    notIn: words('docker xcode gradle maven'),
  },
];

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function rows(table: string): ReadonlyMap<string, string> {
  return new Map(
    table
      .split('|')
      .map(row => row.trim().split(/\s+/))
      .map(([from = '', to = '']) => [from, to] as const),
  );
}

/**
 * Where capitals mean something. A flag, a symbol or an identifier is never folded; a word is folded only where its
 * capital is explained by the sentence: the first word, a headline, shouting, a known abbreviation.
 */
export type CaseMode = 'plain' | 'headline' | 'shouting';

/** Tells a headline (`How To Reverse A String`) and shouting from a plain sentence. */
export function caseMode(words: readonly string[]): CaseMode {
  let telling = 0;
  let capital = 0;
  let small = 0;
  let long = 0;
  let shouted = 0;
  for (const [at, word] of words.entries()) {
    if (word.length < 2 || !/^[A-Za-z]+$/.test(word)) continue;
    if (/^[a-z]+$/.test(word)) small++;
    if (word.length > 3) long++;
    if (word.length > 3 && /^[A-Z]+$/.test(word)) shouted++;
    // The first word is the one that is most often put in another case.
    if (minor.has(word) || (at === 0 && /^[a-z]+$/.test(word) && words.length > 4)) continue;
    telling++;
    if (/^[A-Z]/.test(word)) capital++;
  }
  if (small === 0 && words.length >= 3 && (shouted === long || shouted >= 2)) return 'shouting';
  return telling >= 3 && capital === telling && (long >= 3 || words.some(isHeadlineWord)) ? 'headline' : 'plain';
}

/** Words that stay small in most headlines. */
const minor: ReadonlySet<string> = new Set(
  'a an the of in on at to by as and or for from with vs nor but per via'.split(' '),
);

/** A word that has a capital in nothing but a headline. */
function isHeadlineWord(word: string): boolean {
  return /^[A-Z][a-z]+$/.test(word) && headlineOnly.has(word.toLowerCase());
}
const headlineOnly: ReadonlySet<string> = new Set(
  (
    'a an the of in on at to by as and or for from with is are do does did i can could should my your not between vs into ' +
    'be it that this use using get make create add remove find run write read change check convert show list'
  ).split(' '),
);

/** Abbreviations that are the same word in capitals and in small letters. */
export const acronyms: ReadonlySet<string> = new Set(
  (
    'api apis url urls uri json xml html css sql http https tcp udp ip tcp/ip dns cpu gpu ram rest crud cors csrf xss jwt ' +
    'jwts uuid uuids guid csv pdf png jpg jpeg gif svg yaml toml ide cli gui ui ux orm oop tls ssl ssh ftp sftp vpn vpc ci ' +
    'ci/cd cdn dom spa ssr ssg seo sdk jdk jvm jre os io i/o ascii utf regex mvc mvvm tdd bdd solid acid dry llm llms ai ' +
    'ml nlp vm vms wsl wasm grpc rpc soap ajax nosql dto usb lan nat dhcp ttl lru bfs dfs bst fifo lifo mime sse ini ' +
    'iot saas paas iaas mit gpl cicd pwa aws gcp npm php ios lf crlf utc gmt sha md5 rsa hmac ascii wip lts adr tls'
  ).split(' '),
);

/** Names of files and products that are the same word with and without their capital. */
export const freeCapital: ReadonlySet<string> = new Set(
  'dockerfile makefile jenkinsfile vagrantfile gemfile procfile homebrew flexbox'.split(' '),
);

/** Whether a capitalised word behind a tool's name is the tool's own command or feature: 'Git Rebase', 'CSS Grid'. */
export function isFeature(tool: string, word: string): boolean {
  return features.get(tool)?.has(word) === true;
}
const features: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    git: 'rebase merge commit stash bisect reflog submodule submodules worktree pull push fetch clone blame log diff reset revert hooks checkout branch tag flow',
    css: 'grid flexbox variables animations transitions modules selectors',
    docker: 'image images container containers volume volumes network networks swarm hub',
    aws: 'lambda',
    react: 'hooks components props portals',
    kubernetes: 'pods deployments services secrets ingress',
  }).map(([tool, words]) => [tool, new Set(words.split(' '))]),
);

/** Words that a capital turns into something else, even where a sentence starts with them. */
export const capitalMatters: ReadonlySet<string> = new Set(
  (
    'map set self symbol proxy box any none some object string number boolean integer double float date record void char ' +
    'byte short long int bigint function array list error promise class type enum union event document window global ' +
    'module process buffer stream math json optional result option future task thread lock queue stack vector matrix tensor ' +
    'table index key value node element text image file path request response header cookie session state context'
  ).split(' '),
);

/** Words of grammar that are commands or operators in capitals: `AND` in a filter is no conjunction. */
export const shouts: ReadonlySet<string> = new Set(
  (
    'and not for the all any from with into over then else when case while until only also how why what where who which you ' +
    'are was has had have does did can may use get put post head patch make copy run add env arg let var new old end set'
  ).split(' '),
);

/** Keywords that SQL reads in either case. */
export const sqlKeywords: ReadonlySet<string> = new Set(
  (
    'select from where join left right inner outer full cross on group by having order union all distinct insert into ' +
    'update delete truncate drop alter table create index view limit offset in like between exists not null is and or as ' +
    'case when then else end count sum avg min max with values set primary foreign key default constraint unique'
  ).split(' '),
);

/** Words that the web and databases shout and people do not: the same word in small letters beside one of their words. */
export const httpVerbs: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

/** Sizes in bytes. In capitals and in small letters they are the same; `Mb` is a megabit. */
export const byteUnits: ReadonlySet<string> = new Set(['kb', 'mb', 'gb', 'tb', 'pb']);

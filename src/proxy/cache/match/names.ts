/**
 * Names of languages, tools and platforms that developers use, each with the other spellings of the very same thing.
 * Only true identities: Ubuntu is not Linux, Visual Studio is not VS Code, and `psql` is not PostgreSQL.
 */
const aliases: Readonly<Record<string, readonly string[]>> = {
  python: ['py'],
  javascript: ['js', 'java script'],
  typescript: ['ts'],
  golang: [],
  'c++': ['cpp', 'c plus plus'],
  'c#': ['csharp', 'c sharp'],
  'f#': ['fsharp', 'f sharp'],
  '.net': ['dotnet', 'dot net'],
  'asp.net': [],
  'objective-c': ['objective c', 'objc', 'obj-c'],
  'visual-basic': ['visual basic'],
  'vb.net': [],
  'node.js': ['nodejs', 'node js'],
  react: ['reactjs', 'react.js', 'react js'],
  'react-native': ['react native'],
  vue: ['vuejs', 'vue.js', 'vue js'],
  nuxt: ['nuxtjs', 'nuxt.js'],
  'next.js': ['nextjs', 'next js'],
  'nest.js': ['nestjs', 'nest js'],
  angular: [],
  angularjs: ['angular.js', 'angular js'],
  'express.js': ['expressjs', 'express js'],
  'd3.js': ['d3', 'd3js'],
  'three.js': ['threejs', 'three js'],
  rails: ['ruby on rails', 'ror'],
  'spring-boot': ['spring boot', 'springboot'],
  postgresql: ['postgres', 'postgre sql'],
  mongodb: ['mongo', 'mongo db'],
  dynamodb: ['dynamo db'],
  'sql-server': ['sql server', 'mssql', 'ms sql', 'ms sql server', 'microsoft sql server'],
  't-sql': ['tsql', 't sql', 'transact-sql', 'transact sql'],
  'pl/sql': ['plsql', 'pl sql'],
  kubernetes: ['k8s', 'k8', 'kube'],
  'docker-compose': ['docker compose'],
  'docker-swarm': ['docker swarm'],
  vscode: ['vs code', 'visual studio code', 'visual studio code editor'],
  'visual-studio': ['visual studio'],
  'android-studio': ['android studio'],
  intellij: ['intellij idea'],
  'sublime-text': ['sublime text'],
  'github-actions': ['github actions', 'github action'],
  'gitlab-ci': ['gitlab ci', 'gitlab ci/cd'],
  'circle-ci': ['circleci', 'circle ci'],
  chrome: ['google chrome'],
  'google-cloud': ['google cloud', 'gcp', 'google cloud platform'],
  'google-sheets': ['google sheets', 'google sheet', 'google spreadsheet'],
  aws: ['amazon web services'],
  azure: ['microsoft azure'],
  'azure-devops': ['azure devops'],
  macos: ['mac os', 'mac os x', 'os x', 'osx'],
  windows: ['microsoft windows', 'ms windows'],
  powershell: ['power shell', 'pwsh'],
  excel: ['microsoft excel', 'ms excel'],
  elasticsearch: ['elastic search'],
  rabbitmq: ['rabbit mq'],
  'scikit-learn': ['sklearn', 'scikit learn'],
  pytorch: ['py torch'],
  'unreal-engine': ['unreal engine'],
  jquery: [],
  tailwind: ['tailwindcss', 'tailwind css'],
  'material-ui': ['material ui'],
  'react-router': ['react router'],
  'react-query': ['react query'],
  'entity-framework': ['entity framework'],
  'ef-core': ['ef core', 'entity framework core'],
  'raspberry-pi': ['raspberry pi'],
};

/** Names with one spelling. */
const plainNames =
  'java php ruby perl kotlin scala haskell elixir erlang clojure ocaml lua matlab fortran cobol sql mysql sqlite mariadb ' +
  'redis cassandra neo4j bigquery snowflake oracle firebase firestore supabase git github gitlab bitbucket mercurial svn ' +
  'docker podman terraform ansible jenkins nginx apache tomcat kafka linux ubuntu debian fedora centos rhel alpine ' +
  'freebsd wsl bash zsh powershell vim neovim emacs tmux xcode pycharm webstorm jupyter colab postman npm pnpm yarn ' +
  'deno pip pipenv conda maven gradle cmake webpack vite rollup esbuild babel eslint prettier jest vitest mocha pytest ' +
  'junit selenium playwright cypress puppeteer django flask fastapi laravel symfony svelte sveltekit jquery redux graphql ' +
  'html css scss sass pandas matplotlib tensorflow keras numpy sqlalchemy hibernate mongoose prisma sequelize typeorm ' +
  'android ios firefox safari heroku vercel netlify cloudflare s3 ec2 openssl systemd systemctl cron ' +
  'curl wget grep sed awk rsync ssh vagrant wordpress drupal magento sharepoint webassembly latex ' +
  'helm electron cargo bun unity markdown figma jira stripe kubectl minikube prometheus grafana kibana logstash langchain solidity ' +
  'groovy zig nim powerbi tableau htmx astro remix bootstrap axios lodash';

/**
 * Names that are ordinary words too. They count as names only where nothing else can be meant: after 'in' or 'using'
 * at either end, before a colon at the front, or capitalised inside a sentence.
 */
const wordyNames: Readonly<Record<string, string>> = {
  go: 'golang',
  rust: 'rust',
  swift: 'swift',
  dart: 'dart',
  julia: 'julia',
  node: 'node.js',
  express: 'express.js',
  spring: 'spring',
  edge: 'edge',
  assembly: 'assembly',
  make: 'make',
  spark: 'spark',
  chef: 'chef',
  puppet: 'puppet',
  vault: 'vault',
  access: 'access',
  mac: 'macos',
  c: 'c',
  r: 'r',
};

const byName = buildNames();
const longOpeners: ReadonlySet<string> = new Set(
  [...byName.keys()].filter(name => name.includes(' ')).map(name => name.slice(0, name.indexOf(' '))),
);
const longestName = 4;

/** The canonical name of a language, tool or platform; undefined for anything else. `words` is lower-case. */
export function nameOf(words: string): string | undefined {
  return byName.get(words);
}

/** Whether a listed name of several words can begin with this word. */
export function opensLongName(word: string): boolean {
  return longOpeners.has(word);
}

/** How many words the longest listed name has. */
export const longestNameWords = longestName;

/** The name that an ordinary word stands for in a place where only a name can stand. */
export function wordyNameOf(word: string): string | undefined {
  return Object.hasOwn(wordyNames, word) ? wordyNames[word] : undefined;
}

/** 'A go program' and 'with node apps': an ordinary word that can only be the name between these two. */
export function isNamedBeside(word: string, before: string | undefined, next: string): string | undefined {
  const things = madeOf.get(word);
  return things?.has(next) === true && before !== undefined && beforeMade.has(before) ? wordyNameOf(word) : undefined;
}
const beforeMade: ReadonlySet<string> = new Set('a an the my our your in with of for from any all'.split(' '));
const madeOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'go',
    new Set(
      (
        'program programs code struct structs slice slices module modules test tests channel channels app apps binary binaries ' +
        'project package packages service server map maps interface interfaces cli api function functions error errors context'
      ).split(' '),
    ),
  ],
  [
    'node',
    new Set(
      'app apps server servers script scripts project application process package api cli service backend'.split(' '),
    ),
  ],
]);

/**
 * Things that only exist inside a language or tool, so that 'a python list' and 'a list in python' are the same.
 * Things that exist by themselves are left out on purpose: running 'a python script' is not running it in Python.
 */
export const nativeNouns: ReadonlySet<string> = new Set(
  (
    'function functions list string array dict dictionary tuple set map object class method variable decorator generator lambda enum ' +
    'struct interface trait closure promise slice hash vector pointer ' +
    'branch commit tag stash submodule repo repository remote container image volume network ' +
    'pod deployment namespace secret configmap ingress service ' +
    'component hook state context reducer prop table column row index view query trigger dataframe series ' +
    'lists strings arrays dicts dictionaries tuples sets maps objects classes methods variables decorators branches ' +
    'commits tags containers images volumes networks pods deployments components hooks tables columns rows indexes ' +
    'queue queues topic topics exchange document documents collection collections field fields task tasks dag dags job jobs ' +
    'pipeline pipelines workflow workflows package packages module modules route routes model models migration migrations form ' +
    'forms chart charts release releases bucket buckets stack stacks instance instances cluster clusters test tests playlist webhook ' +
    'webhooks middleware session sessions user users schema schemas'
  ).split(' '),
);

/** Names of dialects and engines of SQL: inside them, keywords in capitals are the same words. */
export const sqlNames: ReadonlySet<string> = new Set(
  'sql mysql postgresql sqlite mariadb sql-server t-sql pl/sql oracle bigquery snowflake'.split(' '),
);

function buildNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const name of plainNames.split(' ')) names.set(name, name);
  names.set('rust', 'rust').set('swift', 'swift').set('golang', 'golang');
  for (const [name, others] of Object.entries(aliases)) {
    names.set(name, name);
    for (const other of others) names.set(other, name);
  }
  return names;
}

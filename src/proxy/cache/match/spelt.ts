import type { Token } from './tokens.js';

/** One spelling for what is spelt in several ways and means one thing: hyphens, and short forms of nouns. */
export function plainlySpelt(tokens: readonly Token[]): readonly Token[] {
  const spelt: Token[] = [];
  tokens.forEach((token, at) => {
    const before = tokens[at - 1] ?? '';
    const next = tokens[at + 1] ?? '';
    // 'What is package.json for ?': behind an identifier only the mark of the question is left to stand there.
    if (token === '`?' && at === tokens.length - 1 && before === 'for' && /^[@`=]./.test(tokens[at - 2] ?? '')) return;
    if (
      /^`\?+$/.test(token) &&
      at === tokens.length - 1 &&
      before === 'called' &&
      /^(?:when|how|where|why)$/.test(tokens[0] ?? '')
    )
      return;
    if (token === '`??' && at === tokens.length - 1 && at > 2 && !speaksOfSign.test(before)) return;
    if (token === 'one' && next === 'hundred') return;
    if (token === 'base' && before === 'data' && next !== 'on') spelt[spelt.length - 1] = 'database';
    else if (token === '`GH') spelt.push(/^actions?$/.test(next) ? '@github-actions' : '@github');
    else if (/^actions?$/.test(token) && before === '`GH') return;
    else if (token === 'cfg' && tokens.includes('@rust')) spelt.push('`cfg');
    else if (token === 'num' && next === 'of') spelt.push('number');
    else if (token === 'dir' && beforeDir.test(before)) spelt.push('directory');
    else if (token === 'wanna') spelt.push('want', 'to');
    else if (token === 'cmd' && /^(?:to|that|which|for)$/.test(next) && !tokens.some(other => isOwnCmd.test(other)))
      spelt.push('command');
    else if (token === 'desc' && at > 0 && tokens[0] !== 'what' && !tokens.some(other => sorts.test(other)))
      spelt.push('description');
    else spelt.push(tokens[0] === 'what' || ownName.test(next) ? token : shortOf(token, tokens));
  });
  return spelt;
}

/** Dockerfiles have an instruction of that name, and Windows a shell. */
const isOwnCmd = /^[@`=]?(?:docker|dockerfile|entrypoint|what)$/;

/** Behind these the sign is what is spoken of. */
const speaksOfSign =
  /^(?:[`=:-].*|is|are|does|do|use|using|with|and|or|vs|versus|than|of|the|an?|by|for|call(?:ed|s)?|named?|to|in|on|operators?|symbols?|signs?|mark|marks|between|replace|without|from|like|as|mean|means|type|write|match|escape|or|not)$/;

/** Behind these it is no command. */
const beforeDir =
  /^(?:config|configuration|per|home|root|current|working|build|output|source|install|data|cache|log|each)$/;

/** Where `desc` is a direction or a command. */
const sorts =
  /^(?:[@`=]?(?:asc|order|sort\w*|sql|mysql|postgresql|select|by|limit|table|query|rank\w*|laravel|oracle|sqlite|linux|collection|array|columns?|rows?|schema))$/i;

/** Before these it is the name itself; so it is where one asks what it is. */
const ownName = /^(?:folder|directory|dir|keyword|attribute|macro|install|command|itemsets?|patterns?|in|vs|-)$/;

/** 'func and function' are two things. */
function shortOf(token: Token, tokens: readonly Token[]): Token {
  const long = single.get(token);
  return long === undefined || tokens.includes(long) ? token : long;
}

const single: ReadonlyMap<Token, Token> = new Map(
  (
    '`e-mail:e-mail `e-mails:e-mails `2FA:`2fa lib:library libs:libraries stmt:statement stmts:statements ' +
    'pkg:package pkgs:packages cfg:configuration proj:project deps:dependencies func:function funcs:functions distro:distribution ' +
    'distros:distributions frequent:common practise:practice practises:practices'
  )
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
);

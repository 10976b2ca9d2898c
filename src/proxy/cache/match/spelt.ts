import type { Token } from './tokens.js';

/** One spelling for what is spelt in several ways and means one thing: hyphens, and short forms of nouns. */
export function plainlySpelt(tokens: readonly Token[]): readonly Token[] {
  const spelt: Token[] = [];
  tokens.forEach((token, at) => {
    const before = tokens[at - 1] ?? '';
    const next = tokens[at + 1] ?? '';
    // 'What is package.json for ?': behind an identifier only the mark of the question is left to stand there.
    if (token === '`?' && at === tokens.length - 1 && before === 'for' && /^[@`=]./.test(tokens[at - 2] ?? '')) return;
    if (token === 'one' && next === 'hundred') return;
    if (token === 'base' && before === 'data') spelt[spelt.length - 1] = 'database';
    else if (token === '`GH') spelt.push(/^actions?$/.test(next) ? '@github-actions' : '@github');
    else if (/^actions?$/.test(token) && before === '`GH') return;
    else if (token === 'num' && next === 'of') spelt.push('number');
    else if (token === 'dir' && beforeDir.test(before)) spelt.push('directory');
    else if (token === 'wanna') spelt.push('want', 'to');
    else if (token === 'cmd' && /^(?:to|that|which|shows?|for)$/.test(next)) spelt.push('command');
    else if (token === 'desc' && !tokens.some(other => sorts.test(other))) spelt.push('description');
    else spelt.push(shortOf(token, tokens));
  });
  return spelt;
}

/** Behind these it is no command. */
const beforeDir =
  /^(?:config|configuration|per|home|root|current|working|build|output|source|install|data|cache|log|each)$/;

/** Where `desc` is a direction or a command. */
const sorts = /^(?:[@`=]?(?:asc|order|sort\w*|sql|mysql|postgresql|select|by|limit|table|query|rank\w*))$/i;

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

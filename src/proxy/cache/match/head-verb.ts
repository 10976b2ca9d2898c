import { bareVerb } from './inflection.js';
import { verbs, type VerbRow } from './synonyms.js';
import type { Token } from './tokens.js';

/** Brings the verb that opens a request to the one word used for it, in place. */
export function headVerb(content: Token[], scopes: readonly string[]): void {
  const verb = bareVerb(content[0] ?? '');
  if (counts.has(verb) && content[1] === 'number' && content[2] === 'of' && content[3]?.endsWith('s') === true) {
    content.splice(0, 3, 'count');
    return;
  }
  content[0] = verbs.find(row => row.from === verb && applies(row, content, scopes))?.to ?? verb;
  if (makes.has(content[0]) && isIdleNew(content)) content.splice(1, 1);
  if (content[0] === 'convert' && content.includes('into')) content[content.indexOf('into')] = 'to';
  if (content[0] === 'check' && content[1] === 'that') content[1] = 'if';
}

/** 'get the number of rows' counts them. */
const counts: ReadonlySet<string> = new Set(['get', 'find', 'count']);

/** What is created is new. */
const makes: ReadonlySet<string> = new Set(['create', 'add', 'insert', 'define', 'generate']);

/** The new operator, a new line and `new Date` are things; and what is new beside something old is told apart by it. */
function isIdleNew(content: readonly Token[]): boolean {
  const made = content[2];
  if (content[1] !== 'new' || made === undefined || !/^[a-z@]/.test(made) || namedNew.has(made)) return false;
  return content.lastIndexOf('new') === 1 && !content.some(word => besideNew.has(word));
}
const namedNew: ReadonlySet<string> = new Set(
  'line lines operator operators keyword keywords expression expressions statement statements page pages year moon and or in for with from to'.split(
    ' ',
  ),
);
const besideNew: ReadonlySet<string> = new Set(
  'old older existing current same previous original another other instead not only always every each again first'.split(
    ' ',
  ),
);

function applies(row: VerbRow, content: readonly Token[], scopes: readonly string[]): boolean {
  const { objects, notIn, reach = 4 } = row;
  if (notIn !== undefined && [...scopes, ...content].some(word => notIn.has(word.replace('@', '')))) return false;
  return objects === undefined || content.slice(1, 1 + reach).some(word => objects.has(word));
}

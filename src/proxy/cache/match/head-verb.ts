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
  if (makes.has(content[0]) && content[1] === 'new' && content.length > 2) content.splice(1, 1);
  if (content[0] === 'convert' && content.includes('into')) content[content.indexOf('into')] = 'to';
  if (content[0] === 'check' && content[1] === 'that') content[1] = 'if';
}

/** 'get the number of rows' counts them. */
const counts: ReadonlySet<string> = new Set(['get', 'find', 'count']);

/** What is created is new. */
const makes: ReadonlySet<string> = new Set(['create', 'add', 'insert', 'define', 'generate']);

function applies(row: VerbRow, content: readonly Token[], scopes: readonly string[]): boolean {
  const { objects, notIn, reach = 4 } = row;
  if (notIn !== undefined && [...scopes, ...content].some(word => notIn.has(word.replace('@', '')))) return false;
  return objects === undefined || content.slice(1, 1 + reach).some(word => objects.has(word));
}

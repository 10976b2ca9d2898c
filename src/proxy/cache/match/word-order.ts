import { isAttribute } from './attributes.js';
import { clauses, linking } from './function-words.js';
import type { QuestionKind } from './question-kind.js';
import type { Token } from './tokens.js';

/** 'why is x slow' is 'why x is slow', and 'why does x not y' is 'why doesn't x y'. */
export function whyOrder(content: Token[]): void {
  for (const helper of ['is', 'are', 'does', 'do']) {
    const found = content.indexOf(helper);
    if (found !== -1 && found === content.lastIndexOf(helper)) content.splice(found, 1);
  }
  const not = content.indexOf('not');
  if (not <= 0 || not !== content.lastIndexOf('not') || content[0] === 'can') return;
  if (content.some(word => clauses.has(word))) return;
  content.splice(not, 1);
  content.unshift('not');
}

/** 'the size limit of a cookie' is 'the cookie size limit'. With any other preposition around, order may matter. */
export function possessive(content: Token[], kind: QuestionKind): void {
  const of = content.indexOf('of');
  if (of <= 0 || of === content.length - 1 || of !== content.lastIndexOf('of')) return;
  if (content.some(word => word !== 'of' && (linking.has(word) || clauses.has(word)))) return;
  const from = kind === 'how' ? 1 : 0;
  const head = content.slice(from, of);
  const owner = content.slice(of + 1);
  if (head.length === 0 || head.length > 3 || owner.length > 3 || !isAttribute(head.at(-1) ?? '', kind)) return;
  if (kind === 'how' && head.length > 1) return;
  content.splice(from, content.length, ...owner, ...head);
}

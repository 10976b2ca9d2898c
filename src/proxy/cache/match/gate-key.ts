import { plainIdentifier } from './identifiers.js';
import { formOf, longestTextChars } from './normal-form.js';
import { servedAs } from './question-kind.js';
import { reworded } from './reworded.js';
import { tokenise } from './tokens.js';

/**
 * A canonical signature of what a question asks for. Texts with the same key are served the same answer without any
 * embedding, so everything that could change the answer is in it: every symbol, number, name, direction word and
 * requirement. Undefined: the text is never matched loosely.
 */
export function gateKey(text: string): string | undefined {
  if (text.length > longestTextChars) return undefined;
  const tokens = reworded(tokenise(text));
  const form = tokens === undefined ? undefined : formOf(tokens);
  if (form === undefined) return undefined;
  return `${servedAs(form.kind)}|${form.wish}|${form.scopes.join(' ')}|${form.content.map(plainIdentifier).join(' ')}`;
}

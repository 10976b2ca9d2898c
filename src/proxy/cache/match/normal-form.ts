import { type Asked, classify } from './classify.js';
import { compared } from './comparison.js';
import { contentOf } from './content.js';
import { withContext } from './context.js';
import { frontedLast } from './fronted.js';
import { isImplied } from './implied.js';
import type { QuestionKind } from './question-kind.js';
import { nodeNamed, placeLast, settled, takeBareScope, takeEndScopes, takeFrontScope, withoutPart } from './scope.js';
import { tokenise, type Token } from './tokens.js';
import { active } from './voice.js';
import { unwrap } from './wrapping.js';

/** What a question comes down to. Two texts with equal forms ask for the same answer. */
export interface NormalForm {
  readonly kind: QuestionKind;
  readonly wish: string;
  /** The language, tool or platform it is about, wherever it stood in the sentence; sorted. */
  readonly scopes: readonly string[];
  /** Everything else that carries meaning, in the order it was written. */
  readonly content: readonly Token[];
}

/** Longest text that is looked at, in UTF-16 units: what is longer is no short question. */
export const longestTextChars = 600;
const mostTokens = 70;

/** Undefined for texts that are too long, and for those that hold nothing but wrapping or a single word. */
export function normalForm(text: string): NormalForm | undefined {
  if (text.length > longestTextChars) return undefined;
  return formOf(tokenise(text));
}

/** The form of a text that is tokens already. */
export function formOf(tokens: readonly string[]): NormalForm | undefined {
  if (tokens.length === 0 || tokens.length > mostTokens) return undefined;
  const unwrapped = withContext(unwrap(tokens.join(' ')));
  const front = takeFrontScope(frontedLast(placeLast(nodeNamed(unwrapped))));
  const end = takeEndScopes(unwrap(front.rest), front.scopes);
  const plain = active(withoutMarks(end.rest));
  const { asked, scopes } = findBareScope(classify(plain, end.scopes.length > 0), end.scopes);
  const content = contentOf(asked.rest.split(' '), asked.kind, asked.generic, scopes.map(withoutPart));
  if (content.length === 0 || (!asked.framed && content.length + scopes.length < 2)) return undefined;
  const form = { kind: asked.kind, wish: asked.wish };
  const scene = scopes.filter(scope => !isImplied(withoutPart(scope), content));
  if (asked.kind !== 'difference') return { ...form, scopes: settled(scene), content };
  const sides = compared(content, settled(scene));
  return { ...form, scopes: sides.scopes, content: sides.content };
}

/** A scene that no 'in' announces: 'use git to undo', 'reverse list python', 'a python list'. */
function findBareScope(
  asked: Asked,
  scopes: readonly string[],
): { readonly asked: Asked; readonly scopes: readonly string[] } {
  const tool = asked.kind === 'how' ? /^use ((?:\S+ ){1,3}?)to (.+)$/.exec(asked.rest) : null;
  const [, means = '', done = ''] = tool ?? [];
  const name = /^@(\S+) $/.exec(means)?.[1];
  if (tool !== null && name !== undefined) return { asked: { ...asked, rest: done }, scopes: [...scopes, name] };
  if (tool !== null && !/^(?:the|it|this|that|them) /.test(means)) {
    return findBareScope({ ...asked, rest: `${done} with ${means.trim()}` }, scopes);
  }
  if (scopes.length > 0 || asked.kind === 'difference') return { asked, scopes };
  const bare = takeBareScope(asked.rest.split(' '), asked.kind, asked.framed);
  if (bare === undefined) return { asked, scopes };
  const rest = bare.rest.join(' ');
  return { asked: asked.framed ? { ...asked, rest } : classify(rest, true), scopes: [bare.scope] };
}

/** Punctuation that turned out to be the sentence's own goes; a colon or dash between words stays. */
function withoutMarks(text: string): string {
  if (!/(?:^| )[,.:-](?: |$)/.test(text)) return text;
  const kept: string[] = [];
  for (const token of text.split(' ')) {
    if (token === ',' || token === '.') continue;
    kept.push(token === ':' || token === '-' ? `\`${token}` : token);
  }
  return kept.join(' ');
}

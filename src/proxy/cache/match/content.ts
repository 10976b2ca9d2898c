import { withoutSynonyms } from './aliases.js';
import { isAttribute } from './attributes.js';
import { articles, superlatives } from './function-words.js';
import { headVerb } from './head-verb.js';
import { bareVerb, singular } from './inflection.js';
import { acronyms } from './letter-case.js';
import { isIdleOwner } from './owner.js';
import { countlessWords } from './plurals.js';
import type { QuestionKind } from './question-kind.js';
import type { Token } from './tokens.js';
import { possessive, whyOrder } from './word-order.js';

/**
 * The words that carry meaning, each in its one form, in the order of the text. Left out are articles, owners in
 * requests ('my last commit'), and words that are implied ('a given string', 'create a new file'). `generic`: plural
 * and singular are the same.
 */
export function contentOf(
  words: readonly string[],
  kind: QuestionKind,
  generic: boolean,
  scopes: readonly string[],
): readonly Token[] {
  const request = requests.has(kind);
  const content = withoutSynonyms(
    words.filter((word, at) => !isVague(words, at) && word !== '' && !(request && isIdleOwner(words, at))),
    request,
  ).filter((word, at, all) => !articles.has(word) || (word === 'the' && oneOfAll.has(all[at + 1] ?? '')));
  return finish([...content], { kind, generic, scopes, request, definite: words[0] === 'the' });
}

const requests: ReadonlySet<QuestionKind> = new Set(['how', 'way', 'can', 'should', 'bare']);

/** 'a given string' is a string; 'the given string' may be one that was spoken of before. */
function isVague(words: readonly string[], at: number): boolean {
  const before = words[at - 1];
  return vague.has(words[at] ?? '') && (before === 'a' || before === 'an');
}
const vague: ReadonlySet<string> = new Set(['given', 'certain', 'specific', 'particular']);

/** The stack of a thread is no stack that somebody wrote, and the heap is no priority queue. */
const oneOfAll: ReadonlySet<string> = new Set(['stack', 'heap', 'cloud']);

interface Around {
  readonly kind: QuestionKind;
  readonly generic: boolean;
  readonly scopes: readonly string[];
  readonly request: boolean;
  readonly definite: boolean;
}

function finish(content: Token[], { kind, generic, scopes, request, definite }: Around): readonly Token[] {
  if (content.length === 0) return content;
  if (kind === 'why') {
    whyOrder(content);
    content[0] = bareVerb(content[0] ?? '');
  }
  if (kind === 'what' || kind === 'how') possessive(content, kind);
  if (request) withMeans(content);
  if (request) headVerb(content, scopes);
  const folded =
    generic && !content.some(word => superlatives.has(word))
      ? content.length
      : general.has(kind)
        ? countlessWords(content)
        : 0;
  if (definite && isOneOfItsKind(content, kind)) content.push('the');
  const kept = saysType(content, kind, definite, scopes.length > 0) ? content.slice(0, 1) : content;
  return kept.map((word, at) => finished(word, at < folded));
}

/** 'Using a loop' is 'with a loop', but to start using it is no start with it. */
function withMeans(content: Token[]): void {
  content.forEach((word, at) => {
    if (word === 'using' && at > 1 && !beforeUsing.has(content[at - 1] ?? '')) content[at] = 'with';
  });
}
const beforeUsing: ReadonlySet<string> = new Set(
  'start stop avoid without keep when while by of for instead before after from to is are be and or not'.split(' '),
);

const general: ReadonlySet<QuestionKind> = new Set(['how', 'when-to', 'should']);

function finished(word: Token, fold: boolean): Token {
  if (word.startsWith('=')) return word.slice(1);
  if (fold && /^`[a-z]{4,}$/.test(word)) return `\`${singular(word.slice(1))}`;
  return fold && /^[a-z]/.test(word) ? singular(word) : word;
}

/** 'The kernel' and 'the shell' are others than 'a kernel' and 'a shell'; of what has a long name there is only one. */
function isOneOfItsKind([thing = '', ...others]: readonly Token[], kind: QuestionKind): boolean {
  if (others.length > 0 || !defined.has(kind) || !/^[a-z]+$/.test(thing)) return false;
  return !articles.has(thing) && !acronyms.has(thing) && !isAttribute(thing, kind);
}
const defined: ReadonlySet<QuestionKind> = new Set(['what', 'works', 'does', 'purpose']);

/** 'the -p flag' is -p, and what the ls command does is what ls does; but a feature flag is not a feature. */
function saysType(content: readonly Token[], kind: QuestionKind, definite: boolean, scoped: boolean): boolean {
  const [thing = '', type = ''] = content;
  if (content.length !== 2 || (kind !== 'what' && kind !== 'does') || !typeNouns.has(type)) return false;
  if (/^[`=]/.test(thing)) return true;
  return definite && ((type === 'keyword' && scoped) || (type === 'command' && kind === 'does'));
}
const typeNouns: ReadonlySet<string> = new Set(['keyword', 'operator', 'command', 'flag']);

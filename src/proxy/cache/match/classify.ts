import { articles } from './function-words.js';
import { framesFor } from './frames.js';
import { bareVerb } from './inflection.js';
import { orderVerbs } from './order-verbs.js';
import { verbOfParticiple } from './participles.js';
import type { QuestionKind } from './question-kind.js';

/** A question without its frame. */
export interface Asked {
  readonly kind: QuestionKind;
  /** Wishes that belong to the frame: 'the fastest way to'. */
  readonly wish: string;
  /** The words that are left when the frame is taken off. */
  readonly rest: string;
  /** A plural in the rest means the same as the singular: the frame speaks of the kind of thing, not of some. */
  readonly generic: boolean;
  /** False for texts that only are their words: a telegram, whose first word may yet be a name. */
  readonly framed: boolean;
}

/**
 * Takes the frame off a question. The text is tokens joined by blanks, unwrapped, without its scope. `scoped` says that
 * it had one: 'define a class in Python' and 'describe table in MySQL' are orders, 'define idempotent' is a question.
 */
export function classify(text: string, scoped: boolean): Asked {
  if (scoped && /^(?:define|describe) /.test(text))
    return { kind: 'how', wish: '', rest: text, generic: false, framed: true };
  for (const { pattern, kind, generic, put } of framesFor(text)) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const rest = found.groups?.['x'] ?? '';
    if (rest === '') continue;
    const tail = found.groups?.['tail'] === undefined ? '' : ` ${found.groups['tail']}`;
    return { kind, wish: wishOf(found.groups?.['wish']), rest: put + rest + tail, generic, framed: true };
  }
  const active = activeVoice(text);
  if (active !== undefined) return { kind: 'how', wish: '', rest: active, generic: false, framed: true };
  if (opensVerbatim.test(text)) return { kind: 'verbatim', wish: '', rest: text, generic: false, framed: true };
  if (startsWithVerb(text)) return { kind: 'how', wish: '', rest: text, generic: false, framed: false };
  const isNoun = !sentence.test(text);
  // A word in front of the noun may be a verb that is in no list: 'await promises' is not 'await a promise'.
  const generic = isNoun && text.split(' ').filter(word => !word.startsWith('@') && !articles.has(word)).length === 1;
  return { kind: isNoun ? 'what' : 'bare', wish: '', rest: text, generic, framed: false };
}

/** The easiest way is the simplest one. */
function wishOf(wish = ''): string {
  return wish
    .replace(/\beasiest\b/, 'simplest')
    .replace(/\bquickest\b/, 'fastest')
    .replace(/\bquick\b/, 'fast')
    .replace(/\beasy\b/, 'simple');
}

/** 'How can a column be renamed' is how one renames a column. Without a modal it may be asked how it is done by others. */
function activeVoice(text: string): string | undefined {
  const found =
    /^how (?:can|could|should|would|might|may) (?!(?:i|you|we|one|it|this|that|they|he|she|there) )(.+?) be ([a-z]+)( (?!by ).+)?$/.exec(
      text,
    );
  const verb = found === null ? undefined : verbOfParticiple(found[2] ?? '');
  return found === null || verb === undefined ? undefined : `${verb} ${found[1] ?? ''}${found[3] ?? ''}`;
}

/** What is no mere noun phrase: a report of trouble, or a sentence. */
const sentence =
  /(?:^| )(?:i|we|it|is|are|was|do|does|did|not|no|cannot|can|will|should|if|when|while|that|which|error|errors|exception|fails?|failed|failing|issue|issues|problem|problems|warning|trouble|missing|broken|unable|stuck|how|what|why)(?: |$)|^(?:in|on|for|with|from|to|at|by|of) /;

const opensVerbatim =
  /^(?:how|what|why|when|where|who|whose|whom|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|am|if) /;

/** What makes the word before it a noun: 'the kill command', 'list comprehension'. */
const afterNoun =
  /^\S+ (?:command|function|method|operator|keyword|statement|comprehension|algorithm|pattern|library|framework|tool|tree|table|type|error|vs|versus|of|is|and|or|`(?![a-z]{4,}(?: |$)))/;
/** Verbs that are no nouns beside those: 'create table', 'handle error', 'call function'. */
const neverNoun =
  /^(?:create|make|add|write|define|declare|remove|generate|implement|use|handle|throw|ignore|fix|rename|alter|drop|describe|display|raise|truncate|invoke|mock|execute|install|uninstall|enable|disable|delete|update|catch|suppress|print) (?:command|function|method|operator|algorithm|pattern|library|framework|tool|tree|table|type|error)/;
/** A verb before an article or a number: no noun stands there, whatever the word. */
const beforeObject =
  /^(?!(?:half|such|all|both|quite|just|only|even|not|no|is|are|vs|and|or|also|maybe|perhaps) )[a-z]+ (?:an?|the|my|your|our|all|every|each|multiple|several|`\d+) \S/;

function startsWithVerb(text: string): boolean {
  const first = /^[a-z]+/.exec(text)?.[0] ?? '';
  if (neverNoun.test(text)) return true;
  if (orderVerbs.has(bareVerb(first))) return !afterNoun.test(text);
  return beforeObject.test(text) && !sentence.test(text);
}

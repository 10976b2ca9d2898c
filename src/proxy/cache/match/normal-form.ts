import { classify, type QuestionClass } from './question-class.js';
import { bareVerb, singular } from './inflection.js';
import { nativeNouns, wordyNameOf } from './scopes.js';
import { anywhere, inRequests, objectReach, phrases, verbs } from './synonyms.js';
import { tokenise, type Token } from './tokens.js';
import { unwrap } from './wrapping.js';

/** What a question comes down to. Two texts with equal forms ask for the same answer. */
export interface NormalForm {
  readonly kind: QuestionClass;
  readonly wish: string;
  /** The language, tool or platform it is about, wherever it stood in the sentence; sorted. */
  readonly scopes: readonly string[];
  /** Everything else that carries meaning, in the order it was written. */
  readonly content: readonly Token[];
}

/** Longest text that is looked at, in UTF-16 units: what is longer is no short question. */
export const longestTextChars = 600;
const mostTokens = 70;

/** Undefined for texts that are too long, or hold nothing but wrapping. */
export function normalForm(text: string): NormalForm | undefined {
  if (text.length > longestTextChars) return undefined;
  const tokens = tokenise(text);
  if (tokens.length === 0 || tokens.length > mostTokens) return undefined;
  const unwrapped = unwrap(tokens.join(' '));
  const front = takeFrontScope(placeLast(unwrapped));
  const end = takeEndScopes(unwrap(front.rest), front.scopes);
  let asked = classify(withoutMarks(end.rest), end.scopes.length > 0);
  let scopes = end.scopes;
  const tool = /^use @(\S+) to (.+)$/.exec(asked.rest);
  if (tool !== null && asked.kind === 'how') {
    scopes = [...scopes, tool[1] ?? ''];
    asked = { ...asked, rest: tool[2] ?? '' };
  }
  if (scopes.length === 0 && asked.kind !== 'difference') {
    const bare = takeBareScope(asked.rest.split(' '), asked.kind, asked.framed);
    if (bare !== undefined) {
      scopes = [bare.scope];
      const rest = bare.rest.join(' ');
      asked = asked.framed ? { ...asked, rest } : classify(rest, true);
    }
  }
  let content = reduce(asked.rest.split(' '), asked.kind, asked.generic, scopes);
  if (asked.kind === 'difference') {
    const sides = compared(content, scopes);
    content = sides.content;
    scopes = sides.scopes;
  }
  if (content.length === 0) return undefined;
  return { kind: asked.kind, wish: asked.wish, scopes: [...scopes].sort(), content };
}

/* ---------------------------------------------------------------- scope */

/** 'in a dockerfile, how do I' is 'how do I ... in a dockerfile'. */
function placeLast(text: string): string {
  const found = /^((?:in|on|inside|within) (?:[a-z`][^ ]* ){1,4}), ((?:how|what|why|when|where|which|can|is) .+)$/.exec(text);
  return found === null ? text : `${found[2] ?? ''} ${found[1] ?? ''}`.trim();
}

interface Scoped {
  readonly scopes: readonly string[];
  readonly rest: string;
}

const frontFramed = /^@(\S+) ((?:how|what|why|when|where|which|is|can|does|do) .+)$/;
const frontMarked = /^(?:(?:in|on|using|with|for|under) )?@(\S+) [,:.-] (.+)$/;
const frontPlain = /^(?:in|on|using|under) @(\S+) (.+)$/;
const frontWordy =
  /^(?:(?:in|using) ([a-z`]+)(?: ,)? (?=(?:how|what|why|when|where|which|who|is|are|can|do|does|should|explain) )|([a-z]+) : )(.+)$/;
const end = /^(.+) (in|on|using|with|for|under|of|inside|via) (?:the )?@(\S+)(?: (?:programming )?language)?$/;
const endMarked = /^(.+ \S+) [.,:-] @(\S+)$/;
const endWordy = /^(.+) (?:in|on|using) (?:a )?`?([a-z]+)$/;

function takeFrontScope(text: string): Scoped {
  const found = frontMarked.exec(text) ?? frontPlain.exec(text) ?? frontFramed.exec(text);
  if (found !== null) return { scopes: [found[1] ?? ''], rest: found[2] ?? '' };
  const wordy = frontWordy.exec(text);
  const name = wordyNameOf((wordy?.[1] ?? wordy?.[2] ?? '').replace('`', ''));
  if (wordy !== null && name !== undefined) return { scopes: [name], rest: wordy[3] ?? '' };
  return { scopes: [], rest: text };
}

function takeEndScopes(text: string, already: readonly string[]): Scoped {
  const single = new Set(text.split(' ').filter(token => token.startsWith('@'))).size + already.length === 1;
  const scopes = [...already];
  let rest = text;
  const marked = endMarked.exec(rest);
  if (marked !== null && single) return { scopes: [...scopes, marked[2] ?? ''], rest: marked[1] ?? '' };
  for (;;) {
    const found = end.exec(rest);
    const name = found?.[3] ?? '';
    const before = found?.[1] ?? '';
    if (found !== null && before.includes(' ') && isScopeMarker(found[2] ?? '', before, single || scopes.length > 0)) {
      scopes.push(name);
      rest = before;
      continue;
    }
    const wordy = endWordy.exec(rest);
    const wordyName = wordyNameIn(wordy);
    if (wordy === null || wordyName === undefined) break;
    scopes.push(wordyName);
    rest = wordy[1] ?? '';
  }
  if (scopes.length === 0 && single) return takeMiddleScope(rest);
  return { scopes, rest };
}

/** 'sort a list in python by key': between two parts of a request, 'in' sets the scene as well. */
function takeMiddleScope(text: string): Scoped {
  const found =
    /^(.+) (?:in|on) @(\S+) ((?:by|with|without|using|when|if|from|to|into|that|where|while|after|before) .+)$/.exec(
      text,
    );
  const before = found?.[1] ?? '';
  if (found === null || takesIn.test(before) || shifts.test(text)) return { scopes: [], rest: text };
  return { scopes: [found[2] ?? ''], rest: `${before} ${found[3] ?? ''}` };
}
const shifts =
  /(?:^| )(?:run|running|execute|call|invoke|start|open|opening|use|using|embed|launch|move|copy|and|or|not) /;

/** 'in go', 'using r', 'on a mac', but not 'on node' or 'in a node'. */
function wordyNameIn(found: RegExpExecArray | null): string | undefined {
  const [whole = '', , word = ''] = found ?? [];
  const name = wordyNameOf(word);
  const isMac = name === 'macos';
  return / on (?:a )?\S+$/.test(whole) === isMac && (isMac || !/ a \S+$/.test(whole)) ? name : undefined;
}

/** 'in', 'on' and 'using' always set the scene; the others also belong to verbs ('search for git'). */
function isScopeMarker(marker: string, before: string, single: boolean): boolean {
  if (marker === 'using') return !takesUsing.test(before);
  if (marker === 'in' || marker === 'on') return !takesIn.test(before);
  if (marker === 'for' && makesFor.test(before)) return false;
  return single && !takesPreposition.test(before);
}

/** 'write a plugin for vim' is not done in vim. */
const makesFor = /(?:^| )(?:write|writing|build|building|create|creating|make|making|develop|design|install|buy|add|generate) /;
const takesUsing =
  / (?:for|of|by|about|start|stop|from|to|without|avoid|keep|why|when|am|are|is|was|be|were|before|after|while|versus|vs|and|or|than)$/;
const takesIn = /(?:^| )(?:log|sign|check|plug|built|depends?|depending|focus|based|click|hover|drop)$/;
const takesPreposition =
  / (?:search|searching|look|looking|wait|waiting|check|checking|ask|test|testing|filter|grep|scan|listen|start|starting|started|starts|end|ending|ends|begin|begins|replace|replaced|compare|integrate|integrating|work|working|works|deal|along|go|interact|communicate|compatible|familiar|together|instead|version|inside|out|rid|think|alternatives?|replacement|substitute|need|use|used|switch|begins|migrate|connect|login|log-in|pair|combine|mix)$/;

/** A name without a marker: at the end or the front of a telegram, or before a thing that only exists inside it. */
function takeBareScope(
  words: readonly string[],
  kind: QuestionClass,
  framed: boolean,
): { scope: string; rest: readonly string[] } | undefined {
  const at = words.findIndex(word => word.startsWith('@'));
  if (at === -1 || words.some((word, other) => other > at && word.startsWith('@'))) return undefined;
  const rest = words.filter((_, other) => other !== at);
  const scope = (words[at] ?? '').slice(1);
  if (contentCount(rest) < 2 && !(kind === 'what' && at < words.length - 1 && contentCount(rest) === 1))
    return undefined;
  const before = words[at - 1] ?? '';
  const after = words[at + 1] ?? '';
  if (at === words.length - 1) return linking.has(before) || /^[`@]/.test(before) ? undefined : { scope, rest };
  if (at === 0 || (at === 1 && articles.has(before))) {
    const atFront = !framed || (kind === 'what' && !linking.has(after));
    return atFront && !linking.has(after) ? { scope, rest: at === 1 ? rest.slice(1) : rest } : undefined;
  }
  const verb = words[0] ?? '';
  if (kind === 'how' && runs.has(verb)) return undefined;
  return nativeNouns.has(after) && !linking.has(before) ? { scope, rest } : undefined;
}

const runs: ReadonlySet<string> = new Set('run execute call invoke start open use embed'.split(' '));
const linking: ReadonlySet<string> = new Set(
  (
    'to from into onto in on at by with without for of as and or not no than vs versus before after between over under is are ' +
    'be if when while unless until except instead via through against about like called named only every each all any ' +
    'install uninstall update upgrade learn use call run start stop open via inside outside has have had was were'
  ).split(' '),
);

function contentCount(words: readonly string[]): number {
  return words.filter(word => !articles.has(word) && !linking.has(word)).length;
}

/* ---------------------------------------------------------------- content */

const articles: ReadonlySet<string> = new Set(['a', 'an', 'the']);
/** Whose it is does not change how it is done, but 'my name' is not 'your name'. */
const owners: ReadonlySet<string> = new Set(['my', 'your', 'our']);
const vague: ReadonlySet<string> = new Set(['given', 'certain', 'specific', 'particular']);
const generics: ReadonlySet<string> = new Set(
  'use write define declare handle implement document name structure organize style manage'.split(' '),
);

function withoutMarks(text: string): string {
  if (!/(?:^| )[,.:-](?: |$)/.test(text)) return text;
  const kept: string[] = [];
  for (const token of text.split(' ')) {
    if (token === ',' || token === '.') continue;
    kept.push(token === ':' || token === '-' ? `\`${token}` : token);
  }
  return kept.join(' ');
}

function reduce(
  words: readonly string[],
  kind: QuestionClass,
  generic: boolean,
  scopes: readonly string[],
): readonly Token[] {
  const present = new Set(words);
  const request = kind === 'how' || kind === 'way' || kind === 'can' || kind === 'should' || kind === 'bare';
  const content: Token[] = [];
  for (const word of joinPhrases(words)) {
    if (articles.has(word) || (request && owners.has(word))) continue;
    content.push(alias(word, present, request));
  }
  dropVague(content, words);
  if (kind === 'why') whyOrder(content);
  if (kind === 'why') content[0] = bareVerb(content[0] ?? '');
  if (kind === 'what' || kind === 'how') possessive(content, kind);
  if (request) headVerb(content, scopes);
  const fold = generic || (kind === 'how' && generics.has(content[0] ?? ''));
  const last = content.map(word =>
    word.startsWith('=') ? word.slice(1) : fold && /^[a-z]/.test(word) ? singular(word) : word,
  );
  return (kind === 'does' || kind === 'what') && last.length === 2 && typeNouns.has(last[1] ?? '')
    ? last.slice(0, 1)
    : last;
}

/** 'why is x slow' is 'why x is slow', and 'why does x not y' is 'why doesn't x y'. */
function whyOrder(content: Token[]): void {
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
const clauses: ReadonlySet<string> = new Set(
  'that which who if when while because and or but unless until before after so than'.split(' '),
);

/** 'the size limit of a cookie' is 'the cookie size limit'. With any other preposition around, order may matter. */
function possessive(content: Token[], kind: QuestionClass): void {
  const of = content.indexOf('of');
  if (of <= 0 || of === content.length - 1 || of !== content.lastIndexOf('of')) return;
  if (content.some(word => word !== 'of' && (linking.has(word) || clauses.has(word)))) return;
  const from = kind === 'how' ? 1 : 0;
  const head = content.slice(from, of);
  const owner = content.slice(of + 1);
  if (head.length === 0 || head.length > 3 || owner.length > 3 || amounts.has(head.at(-1) ?? '')) return;
  if (kind === 'how' && (head.length > 1 || !owned.has(head[0] ?? ''))) return;
  content.splice(from, content.length, ...owner, ...head);
}
/** The number of threads is not the thread number. */
const amounts: ReadonlySet<string> = new Set('number amount list set array part kind piece group copy pair lot bit map queue'.split(' '));
const owned: ReadonlySet<string> = new Set(
  'length size name type value index width height version color background'.split(' '),
);

const typeNouns: ReadonlySet<string> = new Set(['keyword', 'operator', 'command', 'flag']);

function alias(word: string, present: ReadonlySet<string>, request: boolean): Token {
  if (!/^[a-z]/.test(word)) return word;
  const to = anywhere.get(word) ?? (request ? inRequests.get(word) : undefined);
  // 'from dict to dictionary' speaks of two things.
  if (to === undefined || present.has(to) || present.has(singular(to)) || present.has(`${to}s`)) return word;
  return /^\d/.test(to) ? `\`${to}` : to;
}

const phraseStarts = buildPhrases();

function joinPhrases(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const row = phraseStarts.get(word)?.find(({ from }) => from.every((part, step) => words[at + step] === part));
    if (row === undefined) joined.push(word);
    else {
      joined.push(...row.to);
      at += row.from.length - 1;
    }
  }
  return joined;
}

function buildPhrases(): ReadonlyMap<string, readonly { from: readonly string[]; to: readonly string[] }[]> {
  const starts = new Map<string, { from: readonly string[]; to: readonly string[] }[]>();
  const longestFirst = [...phrases].sort((a, b) => b[0].length - a[0].length);
  for (const [from, to] of longestFirst) {
    const parts = from.split(' ');
    const first = parts[0] ?? '';
    starts.set(first, [...(starts.get(first) ?? []), { from: parts, to: to.split(' ') }]);
  }
  return starts;
}

/** 'a given string' is a string; 'the given string' may be one that was spoken of before. */
function dropVague(content: Token[], words: readonly string[]): void {
  words.forEach((word, at) => {
    if (!vague.has(word) || (words[at - 1] !== 'a' && words[at - 1] !== 'an')) return;
    const found = content.indexOf(word);
    if (found !== -1) content.splice(found, 1);
  });
}

function headVerb(content: Token[], scopes: readonly string[]): void {
  const verb = bareVerb(content[0] ?? '');
  content[0] = verb;
  if ((verb === 'get' || verb === 'find' || verb === 'count') && content[1] === 'number' && content[2] === 'of' && content[3]?.endsWith('s') === true) {
    content.splice(0, 3, 'count');
    return;
  }
  const reach = content.slice(1, objectReach + 1);
  const near = verb === 'check' || verb === 'turn' || verb === 'transform';
  for (const row of verbs) {
    if (row.from !== verb) continue;
    if (row.notIn !== undefined && [...scopes, ...content].some(word => row.notIn?.has(word.replace('@', ''))))
      continue;
    const within = row.to === 'check' ? reach.slice(0, 1) : near ? reach : reach.slice(0, 4);
    if (row.objects !== undefined && !within.some(word => row.objects?.has(word))) continue;
    content[0] = row.to;
    break;
  }
  if (makes.has(content[0] ?? '') && content[1] === 'new' && content.length > 2) content.splice(1, 1);
  if (content[0] === 'convert') replaceIn(content, 'into', 'to');
  if (content[0] === 'check') replaceIn(content, 'that', 'if', 1);
}

/** What is created is new. */
const makes: ReadonlySet<string> = new Set('create add insert define generate'.split(' '));

function replaceIn(content: Token[], from: string, to: string, at?: number): void {
  const found = content.indexOf(from);
  if (found !== -1 && (at === undefined || found === at)) content[found] = to;
}

/* ---------------------------------------------------------------- comparisons */

/** The two sides of a comparison in one order: the difference between a and b is the one between b and a. */
function compared(
  content: readonly Token[],
  scopes: readonly string[],
): { readonly content: readonly Token[]; readonly scopes: readonly string[] } {
  const joints = content.flatMap((word, at) => (sideJoints.has(word) ? [at] : []));
  const joint = joints[0];
  if (joints.length !== 1 || joint === undefined) return { content, scopes };
  const next = content[joint + 1] ?? '';
  const skip =
    (content[joint] === 'differ' || content[joint] === 'different') && /^(?:from|than|to)$/.test(next) ? 2 : 1;
  let sides = [content.slice(0, joint), content.slice(joint + skip)] as const;
  let inside = scopes;
  const [a = [], b = []] = sides;
  if (a.length === 0 || b.length === 0) return { content, scopes };
  const name = a.length > 1 ? a[0] : undefined;
  const others = [...a.slice(1), ...b.slice(b[0] === name ? 1 : 0)];
  if (name?.startsWith('@') === true && scopes.length === 0 && !others.some(word => word.startsWith('@'))) {
    sides = [a.slice(1), b[0] === name && b.length > 1 ? b.slice(1) : b];
    inside = [name.slice(1)];
  }
  const ordered = sides.map(side => side.join(' ')).sort();
  return { content: [ordered[0] ?? '', '/', ordered[1] ?? ''], scopes: inside };
}

const sideJoints: ReadonlySet<string> = new Set(['and', 'vs', 'versus', 'differ', 'different', 'with', 'to']);

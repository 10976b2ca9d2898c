import { isAttributeAnywhere } from './attributes.js';
import { articles, linking } from './function-words.js';
import { nativeNouns, wordyNameOf } from './names.js';
import type { QuestionKind } from './question-kind.js';

/**
 * The scene of a question: the language, tool or platform it is about, which may stand at either end ('in Python, how
 * do I', 'python: how to', 'how do I in Python') without changing what is asked. Texts are tokens joined by blanks.
 */
export interface Scoped {
  readonly scopes: readonly string[];
  readonly rest: string;
}

/** 'Connect to Postgres from node': beside a database that has no nodes of its own, node is Node.js. */
export function nodeNamed(text: string): string {
  return bareNode.test(text) ? `${text.slice(0, -'node'.length)}@node.js` : text;
}
const bareNode = / @(?:postgresql|mysql|mariadb|sqlite|sql-server|s3)(?: .+)? (?:from|with) node$/;

/** 'in a dockerfile, how do I' is 'how do I ... in a dockerfile'. */
export function placeLast(text: string): string {
  const found = /^((?:in|on|inside|within) (?:[a-z`][^ ]* ){1,4}), ((?:how|what|why|when|where|which|can|is) .+)$/.exec(
    text,
  );
  return found === null ? text : `${found[2] ?? ''} ${found[1] ?? ''}`.trim();
}

const frontFramed = /^@(\S+) ((?:how|what|why|when|where|which|is|can|does|do) .+)$/;
const frontMarked = /^(?:(?:in|on|under|(using|with|for)) )?@(\S+) [,:.-] (.+)$/;
const frontPlain = /^(?:in|on|under|(using)) @(\S+) (.+)$/;
const frontWordy =
  /^(?:(?:in|using) ([a-z`]+)(?: ,)? (?=(?:how|what|why|when|where|which|who|is|are|can|do|does|should|explain) )|([a-z]+) : )(.+)$/;
const end = /^(.+) (in|on|using|with|for|under|of|inside|via) (?:the )?@(\S+)(?: (?:programming )?language)?$/;
const endMarked = /^(.+ \S+) [.,:-] @(\S+)$/;
const endWordy = /^(.+) (?:in|on|using) (?:a )?`?([a-z]+)$/;

/** Beside another scene it matters which part a name plays: 'for Windows on Linux' is not 'for Linux on Windows'. */
function played(marker: string | undefined, name = ''): string {
  if (marker === 'for' || marker === 'of') return `${marker}:${name}`;
  return marker === 'using' || marker === 'with' || marker === 'via' ? `with:${name}` : name;
}

/** The scenes in one order; alone, a scene is the same whatever part it plays. */
export function settled(scopes: readonly string[]): readonly string[] {
  return scopes.length > 1 ? [...scopes].sort() : scopes.map(withoutPart);
}

/** The name alone. */
export function withoutPart(scope: string): string {
  return scope.replace(/^(?:for|of|with):/, '');
}

/** A name that opens the text and is marked as its scene. */
export function takeFrontScope(text: string): Scoped {
  const marked = frontMarked.exec(text) ?? frontPlain.exec(text);
  if (marked !== null) return { scopes: [played(marked[1], marked[2])], rest: marked[3] ?? '' };
  const found = frontFramed.exec(text);
  if (found !== null) return { scopes: [found[1] ?? ''], rest: found[2] ?? '' };
  const wordy = frontWordy.exec(text);
  const name = wordyNameOf((wordy?.[1] ?? wordy?.[2] ?? '').replace('`', ''));
  if (wordy !== null && name !== undefined) return { scopes: [name], rest: wordy[3] ?? '' };
  return { scopes: [], rest: text };
}

/** Names that close the text, each behind its own 'in' or 'using'; `already` holds what the front gave. */
export function takeEndScopes(text: string, already: readonly string[]): Scoped {
  const single = new Set(text.split(' ').filter(token => token.startsWith('@'))).size + already.length === 1;
  const scopes = [...already];
  let rest = text;
  const marked = endMarked.exec(rest);
  if (marked !== null && single) return { scopes: [...scopes, marked[2] ?? ''], rest: marked[1] ?? '' };
  for (;;) {
    const found = end.exec(rest);
    const before = found?.[1] ?? '';
    if (found !== null && before.includes(' ') && isScopeMarker(found[2] ?? '', before, single || scopes.length > 0)) {
      scopes.push(played(found[2], found[3]));
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
  if (marker === 'on' && isAbout.test(before)) return false;
  if (marker === 'in' || marker === 'on') return !takesIn.test(before);
  if (marker === 'of') return single && isAttributeAnywhere(before.slice(before.lastIndexOf(' ') + 1));
  if (marker === 'for' && (makesFor.test(before) || isFor.test(before))) return false;
  return single && !takesPreposition.test(before);
}

/** 'write a plugin for vim' is not done in vim. */
const makesFor =
  /(?:^| )(?:write|writing|build|building|create|creating|make|making|develop|design|install|buy|add|generate|compile|cross-compile|package|target|release|publish|deploy|download|export|ship|distribute|port) /;
/** A client for Redis is no part of Redis. */
const isFor =
  / (?:clients?|drivers?|librar(?:y|ies)|plug-?ins?|extensions?|parsers?|linters?|formatters?|debuggers?|ides?|editors?|books?|courses?|tutorials?|wrappers?|bindings?|sdks?|images?|alternatives?|replacements?|tools?|guis?|managers?|servers?|hosts?|providers?|frontends?|backends?|modules?|packages?|drop-in|installers?|emulators?|compilers?|interpreters?|transpilers?|adapters?|connectors?|exporters?|operators?|agents?|apis?|certificates?|keys?|licenses?|dumps?|backups?)$/;
/** A book on Python is about it. */
const isAbout =
  / (?:books?|courses?|tutorials?|articles?|talks?|papers?|documentation|information|notes?|opinions?|questions?|posts?|tips|advice|guides?|resources?|work|works|working|rel(?:y|ies)|attacks?|interviews?|exams?)$/;
const takesUsing =
  / (?:for|of|by|about|start|stop|from|to|without|avoid|keep|why|when|am|are|is|was|be|were|before|after|while|versus|vs|and|or|than)$/;
const takesIn = /(?:^| )(?:log|sign|check|plug|built|depends?|depending|focus|based|click|hover|drop)$/;
const takesPreposition =
  / (?:search|searching|look|looking|wait|waiting|check|checking|ask|test|testing|filter|grep|scan|listen|start|starting|started|starts|end|ending|ends|begin|begins|replace|replaced|compare|integrate|integrating|work|working|works|deal|along|go|interact|communicate|compatible|familiar|together|instead|version|inside|out|rid|think|alternatives?|replacement|substitute|need|use|used|switch|begins|migrate|connect|login|log-in|pair|combine|mix)$/;

/** A name without a marker: at the end or the front of a telegram, or before a thing that only exists inside it. */
export function takeBareScope(
  words: readonly string[],
  kind: QuestionKind,
  framed: boolean,
): { readonly scope: string; readonly rest: readonly string[] } | undefined {
  const at = words.findIndex(word => word.startsWith('@'));
  if (at === -1 || words.some((word, other) => other > at && word.startsWith('@'))) return undefined;
  const rest = words.filter((_, other) => other !== at);
  const scope = (words[at] ?? '').slice(1);
  if (contentCount(rest) < 2 && !(kind === 'what' && at < words.length - 1 && contentCount(rest) === 1))
    return undefined;
  const before = words[at - 1] ?? '';
  const after = words[at + 1] ?? '';
  if (at === words.length - 1) return linking.has(before) || /^[`@]/.test(before) ? undefined : { scope, rest };
  if (at === 0 && !framed && isOwnCommand(after, scope)) return undefined;
  if (at === 0 || (at === 1 && articles.has(before))) {
    const atFront = !framed || (kind === 'what' && !linking.has(after));
    return atFront && !linking.has(after) ? { scope, rest: at === 1 ? rest.slice(1) : rest } : undefined;
  }
  if (kind === 'how' && runs.has(words[0] ?? '')) return undefined;
  return nativeNouns.has(after) && !linking.has(before) ? { scope, rest } : undefined;
}

/** Behind a tool's name these may be its commands: 'kubectl explain pods' is not 'explain kubectl pods'. */
function isOwnCommand(word: string, tool: string): boolean {
  return commandsOfAny.has(word) || commandsOf.get(word)?.has(tool) === true;
}
const commandsOfAny: ReadonlySet<string> = new Set([
  'explain',
  'describe',
  'help',
  'man',
  'info',
  'define',
  'what',
  'which',
  'version',
]);
const commandsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'show',
    new Set('git pip npm pnpm yarn pipenv conda terraform systemctl helm mysql mariadb sql gradle cargo'.split(' ')),
  ],
  ['list', new Set('npm pnpm yarn pip conda helm systemctl vagrant terraform brew'.split(' '))],
  ['get', new Set('kubectl kubernetes helm golang terraform npm yarn'.split(' '))],
  ['print', new Set(['gdb', 'awk'])],
  ['compare', new Set(['svn'])],
]);

/** Running 'a bash function' is not running it in bash. */
const runs: ReadonlySet<string> = new Set('run execute call invoke start open use embed'.split(' '));
function contentCount(words: readonly string[]): number {
  return words.filter(word => !articles.has(word) && !linking.has(word)).length;
}

import type { ContentClass } from '../../../protocol/content-classes.js';
import type { Facts, Fingerprint } from '../../prompt.js';
import { classificationWords, liveWords, madeUpThings, makeUpVerbs, summaryWords } from './class-words.js';

/**
 * What kind of content the answer to a request is: by the request's shape first, then by a few words where they are the
 * request and not something quoted in it. Unsure is `other`.
 */
export function contentClassOf(
  facts: Facts,
  { cacheability, why, role }: Pick<Fingerprint, 'cacheability' | 'why' | 'role'>,
): ContentClass {
  if (role === 'classifier') return 'classification';
  if (role !== 'main') return 'summary';
  const system = facts.turns.find(turn => turn.role === 'system')?.text ?? '';
  const ask = facts.turns.findLast(turn => turn.role === 'user')?.text ?? '';
  if (wantsLabel(facts, system, ask)) return 'classification';
  if (ask.length <= shortChars) {
    if (why === 'creative' || isMakeBelieve(ask)) return 'creative';
    if (why === 'fresh' || liveWords.test(ask)) return 'live';
  }
  if (wantsSummary(system, ask)) return 'summary';
  return cacheability === 'loose' ? 'knowledge' : 'other';
}

/** What is longer carries a text of its own, in which any word may stand. */
const shortChars = 600;
/** Prompts made for one job are short; an assistant's own fills pages and mentions everything. */
const jobChars = 2_000;
/** Orders stand at the ends of a long message: before the text that is given, or behind it. */
const edgeChars = 300;
/** Nobody asks for prose and leaves it this little room. */
const labelTokens = 16;

function wantsLabel(facts: Facts, system: string, ask: string): boolean {
  if (facts.maxOutputTokens !== undefined && facts.maxOutputTokens <= labelTokens) return true;
  if (system.length <= jobChars && classificationWords.test(system)) return true;
  return beginsWith(classificationWords, ask) && (namesChoices(ask) || ask.length > shortChars);
}

/** 'positive, negative or neutral', 'bug / feature / question': what to choose from. */
function namesChoices(ask: string): boolean {
  return /[\p{L}\p{N}'"]+(?:\s*[,/|、，]\s*[\p{L}\p{N}'"]+)+/u.test(ask);
}

/** The order is the first word, or the first but a courtesy. */
function beginsWith(words: RegExp, ask: string): boolean {
  const found = words.exec(ask);
  return (
    found !== null && ask.slice(0, found.index).split(/\s+/).length <= 3 && !/^\s*\S+\s+(?:do|can|to)\b/i.test(ask)
  );
}

function isMakeBelieve(ask: string): boolean {
  const verb = makeUpVerbs.exec(ask);
  if (verb === null || verb.index > 40) return false;
  return madeUpThings.test(ask);
}

function wantsSummary(system: string, ask: string): boolean {
  if (system.length <= jobChars && summaryWords.test(system)) return true;
  if (ask.length <= shortChars) return beginsWith(summaryWords, ask);
  return summaryWords.test(ask.slice(0, edgeChars)) || summaryWords.test(ask.slice(-edgeChars));
}

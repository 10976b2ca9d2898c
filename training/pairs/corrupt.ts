import { pick, type Random } from '../random.js';

/**
 * Turns a request into another one, in the ways that requests of one day differ: something is asked for on top, left out,
 * limited, refused, put in another form, or said of the other side. Undefined where the text gives no hold for it.
 */
export function corrupt(text: string, random: Random): string | undefined {
  for (let tries = 0; tries < 4; tries++) {
    const other = pick(ways, random)(text, random);
    if (other !== undefined && other.toLowerCase() !== text.toLowerCase()) return other;
  }
  return undefined;
}

type Way = (text: string, random: Random) => string | undefined;

/** Puts words behind the question, before its final mark. */
function behind(text: string, words: string): string {
  const [mark = ''] = /[?.!]+$/.exec(text) ?? [];
  return `${text.slice(0, text.length - mark.length)} ${words}${mark}`;
}

const requirements =
  'without recursion|in one line|using regex|in constant time|without a library|with a timeout|that is thread safe|and log every error|' +
  'with tests|recursively|ignoring case|without sudo|with error handling|in place|as a copy|in parallel|with retries|over a proxy|' +
  'for large files|with pagination|as another user|in a transaction|and keep the order|with a progress bar|in batches|behind a flag';
const conditions =
  'if it is empty|only if it exists|unless it already exists|when the server is down|while it is running|except on weekends|' +
  'if there are duplicates|only once|when offline|on startup|after every change|before each test|if the first one fails|in production';
const formats =
  'as a table|as json|in one sentence|in bullet points|with an example|in detail|as yaml|step by step|in simple terms|with a diagram';
const sentences =
  'Answer in one word.|Only code.|Give two examples.|Use a table.|No explanation.|I use Windows.|It must be free.|It has to work offline.|' +
  'My version is 2.4.|I already tried restarting.|It must be idempotent.|There are millions of rows.|The file has no header.|I am not root.';
const narrowing =
  'nested|shared|hidden|empty|optional|duplicate|large|remote|private|named|binary|custom|default|nullable|static|unused|merged|' +
  'failed|encrypted|temporary|sorted|read-only|protected|multiline|second|linked|inner|virtual|foreign|composite|partial|stale|raw';
const scopes = 'all |every |only the |each |the first |the last |the other |both |the whole ';

function oneOf(list: string, random: Random): string {
  return pick(list.split('|'), random);
}

/** Exchanges the first word of the pattern that is found. */
function exchange(pattern: RegExp, by: (found: string, random: Random) => string): Way {
  return (text, random) => (pattern.test(text) ? text.replace(pattern, found => by(found, random)) : undefined);
}

const negatedBy: ReadonlyMap<string, string> = new Map([
  ['does', "doesn't"],
  ['do', "don't"],
  ['is', "isn't"],
  ['are', "aren't"],
  ['can', "can't"],
  ['should', "shouldn't"],
  ["doesn't", 'does'],
  ["don't", 'do'],
  ["isn't", 'is'],
  ["can't", 'can'],
  ["won't", 'will'],
  ['with', 'without'],
  ['without', 'with'],
]);

const ways: readonly Way[] = [
  (text, random) => behind(text, oneOf(requirements, random)),
  (text, random) => behind(text, oneOf(conditions, random)),
  (text, random) => behind(text, oneOf(formats, random)),
  (text, random) => `${/[?.!]$/.test(text) ? text : `${text}.`} ${oneOf(sentences, random)}`,
  exchange(/\b(?:an?|the|my) (?=[a-z]{3})/i, (_, random) => oneOf(scopes, random)),
  exchange(
    /\b(?:does|do|is|are|can|should|doesn't|don't|isn't|can't|won't|with|without)\b/i,
    found => negatedBy.get(found.toLowerCase()) ?? found,
  ),
  text => turnedAround(text, /^(.*\bfrom )([\w.#+-]+)( (?:to|into) )([\w.#+-]+)(.*)$/i),
  text =>
    turnedAround(
      text,
      /^(.*\b(?:convert|turn|migrate|copy|move|cast|map|redirect|connect|send) (?:an? )?)([\w.#+-]+)( (?:to|into|with) (?:an? )?)([\w.#+-]+)(.*)$/i,
    ),
  text =>
    turnedAround(
      text,
      /^(.*?\b(?:an? |the )?)([a-z]{4,})( (?:before|after|inside|over|without|by|on) (?:an? |the )?)([a-z]{4,})\b(.*)$/i,
    ),
  (text, random) => {
    const asked = /^how (?:do|can|could|should) (?:i|you|we) (.+)$/i.exec(text)?.[1];
    return asked === undefined
      ? undefined
      : `${oneOf("why would I|should I|when should I|what happens if I|why can't I|where do I|how often should I|how long does it take to", random)} ${asked}`;
  },
  (text, random) => {
    const asked = /^what(?: is|'s) (?:an? )?(.+)$/i.exec(text)?.[1];
    return asked === undefined
      ? undefined
      : `${oneOf('why use|how do I create|when to use|who invented|how do I test|what are the drawbacks of|what is the history of', random)} ${asked}`;
  },
  // A word that narrows the thing.
  exchange(/\b(?:an?|the|my) (?=[a-z]{3})/i, (found, random) => `${found}${oneOf(narrowing, random)} `),
  exchange(/\b(?:is|are|will be|was|were)\b/i, found => (/^(?:was|were)$/i.test(found) ? 'will be' : 'was')),
  withoutOne,
];

function turnedAround(text: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [, before = '', a = '', between = '', b = '', rest = ''] = found;
  return before + b + between + a + rest;
}

/** A word of content in the middle is left out, and so what it asked for. */
function withoutOne(text: string, random: Random): string | undefined {
  const found = [...text.matchAll(/(?<= )[a-z]{5,}(?= )/g)].filter(([word]) => !said.has(word));
  if (found.length < 3) return undefined;
  const { index, 0: word } = pick(found, random);
  return text.slice(0, index) + text.slice(index + word.length + 1);
}
const said: ReadonlySet<string> = new Set(
  'using actually please thanks really about there would could which should explain looking trying given specific possible command method function language between through difference question'.split(
    ' ',
  ),
);

const dropped: ReadonlySet<string> = new Set(
  'a an the how do does i you we can could should to is are my in of for on me it what please would one your s with'.split(
    ' ',
  ),
);

/**
 * A request as somebody in a hurry types it: without its small words. Undefined where hardly anything would go, or where
 * a word that goes may carry the direction.
 */
export function telegraph(text: string, random: Random): string | undefined {
  if (/\b(?:to|from|into|not|before|after|than|why|when|without|if)\b/i.test(text.replace(/^how to|\bway to/i, '')))
    return undefined;
  const words = text.replace(/[?.!,]+(?=\s|$)/g, '').split(/\s+/);
  const kept = words.filter(word => !dropped.has(word.toLowerCase()));
  if (kept.length < 3 || words.length - kept.length < 2) return undefined;
  const last = kept.at(-1) ?? '';
  const front = random() < 0.4 && /\b(?:in|with|using|for) \S+[?.!]*$/i.test(text);
  return (front ? [last, ...kept.slice(0, -1)] : kept).join(' ');
}

// Every reason code in words, for a table, a list and a page. docs/routing.md, docs/cache.md and docs/bounds.md say more.

/**
 * A reason code as a phrase without a capital and a full stop, for a table. Codes joined by `+` give their phrases in
 * order; a code behind a colon, such as `not-cacheable:tools`, says why. A code that is not known here is named, because
 * an older page may meet a newer proxy.
 */
export function reasonWords(code: string): string {
  const parts = code.split('+').filter(part => part !== '');
  return parts.length === 0 ? 'no reason was noted' : parts.map(phraseOf).join('; ');
}

/** The first of the codes that `+` joins: what decided. */
export function headOfReason(code: string): string {
  return code.split('+')[0] ?? code;
}

/** The same as one short sentence. */
export function reasonSentence(code: string): string {
  const words = reasonWords(code);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function phraseOf(code: string): string {
  const known = lookUp(phrases, code);
  if (known !== undefined) return known;
  const [kind = '', detail = ''] = code.split(':');
  if (kind === 'not-cacheable') return lookUp(uncacheable, detail) ?? 'answers to this kind of request are not kept';
  if (kind === 'within-bound') return `among hits as sure as this at most ${percent(detail)} are wrong`;
  if (kind === 'escalated')
    return `the cheaper answer ${lookUp(flaws, detail) ?? 'was not trusted'}, so the model asked for answered`;
  if (kind === 'vetoed')
    return `a near question was found, but ${lookUp(vetoes, detail) ?? 'it asks for something else'}`;
  return `for the reason '${code.slice(0, 60)}'`;
}

/** A share as a percentage. */
function percent(share: string): string {
  return `${Number((100 * Number(share)).toPrecision(3))} %`;
}

/** Own properties only: a code may be called `constructor`. */
function lookUp(table: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

const phrases: Readonly<Record<string, string>> = {
  // Answered from what was there
  'shadow-sample': 'Tuppence asked this itself, to see whether an answer from the cache was right',
  'hit-exact': 'asked before, word for word',
  'hit-gate': 'asked before, same words in another wrapping',
  'hit-semantic': 'asked before in other words',
  'same-words': 'every word of either is accounted for',
  'same-call-under-way': 'the same was already being asked',

  // Which model
  paused: 'Tuppence was paused: it passed untouched',
  'fixed-model': 'only the model asked for can do this',
  header: 'the caller chose the tier',
  'header-off': 'the caller asked for no routing',
  'header-unmapped': 'the caller chose a tier that no usable model is mapped to',
  'redo-strong': 'you asked for the strong model here',
  'mode-off': 'routing is off',
  'no-tiers': 'went where it was sent: no models are mapped to tiers yet',
  'tier-unusable': 'no mapped model has a key and speaks this language',
  'auto-unmapped': 'no model is mapped that could be chosen',
  'tool-loop': 'in the middle of an agent at work: the model stays',
  'server-state': 'the provider keeps this conversation: the model stays',
  continuation: 'no new words of the user: the model stays',
  rule: 'a rule of yours decided',
  'rule-unmapped': 'a rule of yours names a tier that no usable model is mapped to',
  'role-compaction': 'a whole conversation to be summed up',
  tools: 'an agent at work: the model stays',
  media: 'it holds an image or a file: the model stays',
  seed: 'it asks for a repeatable answer: the model stays',
  'local-task': 'a narrow job for the model on this machine',
  'role-title': 'only a title for a conversation',
  'role-branch': 'only a name for a branch',
  'role-commit': 'only a commit message',
  'role-classifier': 'only a label from a list',
  structured: 'the answer must fit a schema: the model stays',
  window: 'it is too long for a cheaper model',
  signed: 'it holds thoughts that only this model can read: the model stays',
  'stage-errors': 'the agent ran into errors: it goes to the model asked for',
  'stage-repeats': 'the agent repeated itself: it goes to the model asked for',
  'stage-spinning': 'the agent went round in circles: it goes to the model asked for',
  latched: 'a cheaper model has just failed here: it stays up',
  'same-chat': 'a conversation does not move down behind your back',
  'warm-prefix': 'moving would read a long conversation anew',
  'not-covered': 'moving could cost more than was saved so far',
  'no-opinion': 'a nod that says nothing new: the model stays',
  'gain-low': 'a simple question: a cheap model will do',
  'cheap-first': 'an ordinary question: the cheap model may try',
  'gain-mid': 'an ordinary question: a standard model will do',
  'gain-high': 'a hard question: worth a strong model',
  ceiling: 'the model asked for is the cheapest that fits',
  'small-model': 'a small model was asked for already',
  'route-fault': 'routing failed, so it went where it was sent',

  // What became of a cheaper answer
  trusted: 'the cheaper answer was judged and is good enough',
  fallback: 'the cheaper model failed, so the one asked for answered',
  spare: 'the cheaper answer was doubted, but the model asked for failed',

  // What was changed in it
  breakpoints: "marked for the provider's own cache, where that pays",
  'bound-side-task': 'kept short, being a small job',
  'bound-rule': 'kept short by a rule of yours',
  'unbound-thinking': 'not kept short, because the model thinks',
  'unbound-fault': 'keeping it short failed, so it went as it came',

  // Why the cache had nothing
  'first-time': 'nobody asked this before',
  expired: 'the answer that was kept is too old',
  'closed-by-evidence': 'too many such answers were found wrong, so this one was only compared with the fresh one',
  'low-hit-rate': 'the cache had next to nothing for this client, so it was not searched',
  stale: 'the workspace has changed since the answer was kept',
  'workspace-unknown': 'it could not be told in time whether the workspace has changed',
  refresh: 'the caller wanted a new answer',
  off: 'the caller wanted no cache',
  'cache-off': 'the cache is switched off',
  denied: 'you said that the answer kept is wrong for this',
  'wrong-answer': 'you said that the answer kept was wrong',
  'never-cache': 'you said never to keep answers to this',
  'rule-never': 'a rule of yours keeps no answers to this',
  'no-near': 'nothing near enough was asked before',
  'no-content-key': 'nothing like it was asked before',
  'semantic-loading': 'nobody asked this before, and the search by meaning was not ready yet',
  'semantic-timeout': 'nobody asked this before, and the search by meaning took too long',
  'semantic-failed': 'nobody asked this before, and the search by meaning cannot run',
  'cache-fault': 'the cache could not be read',
};

/** Why a request is not answered from the cache, or only when it comes again byte for byte. */
const uncacheable: Readonly<Record<string, string>> = {
  tools: 'an agent with tools, and files may have changed since',
  'tool-history': "an agent's turn, and files may have changed since",
  'server-state': 'the answer depends on what the provider keeps',
  choices: 'several answers were asked for at once',
  logprobs: 'probabilities were asked for',
  'role-compaction': 'a summary of one conversation fits no other',
  creative: 'something made up is to be new each time',
  knowledge: 'you keep no answers of this kind',
  summary: 'you keep no answers of this kind',
  classification: 'you keep no answers of this kind',
  live: 'you keep no answers of this kind',
  other: 'you keep no answers of this kind',
  'fingerprint-fault': 'the request could not be read for the cache',
};

const vetoes: Readonly<Record<string, string>> = {
  unreadable: 'one of the two could not be understood',
  question: 'it asks another kind of question',
  wish: 'it wants something else done',
  number: 'a number differs',
  name: 'a name differs',
  symbol: 'a sign differs',
  negation: 'one says not',
  direction: 'the direction differs',
  condition: 'a condition differs',
  quantifier: 'how many differs',
  order: 'the order differs',
  'unmatched-word': 'a word is only in one of them',
};

/** Why a cheaper answer was not passed on. */
const flaws: Readonly<Record<string, string>> = {
  doubt: 'looked doubtful',
  late: 'took too long',
  empty: 'was empty',
  refused: 'was a refusal',
  length: 'was cut off',
  broken: 'could not be read',
  failed: 'broke off',
  'no-json': 'was no JSON',
  schema: 'did not fit its schema',
  'unknown-tool': 'called a tool that is not there',
  'tool-arguments': 'called a tool with wrong arguments',
  edit: 'held an edit that cannot be applied',
  repetition: 'went round in circles',
};

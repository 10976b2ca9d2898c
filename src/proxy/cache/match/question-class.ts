import { bareVerb } from './inflection.js';

/**
 * What kind of answer a question wants. Two questions of different kinds never share a key, even with the same words:
 * 'what is a mutex' and 'why a mutex' differ in nothing else.
 */
export type QuestionClass =
  /** How something is done, asked in any form: 'how do I', 'I want to', or a bare order. */
  | 'how'
  /** Words without a frame that are neither an order nor a noun phrase. */
  | 'bare'
  /** What something is or means; also a bare noun phrase such as `time complexity of quicksort`. */
  | 'what'
  | 'does'
  | 'purpose'
  | 'difference'
  | 'works'
  | 'why'
  | 'cause'
  | 'when-to'
  | 'where-to'
  | 'which'
  /** Is it possible. */
  | 'can'
  /** The command, or the steps: asked for one form of the way. */
  | 'way'
  | 'should'
  /** Everything else keeps its first words as they are. */
  | 'verbatim';

export interface Asked {
  readonly kind: QuestionClass;
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
  if (scoped && /^(?:define|describe) /.test(text)) return { kind: 'how', wish: '', rest: text, generic: false, framed: true };
  for (const { pattern, kind, generic, put } of framesFor(text)) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const rest = found.groups?.['x'] ?? '';
    if (rest === '') continue;
    return { kind, wish: found.groups?.['wish'] ?? '', rest: put + rest, generic, framed: true };
  }
  if (opensVerbatim.test(text)) return { kind: 'verbatim', wish: '', rest: text, generic: false, framed: true };
  if (startsWithVerb(text)) return { kind: 'how', wish: '', rest: text, generic: false, framed: false };
  return { kind: sentence.test(text) ? 'bare' : 'what', wish: '', rest: text, generic: true, framed: false };
}

const who = '(?:i|you|we|one|u|people|someone)';
const be = '(?:is|are)';
const wish =
  '(?<wish>(?:(?:most|very) )?(?:best|easiest|fastest|simplest|quickest|safest|cleanest|right|correct|proper|recommended|preferred|standard|idiomatic|efficient|elegant|common|pythonic|good|better|simple|easy|fast|quick|safe|clean|modern|only|secure|shortest)(?: and [a-z]+)?) ';

interface Frame {
  readonly pattern: RegExp;
  readonly kind: QuestionClass;
  readonly generic: boolean;
  readonly opens: readonly string[];
  readonly put: string;
}

/** Tried in this order, the ones that can open with the first word of the text only. */
const frames: readonly Frame[] = [
  // Comparisons
  of('difference', 'what the main key difference differences diff', true, `(?:what ${be} )?(?:the )?(?:main |key )?(?:difference|differences|diff) (?:between|of) (?<x>.+)`),
  of('difference', 'what explain the', true, `(?:explain )?what the (?:difference|differences) ${be} between (?<x>.+)`),
  of('difference', 'what explain', true, `(?:explain )?what the (?:difference|differences) between (?<x>.+) ${be}`),
  of('difference', 'explain describe', true, `(?:explain|describe) (?:the )?(?:difference|differences) between (?<x>.+)`),
  of('difference', 'how', true, `how (?:does|do) (?<x>.+ differ from .+)`),
  of('difference', 'how', true, `how ${be} (?<x>.+ different (?:from|than|to) .+)`),
  of('difference', 'compare', true, `compare (?<x>\\S+(?: \\S+){0,3} (?:and|to|with|versus|vs) .+)`),
  of('difference', '*', true, `(?<x>[^ ]+(?: [^ ]+){0,4} (?:vs|versus) .+)`),
  // The way to do it
  of('how', 'how', false, `how to (?:go about )?(?<x>.+)`),
  of('how', 'how', false, `how (?:do|does|can|could|would|should|might|may|shall) ${who} (?:actually |go about )?(?<x>.+)`),
  of('how', 'how', false, `how ${who} (?:can|could|should|would|might) (?<x>.+)`),
  of('how', 'how', false, `how (?:${be} ${who} (?:supposed|able)|${be} it possible) to (?<x>.+)`),
  of('how', '*', false, `(?:what ${be} |which is )?(?:the |a )?${wish}way (?:to|of|for) (?<x>.+)`),
  of('how', 'what the a way', false, `(?:what ${be} )?(?:the |a )?way (?:to|of|for) (?<x>.+)`),
  of('how', 'i we', false, `(?:i|we) (?:just )?(?:want|need|would like|am trying|are trying|am looking|have) to (?<x>.+)`),
  of('how', 'i we looking need', false, `(?:(?:i am |we are )?looking for|(?:i |we )?need) (?:a|the|some) way (?:to|of) (?<x>.+)`),
  of('how', 'trying want wanting looking need', false, `(?:trying|want|wanting|looking|need) to (?<x>.+)`),
  of('how', 'help', false, `help (?:me |us )(?:to )?(?<x>[a-z].+)`),
  of('how', 'is', false, `is there (?:a|any|some) way (?:to|of|for|i can|that i can) (?<x>.+)`),
  of('way', 'what the command', false, `(?:what is )?(?:the |a )?command (?:to|for|that|which) (?<x>.+)`),
  of('way', 'what which', false, `(?:what|which) command (?:do i use to|can i use to|should i use to|to|will)? ?(?<x>.+)`),
  of('way', 'what the steps', false, `(?:what are )?(?:the )?steps (?:to|for) (?<x>.+)`),
  of('way', 'what', false, `what (?:do i (?:need to |have to )?|should i )do to (?<x>.+)`),
  // Why
  of('why', 'why', false, `why (?:do|does|are|is|am) (?:i|you|we|one|people) (?<x>.+)`),
  of('why', 'why', false, `why (?:should|would) ${who} (?<x>.+)`),
  of('why', 'why', false, `why (?:can|could) (?:i|you|we|one) (?<x>not .+)`, 'can'),
  of('why', 'why', false, `why (?:can|could) not (?:i|you|we|one) (?<x>.+)`, 'can not'),
  of('why', 'why how', false, `(?:why|how come) (?:is|are|does|do) (?<x>.+)`),
  of('why', 'why how', false, `(?:why|how come) (?<x>.+)`),
  of('why', 'what the reason', false, `(?:what is )?(?:the )?reason (?:for|that|why|behind|to) (?<x>.+)`),
  of('cause', 'what', false, `what (?:causes|cause) (?<x>.+)`),
  // What it is for
  of('purpose', 'what the purpose point use role', false, `(?:what ${be} )?(?:the )?(?:purpose|point|use|role) of (?<x>.+)`),
  of('purpose', 'what explain', false, `(?:explain )?what (?:the )?(?:purpose|point|use|role) of (?<x>.+) is`),
  of('purpose', 'what', false, `what ${be} (?<x>.+?) (?:used )?for`),
  of('purpose', 'what', false, `what (?:do|can) ${who} use (?<x>.+?) for`),
  // What it means
  of('what', 'which', false, `which (?:is|are) (?:the )?(?<x>(?:best|most|fastest|worst|largest|smallest) .+)`),
  of('what', 'what', false, `what (?:does|do) (?<x>.+) mean`),
  of('what', 'what', true, `what ${be} meant by (?<x>.+)`),
  of('what', 'what the meaning definition', true, `(?:what ${be} )?(?:the )?(?:meaning|definition) of (?<x>.+)`),
  of('what', 'what explain', false, `(?:explain )?what (?<x>.+) (?:means|mean)`),
  of('does', 'what explain', false, `(?:explain )?what (?:does|do) (?<x>.+) do`),
  of('does', 'what explain', false, `(?:explain )?what (?<x>\\S.*) (?:does|do)`),
  of('what', 'explain', true, `explain what (?<x>.+) (?:is|are)`),
  of('what', 'describe define', true, `(?:describe|define) (?:the term )?(?<x>[a-z]+)`),
  of('what', 'explain', true, `explain (?!(?:an? |the )?(?:query|select|analyze|plan|output))(?:the (?:concept|idea|notion|meaning) of |what is |what are )?(?<x>.+)`),
  of('what', 'what', true, `what are (?:exactly )?(?<x>.+)`),
  of('what', 'what', false, `what (?:exactly )?is (?:exactly )?(?:the )(?<x>.+)`),
  of('what', 'what', true, `what (?:exactly )?is (?:exactly )?(?:a|an) (?<x>.+)`),
  of('what', 'what', false, `what (?:exactly )?is (?:exactly )?(?<x>.+)`),
  of('what', '*', true, `(?<x>\\S+(?: \\S+)?) (?:meaning|definition|explained)`),
  // How it works
  of('works', 'how', true, `how do (?<x>.+) work`),
  of('works', 'how', false, `how (?:does|do) (?<x>.+) work`),
  of('works', 'how', true, `how (?:an? )?(?<x>.+) works?`),
  // Other questions
  of('when-to', 'when', false, `when (?:should|do|would) ${who} (?<x>.+)`),
  of('when-to', 'when', false, `when to (?<x>.+)`),
  of('where-to', 'where', false, `where (?:should|do|would|can|could) ${who} (?<x>.+)`),
  of('where-to', 'where', false, `where to (?<x>.+)`),
  of('can', 'is', false, `is it (?:possible|allowed) (?:to|for (?:me|us) to) (?<x>.+)`),
  of('can', 'can could may', false, `(?:can|could|may) ${who} (?<x>.+)`),
  of('should', 'should', false, `should ${who} (?<x>.+)`),
  of('which', 'what which', false, `(?:what|which) (?!is |are |do |does |did |was |were |if |about )(?<x>.+)`),
];

/** `opens`: the words it can start with, or `*`. `put` stands before the rest again: words of the frame that matter. */
function of(kind: QuestionClass, opens: string, generic: boolean, pattern: string, put = ''): Frame {
  return { kind, generic, opens: opens.split(' '), put: put === '' ? '' : `${put} `, pattern: new RegExp(`^${pattern}$`) };
}

const anyOpening = frames.filter(({ opens }) => opens.includes('*'));
const byOpening: ReadonlyMap<string, readonly Frame[]> = new Map(
  [...new Set(frames.flatMap(({ opens }) => opens))].map(word => [
    word,
    frames.filter(({ opens }) => opens.includes(word) || opens.includes('*')),
  ]),
);

function framesFor(text: string): readonly Frame[] {
  return byOpening.get(/^[a-z]+/.exec(text)?.[0] ?? '') ?? anyOpening;
}

/** What is no mere noun phrase: a report of trouble, or a sentence. */
const sentence =
  /(?:^| )(?:i|we|it|is|are|was|do|does|did|not|no|cannot|can|will|should|if|when|while|that|which|error|errors|exception|fails?|failed|failing|issue|issues|problem|problems|warning|trouble|missing|broken|unable|stuck|how|what|why)(?: |$)|^(?:in|on|for|with|from|to|at|by|of) /;

const opensVerbatim =
  /^(?:how|what|why|when|where|who|whose|whom|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|am|if) /;

/** Verbs that open an order or a headline such as `undo last commit`. */
const orderVerbs: ReadonlySet<string> = new Set(
  (
    'access activate add align allocate allow animate append apply assign attach authenticate automate backup batch bind ' +
    'block bootstrap break build bundle cache calculate call cancel capture cast catch center change check checkout clean ' +
    'clear clone close combine commit compare compile compress compute concatenate configure connect consume convert copy ' +
    'count create debounce debug declare decode decrypt define delete deploy deserialize detect determine diff disable ' +
    'discard display divide download draw drop dump embed enable encode encrypt ensure enumerate escape evaluate execute ' +
    'exit expand export expose extend extract fetch fill filter find fix flatten flush force fork format generate get ' +
    'grant group handle hash hide highlight host ignore implement import include increase increment index inherit ' +
    'initialize inject insert inspect install instantiate integrate invert invoke iterate join keep kill launch limit ' +
    'lint list listen load lock log loop lowercase make manage measure merge migrate minify mock modify monitor mount ' +
    'move multiply navigate normalize obtain open optimize order override overwrite pad paginate parse pass pause perform ' +
    'persist pipe plot poll pop populate preload prepend pretty prevent print profile prune publish pull push query quit ' +
    'raise randomize read rebase receive redirect reduce refactor refresh register reload remove rename render reorder ' +
    'replace reset resize resolve restart restore restrict retrieve return reuse reverse revert revoke rollback rotate ' +
    'round run save scale schedule scrape scroll search secure select send separate serialize serve set setup share show ' +
    'shuffle shutdown simulate skip slice sleep sort specify split squash stage start stash stop store stream strip style ' +
    'submit subscribe subtract sum suppress swap switch sync tag tail test throttle throw toggle track transform translate ' +
    'transpose traverse trigger trim truncate turn type uncompress undo uninstall unit unmock unstage unsubscribe unzip ' +
    'update upgrade upload uppercase use validate verify view visualize wait watch wrap write zip'
  ).split(' '),
);

/** What makes the word before it a noun: 'the kill command', 'list comprehension'. */
const afterNoun =
  /^\S+ (?:command|function|method|operator|keyword|statement|comprehension|algorithm|pattern|tree|table|type|error|vs|versus|of|in|is|and|or|`)/;

function startsWithVerb(text: string): boolean {
  const first = /^[a-z]+/.exec(text)?.[0] ?? '';
  return orderVerbs.has(bareVerb(first)) && !afterNoun.test(text);
}

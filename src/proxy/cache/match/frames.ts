import type { QuestionKind } from './question-kind.js';

const who = '(?:i|you|we|one|u|people|someone)';
const be = '(?:is|are)';
const wish =
  '(?<wish>(?:(?:most|very) )?(?:best|easiest|fastest|simplest|quickest|safest|cleanest|right|correct|proper|recommended|preferred|standard|idiomatic|efficient|elegant|common|pythonic|good|better|simple|easy|fast|quick|safe|clean|modern|only|secure|shortest)(?: and [a-z]+)?) ';

/** A way to put a question: what stands around the words that matter (`x`, and `wish` where there is one). */
export interface Frame {
  readonly pattern: RegExp;
  readonly kind: QuestionKind;
  readonly generic: boolean;
  readonly opens: readonly string[];
  readonly put: string;
}

/** Tried in this order, the ones that can open with the first word of the text only. */
const frames: readonly Frame[] = [
  // Comparisons
  of(
    'difference',
    'what the main key difference differences diff distinction',
    true,
    `(?:what ${be} )?(?:the )?(?:main |key )?(?:difference|differences|diff|distinction) (?:between|of) (?<x>.+)`,
  ),
  of(
    'difference',
    'what explain the',
    true,
    `(?:explain )?what the (?:difference|differences|distinction) ${be} between (?<x>.+)`,
  ),
  of(
    'difference',
    'what explain',
    true,
    `(?:explain )?what the (?:difference|differences|distinction) between (?<x>.+) ${be}`,
  ),
  of(
    'difference',
    'explain describe',
    true,
    `(?:explain|describe) (?:the )?(?:difference|differences|distinction) between (?<x>.+)`,
  ),
  of('difference', 'how', true, `how (?:(?:does|do) )?(?<x>.+ differs? from .+)`),
  of('difference', '*', true, `(?<x>[^ ]+(?: [^ ]+){0,4} (?:vs|versus|and) .+) (?:difference|differences|diff)`),
  of('difference', 'how', true, `how ${be} (?<x>.+ different (?:from|than|to) .+)`),
  of('difference', 'compare', true, `compare (?<x>\\S+(?: \\S+){0,3} (?:and|to|with|versus|vs) .+)`),
  of('difference', '*', true, `(?<x>[^ ]+(?: [^ ]+){0,4} (?:vs|versus) .+)`),
  // The way to do it
  of('how', 'how', false, `how to (?:go about )?(?<x>.+)`),
  of(
    'how',
    'how',
    false,
    `how (?:do|does|can|could|would|should|might|may|shall) ${who} (?:actually |go about )?(?<x>.+)`,
  ),
  of('how', 'how', false, `how ${who} (?:can|could|should|would|might) (?:go about )?(?<x>.+)`),
  of('how', 'how', false, `how (?:${be} ${who} (?:supposed|able)|${be} it possible) to (?<x>.+)`),
  of('how', '*', false, `(?:what ${be} |which is )?(?:the |a )?${wish}way (?:to|of|for) (?<x>.+)`),
  of('how', 'what the a way', false, `(?:what ${be} )?(?:the |a )?way (?:to|of|for) (?<x>.+)`),
  of(
    'how',
    'i we',
    false,
    `(?:i|we) (?:just )?(?:want|need|would like|am trying|are trying|am looking|have) to (?<x>.+)`,
  ),
  of(
    'how',
    'i we looking need',
    false,
    `(?:(?:i am |we are )?looking for|(?:i |we )?need) (?:a|the|some) way (?:to|of) (?<x>.+)`,
  ),
  of('how', 'trying want wanting looking need', false, `(?:trying|want|wanting|looking|need) to (?<x>.+)`),
  of('how', 'help', false, `help (?:me |us )(?:to )?(?<x>[a-z].+)`),
  of('how', 'is', false, `is there (?:a|any|some) way (?:to|of|for|i can|that i can) (?<x>.+)`),
  of('way', 'what give the command', false, `(?:what is |give me )?(?:the |a )?command (?:to|for|that|which) (?<x>.+)`),
  of(
    'way',
    'what which',
    false,
    `(?:what|which) command (?:do i use to|can i use to|should i use to|to|will)? ?(?<x>.+)`,
  ),
  of('way', 'what the steps', false, `(?:what are )?(?:the )?steps (?:to|for) (?<x>.+)`),
  of('way', 'what', false, `what (?:do i (?:need to |have to )?|should i )do to (?<x>.+)`),
  // Why
  of('why', 'why', false, `why (?:do|does|are|is|am) (?:i|you|we|one|people) (?<x>.+)`),
  of('why', 'why', false, `why (?:should|would) not ${who} (?<x>.+)`, 'not'),
  of('why', 'why', false, `why (?:should|would) ${who} (?<x>.+)`),
  of('why', 'why', false, `why (?:can|could) (?:i|you|we|one) (?<x>not .+)`, 'can'),
  of('why', 'why', false, `why (?:can|could) not (?:i|you|we|one) (?<x>.+)`, 'can not'),
  of('why', 'why how', false, `(?:why|how come) (?:is|are|does|do) (?<x>.+)`),
  of('why', 'why how', false, `(?:why|how come) (?<x>.+)`),
  of('why', 'what the reason', false, `(?:what is )?(?:the )?reason (?:for|that|why|behind|to) (?<x>.+)`),
  of('cause', 'what', false, `what (?:causes|cause) (?<x>.+)`),
  // What it is for
  of(
    'purpose',
    'what explain the purpose point use role',
    true,
    `(?:what ${be} |explain )?(?:the )?(?:purpose|point|use|role) of (?<x>.+)`,
  ),
  of('purpose', 'what explain', true, `(?:explain )?what (?:the )?(?:purpose|point|use|role) of (?<x>.+) is`),
  of('purpose', 'what', true, `what ${be} (?<x>.+?) (?:used )?for`),
  of('purpose', 'what', true, `what (?:do|can) ${who} use (?<x>.+?) for`),
  // What it means
  of('what', 'which', false, `which (?:is|are) (?:the )?(?<x>(?:best|most|fastest|worst|largest|smallest) .+)`),
  of('what', 'what', false, `what (?:does|do) (?<x>.+) mean`),
  of(
    'what',
    'what',
    false,
    `what (?:does|do) (?<x>\\S+(?: \\S+){0,3}) mean (?<tail>(?:in|for|on|when|inside|within|after|before|at) .+)`,
  ),
  of(
    'what',
    'what explain',
    false,
    `(?:explain )?what (?!(?:does|do) )(?<x>\\S+(?: \\S+){0,3}) means? (?<tail>(?:in|for|on|when|inside|within|after|before|at) .+)`,
  ),
  of('what', 'what', true, `what ${be} meant by (?<x>.+)`),
  of(
    'what',
    'what the meaning definition',
    true,
    `(?:what ${be} )?(?:the )?(?:actual |exact )?(?:meaning|definition) of (?<x>.+)`,
  ),
  of('what', 'what explain', false, `(?:explain )?what (?<x>.+) (?:means|mean)`),
  of('does', 'what explain', false, `(?:explain )?what (?:does|do) (?<x>.+) do`),
  of('does', 'what explain', false, `(?:explain )?what (?<x>\\S.*) (?:does|do)`),
  of('what', 'explain', true, `explain what (?<x>.+) (?:is|are)`),
  of('what', 'describe define', true, `(?:describe|define) (?:the term )?(?<x>[a-z]+)`),
  of(
    'what',
    'explain',
    true,
    `explain (?!(?:an? |the )?(?:query|select|analyze|plan|output))(?:the (?:concept|idea|notion|meaning) of |what is |what are )?(?<x>.+)`,
  ),
  of('what', 'what', false, `what are (?:exactly )?(?<x>the .+)`),
  of('what', 'what', true, `what are (?:exactly )?(?<x>.+)`),
  of('what', 'what', false, `what (?:exactly )?is (?:exactly )?(?<x>the .+)`),
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
  of('what', 'what', true, `what (?:an? )(?<x>.+) is`),
  of('what', 'what', false, `what (?:the )?(?<x>.+) (?:is|are)`),
  of('which', 'what which', false, `(?:what|which) (?!is |are |do |does |did |was |were |if |about )(?<x>.+)`),
];

/** `opens`: the words it can start with, or `*`. `put` stands before the rest again: words of the frame that matter. */
function of(kind: QuestionKind, opens: string, generic: boolean, pattern: string, put = ''): Frame {
  return {
    kind,
    generic,
    opens: opens.split(' '),
    put: put === '' ? '' : `${put} `,
    pattern: new RegExp(`^${pattern}$`),
  };
}

const anyOpening = frames.filter(({ opens }) => opens.includes('*'));
const byOpening: ReadonlyMap<string, readonly Frame[]> = new Map(
  [...new Set(frames.flatMap(({ opens }) => opens))].map(word => [
    word,
    frames.filter(({ opens }) => opens.includes(word) || opens.includes('*')),
  ]),
);

/** The frames that a text can be in, judged by its first word. */
export function framesFor(text: string): readonly Frame[] {
  return byOpening.get(/^[a-z]+/.exec(text)?.[0] ?? '') ?? anyOpening;
}

import { orderVerbs } from './order-verbs.js';
import { withoutClosingTalk, withoutSmallTalk } from './small-talk.js';

/**
 * Takes off what people wrap a question in: greetings, politeness, 'I would like to know', thanks. The text is tokens
 * joined by single blanks (see tokens.ts). What is asked for, and how well, is never taken off.
 */
export function unwrap(text: string): string {
  let rest = text;
  for (let round = 0; round < 8; round++) {
    const before = rest;
    if (wrapsFront.test(rest)) for (const [pattern, put] of front) rest = rest.replace(pattern, put);
    if (wrapsBack.test(rest)) for (const [pattern, put] of back) rest = rest.replace(pattern, put);
    rest = withoutClosingTalk(withoutSmallTalk(asOrder(rest.trim())));
    if (rest === before) break;
  }
  return rest;
}

/** 'Could you list the branches' and 'can you please list them' are orders; 'can you list them' may ask whether one can. */
function asOrder(text: string): string {
  const [, order = '', verb = ''] =
    /^(?:(?:could|would|will) you(?: please| kindly| maybe)?|can you (?:please|kindly)) ((\S+) .+)$/.exec(text) ?? [];
  return orderVerbs.has(verb) || answers.has(verb) ? order : text;
}
/** Verbs whose outcome is the answer itself. */
const answers: ReadonlySet<string> = new Set(
  'give provide suggest recommend outline draft propose walk name translate summarize rewrite elaborate point make'.split(
    ' ',
  ),
);

const asks = '(?:how|what|why|when|where|which|who|whose|whether)';
const asksOrNoun = `(?:${asks}|the (?:differences?|way|purpose|meaning|definition|reason|best|easiest|fastest|simplest))`;
const frame = '(?:how|what|why|when|where|which|who|is|are|can|could|do|does|did|should|explain)';
const askable = '(?:tell|show|teach|remind|explain|describe|define|clarify|compare|help|let)';

/** First and last words of everything below: most texts have none of them, and are done at once. */
const wrapsFront =
  /^(?:[,.:-]|hi|hello|hey|hiya|yo|what|how|which|where|when|why|honestly|actually|uh|may|really|greetings|good|a|quick|simple|small|basic|short|question|please|kindly|pls|plz|sorry|apologies|excuse|pardon|so|ok|okay|well|um|hmm|right|alright|also|and|can|could|would|will|do|does|explaining|telling|showing|anyone|anybody|someone|any|have|i|just|curious|wondering|maybe|probably|hope|we|basically|btw|by|now|anyway|essentially|thanks|thank|describe|write|give|tell|show|teach|remind|let|help|need|explain) /;
const wrapsBack =
  / (?:[,.:-]|please|pls|plz|thanks|thx|ty|cheers|you|lot|much|again|million|all|everyone|guys|advance|help|time|answers?|ideas?|advice|pointers|tips|appreciated|me|stuck|lost|confused|this|it|how|anything|remember|syntax|nothing|luck|answer|way|to|so|done|actually|exactly|though)$/;

type Row = readonly [pattern: RegExp, put: string];

/** Sentences about the asker that say nothing of the question. */
const courtesy =
  '(?:(?:i am|we are) (?:really |totally |completely |so )?(?:stuck|lost|confused)|' +
  '(?:i )?(?:really )?hope (?:you|someone|somebody|anyone) (?:can|could) help(?: me)?(?: out)?(?: with (?:this|that))?|' +
  'i (?:have )?(?:tried to )?(?:searched|search|googled|google|looked)(?: (?:everywhere|online|around|the web|for hours))?(?: (?:but|and) (?:i )?(?:found nothing|could not find (?:anything|an answer|it)|can not find (?:anything|an answer|it)|did not find (?:anything|an answer)|no luck|had no luck))?|' +
  'i (?:always |keep )(?:forget|forgetting)(?: (?:this|it|how|the syntax))?|' +
  'i (?:can not|could not|do not|can never|never) remember(?: (?:this|it|how|the syntax))?)';

const front: readonly Row[] = [
  [new RegExp(`^${courtesy} [.,:-] `), ''],
  [new RegExp(`^(?:basically|btw|by the way|now|anyway|essentially)(?: ,)? (?=${frame} )`), ''],
  [/^(?:thanks|thank you)(?: [,.:-]) (?=\S)/, ''],
  [new RegExp(`^(?:may|can|could) i (?:please |just |quickly )?ask(?: you)? (?=${asks} )`), ''],
  [/^(?:would|could|can|will) you be (?:so |very )?(?:kind|good|nice)(?: enough)?(?: as)? to /, ''],
  [
    /^(?:i|we) would (?:really |very much |greatly )?(?:be (?:very |so |really |most )?(?:grateful|happy|glad|thankful|pleased)|appreciate it|love it|like it) if (?:you|someone|somebody|anyone) (?:could|would|can|will) (?:please |kindly )?/,
    '',
  ],
  [
    /^(?:can|could|would|will) (?:you|u|someone|somebody)(?: please| kindly)? help me (?:out )?(?:to )?(?=[a-z]+ (?:an?|the|my|this|some) )/,
    '',
  ],
  [/^(?:can|could|may) i (?:please )?(?:trouble you for|ask (?:you )?for|have|get) (?=(?:an?|some) )/, 'give '],
  [
    /^(how|what|why|when|where|which) (?:exactly|actually|precisely|really) (?=(?:is|are|do|does|did|can|could|should|would|to) )/,
    '$1 ',
  ],
  [
    /^(?:just|basically|really|actually|honestly|ok|okay|so|um|uh|hmm|well|hey|hi|yo|right|anyway|btw|so um|ok so um|ok um) (?=(?:give|show|write|tell|explain|i (?:want|need|would)|how|what|why|when|where|which|who|is|are|can|could|do|does|should) )/,
    '',
  ],
  [/^(?:i|we) (?:just |really |urgently |desperately )+(?=(?:need|want|have) )/, 'i '],
  [
    new RegExp(
      `^(?:i|we) (?:just |really )?(?:need|want|have|would like) to (?:know|find out|learn|understand) (?=${asks} )`,
    ),
    '',
  ],
  [
    new RegExp(
      `^(?:maybe |probably |this is )*(?:an? )?(?:dumb|stupid|silly|noob|newbie|basic|simple|quick) question(?: ,)? but(?: ,)? (?=${frame} )`,
    ),
    '',
  ],
  [/^(?:can|could|would|will) (?:you|u)(?: please| kindly)? (?=(?:write|give|provide) )/, ''],
  [/^(write|give|provide) (?:me|us) (?!the command )/, '$1 '],
  [
    /^(?:i|we) need (an?|some) (?=(?:\S+ ){0,2}(?:regex|regexp|regular expression|function|script|query|program|one-liner|dockerfile|makefile|macro|class|snippet) )/,
    'write $1 ',
  ],
  [/^describe (?=(?:how|why|what) )/, 'explain '],
  [/^[,.:-] /, ''],
  [
    /^(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|all|everyone|guys|folks|team|again))?(?: [,.:-]|(?= ))/,
    '',
  ],
  [/^(?:a )?(?:quick |simple |small |basic |short )?question (?:about @\S+ )?[:,.-]/, ''],
  [new RegExp(`^quick question (?=${frame} )`), ''],
  [/^(?:please|kindly|pls|plz)(?: ,)? /, ''],
  [/^(?:sorry|apologies|excuse me|pardon)(?: (?:if|for) [^,.:]{1,50})? [,.] /, ''],
  [/^(?:so|ok|okay|well|um|hmm|right|alright|ok so) [,.] /, ''],
  [new RegExp(`^(?:so|ok|okay|ok so|well|um|also|and) (?=${frame} )`), ''],
  [
    new RegExp(
      `^(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody)(?: please| kindly| maybe)?(?= ${askable} )`,
    ),
    '',
  ],
  [/^(?:would|do) you mind (?=explaining|telling|showing)/, ''],
  [/^explaining (?=\S)/, 'explain '],
  [/^(?:telling|showing) (?:me )?(?=how|what|why|when|where|which)/, ''],
  [
    new RegExp(
      `^(?:do you know|do you happen to know|(?:does )?(?:anyone|anybody|someone) (?:here )?knows?|any ideas?|have you any idea) (?=${asks} )`,
    ),
    '',
  ],
  [new RegExp(`^i (?:am|was)(?: just)? (?:wondering|curious)(?: about)? (?=${asks} )`), ''],
  [new RegExp(`^i wonder (?=${asks} )`), ''],
  [/^(?:just )?(?:curious|wondering) [,:.-] /, ''],
  [
    new RegExp(
      `^i (?:just )?(?:would like|want|need|would love|am trying|would want) to (?:know|learn|understand|find out|figure out|ask)(?: about)? (?=${asksOrNoun} )`,
    ),
    '',
  ],
  [/^i (?:would like|want|need|am trying) to (?:understand|know about|learn about) /, 'explain '],
  [new RegExp(`^(?:tell|show|teach|remind|let) (?:me|us) (?:know )?(?=${asksOrNoun} )`), ''],
  [/^(?:tell|show|teach) how /, 'how '],
  [/^(?:tell (?:me |us )?about|help me (?:to )?understand) /, 'explain '],
  [/^(?:i )?need (?:some )?help (?:with )?[:,.-] /, ''],
  [new RegExp(`^(?:i )?need (?:some )?help (?=${asks} )`), ''],
  [/^explain (?:to (?:me|us) |for (?:me|us) )/, 'explain '],
  [/^(?:please )?explain (?:in detail )?(?=how |why |when |where )/, ''],
];

const back: readonly Row[] = [
  [new RegExp(` [.,] ${courtesy}$`), ''],
  [/ [,.:-]$/, ''],
  [/ (?:please|pls|plz|thanks|thx|ty|cheers|many thanks|thank you)$/, ''],
  [/ (?:thanks|thank you)(?: (?:a lot|so much|very much|again|a million|all|everyone|guys))?(?: in advance)?$/, ''],
  [/ (?:thanks|thank you) for (?:the|your|any) (?:help|time|answers?)$/, ''],
  [
    / [,.] (?:please help|any (?:help|ideas?|advice|pointers|tips)(?: (?:is|are|would be)(?: (?:much|greatly))? appreciated)?|help)$/,
    '',
  ],
  [/^(explain .+) to me$/, '$1'],
  [
    / [,.:-] (?:how|how to|how so|how (?:can|could|should|would|do|does) (?:this|that|it|one|i|we|you)(?: (?:be done|do (?:this|that|it|so)))?)$/,
    '',
  ],
  [/^((?!how |what |why |is |are |learn |show |explain |know |tell ).+ \S+) how to$/, '$1'],
  [/ (?:actually|though|exactly|by the way)$/, ''],
];

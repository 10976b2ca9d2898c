import { orderVerbs } from './order-verbs.js';
import { isSmallTalk } from './small-talk.js';

/**
 * What unwrapping (see wrapping.ts) would take off although it can be what is asked for: a title, a greeting to print, the
 * tool that a 'question about' names, an opinion that 'would you' asks for. Undefined: better not matched by its key. The
 * text is tokens joined by blanks.
 */
export function guarded(text: string): string | undefined {
  if (excusesMore.test(text) || asksOpinion(text) || greetsAsContent(text)) return undefined;
  const clauses = text.split(/ (?=[,.:-] )/);
  if (clauses.length > 1 && /^(?:in|at|on|for|with|about) /.test(text) && talkedOf.test(clauses[0] ?? ''))
    return undefined;
  if (closesWithContent(clauses)) return undefined;
  return /^(?:what|which|why|who|when|where|how (?:does|is|are)) /.test(text)
    ? aboutTool(text)
    : aboutTool(text).replace(/ exactly(?=(?: [.,])?$)/, ' `exactly');
}

/** 'Sorry if it is Java 8 only, how': an excuse that says more than that one asks. */
const excusesMore =
  /^(?:(?:hi|hello|hey)(?: ,)? )?(?:sorry|apologies|excuse me|pardon) (?:if|for) (?!(?:(?:i|it|this|that|is|was|am|has|have|been|the|a|an|my|you|your|to|all|so|very|already|asked|asking|bothering|bother|trouble|disturbing|interrupting|obvious|dumb|basic|stupid|silly|simple|noob|newbie|beginner|trivial|duplicate|bad|poor|english|before|question|questions) )+[,.])[^,.:]{1,50} [,.] /;

/** 'Would you store passwords in a cookie?' asks what one thinks of it; 'would you list the steps' is an order. */
function asksOpinion(text: string): boolean {
  const verb = /^(?:.* [,.:-] )?(?:would|could|will) you ([a-z]+) /.exec(text)?.[1] ?? '';
  return orderVerbs.has(verb) && !/^(?:write|list|show|convert|generate|fix|refactor|create|make|compare)$/.test(verb);
}

/** 'Translate to Spanish: thank you', 'how do I say please'. */
function greetsAsContent(text: string): boolean {
  if (!/ (?:please|pls|plz|thanks|thx|cheers|thank you)(?: \S+){0,3}$/.test(text)) return false;
  return politeContent.some(pattern => pattern.test(text));
}
const polite = '(?:please|pls|plz|thanks|thx|cheers|thank you)';
const politeContent: readonly RegExp[] = [
  /\b(?:translat\w*|spell|proofread|rephrase|paraphrase)\b.* : /,
  new RegExp(`\\b(?:say|synonym|opposite)\\b(?:(?! [,.] ).)* ${polite}(?: [.,])?$`),
  new RegExp(
    `\\b(?:write|print|echo|spell|pronounce|translate|reply|respond|answer)(?: to)?(?: many)? ${polite}(?: [.,])?$`,
  ),
  new RegExp(` : ${polite}(?: \\S+){0,3}$`),
];

/** Words of talk that are as often things: 'with a title', 'one question a day', 'say hello'. */
const talkedOf =
  /(?:^| )(?:title|hello|hi|hey|greetings|morning|afternoon|evening|ask|asks|asking|questions?|ok|okay|remember|forget|right|assistant|regards)(?: |$)/;
const courteous = /(?:^| )(?:thanks|thank|thx|cheers|sorry|appreciated?|stuck|grateful)(?: |$)/;

function closesWithContent(clauses: readonly string[]): boolean {
  for (let at = clauses.length - 1; at > 0; at--) {
    const said = (clauses[at] ?? '').slice(2);
    if (said === '') continue;
    if (!isSmallTalk(said)) return false;
    const idle = /^(?:right|ok|okay|(?:this|that) is (?:my|the) question)$/.test(said) || courteous.test(said);
    if (talkedOf.test(said) && !idle) return true;
  }
  return false;
}

/** 'Question about Docker: how do I list networks' is about networks in Docker. */
function aboutTool(text: string): string {
  const found =
    /^(.*? )??(?:an? )?(?:(?:quick|simple|small|basic|short) )?question about (@\S+) [:,.-] (.+?)(?: [.,])?$/.exec(
      text,
    );
  if (found === null) return text;
  const [, before = '', tool = '', rest = ''] = found;
  return `${before}${rest}${rest.split(' ').includes(tool) ? '' : ` in ${tool}`}`;
}

import { orderVerbs } from './order-verbs.js';
import { verbOfParticiple } from './participles.js';

/**
 * One way for several of asking the same: as an order and as a question, in the passive of a modal and in the active, with
 * the condition in front and behind. The text is tokens joined by blanks, unwrapped.
 */
export function asked(text: string): string {
  return purpose(verbAfterHow(counted(rules.reduce((put, [pattern, to]) => put.replace(pattern, to), active(text)))));
}

const asker = '(?:i|we|you|one|people)';
const product =
  '(?:script|program|regex|query|macro|one-liner|snippet|workflow|dockerfile|template|function|fn|func|filter|class|method)';

type Rule = readonly [pattern: RegExp, to: string];

const rules: readonly Rule[] = [
  // What an assistant is asked whether it can do it shall do.
  [
    /^can you (?=(?:generate|write|draft|translate|rewrite|refactor|review|summarize|suggest|recommend|propose|fix|explain) (?:an?|the|me|my|this|these|some|it) )/,
    '',
  ],
  [/^(?:which|what) ((?:\S+ ){1,4}?)(?:do|would|can|could) you (recommend|suggest)( \S.*)?$/, '$2 $1$3'],
  [
    /^(?:tell|give|name) (?:(?:me|us) )?the (main|key|different|most|basic|possible|available) (?=\S+s )/,
    'what are the $1 ',
  ],
  [/^(?:can|could) you (?:say|tell)(?: me)? (?=how )/, ''],
  [/^(?:is there(?!.* in the )|do you have|have you got) (?=an example of )/, 'give '],
  [/^what (?:do|can|should) (?:people|you|one|we|developers) use to /, 'what can i use to '],
  [/^how to do (?:for|so) that (?=\S)/, 'how to make '],
  // Said by people whose first language puts it so.
  [new RegExp(`^how ${asker} can to `), 'how can i '],
  [
    new RegExp(`^(?:how|what) (?:can )?${asker} (?:can )?know what is (?:the )?version of (?:my )?(\\S+)$`),
    'how to check my $1 version',
  ],
  [/^what mean /, 'what is the meaning of '],
  [/^(?:i have (?:a )?doubt (?:about|regarding|in)|i do not understand) (?=what |how |why )/, ''],
  [/^it is possible (?:to )?(?=[a-z]+ (?:the|an?|my) )/, 'is it possible to '],
  [/^(?:for|to) what (?:is|are) used (.+)$/, 'what is $1 used for'],
  [/\bthe difference of (?=\S+ and )/, 'the difference between '],
  [/^(what is )difference (?:of|between) (?=.+ and )/, '$1the difference between '],
  [/^(?:explain )me (?=what |how |why |the )/, 'explain '],
  [/^explain me /, 'explain '],
  [/\bmore (better|faster|easier|cheaper|simpler|smaller|safer)\b/, '$1'],
  [/^i (?:want|need) (make|create|build|write|add|use|get|convert|know) (?=(?:an?|the|my|this|all) )/, 'i want to $1 '],
  // What a program is for.
  [
    new RegExp(`^(?:an? )?((?:@\\S+ |shell )?)(script|program|macro|one-liner) (?=(?:to|that|which) )`),
    'write a $1$2 ',
  ],
  [
    new RegExp(`^(write (?:an?|the) (?:\\S+ ){0,3}?${product} )(?:that|which) (?:should|shall|must|will) ([a-z]+) `),
    '$1to $2 ',
  ],
  [new RegExp(`^(write (?:an?|the) (?:\\S+ ){0,3}?${product} )which `), '$1that '],
  [/\breplace all (?:occurrences|instances|appearances) of /, 'replace all '],
  [/ - (?=(?:which|what|how|why) )/, ' , '],
  [/^(how .+) in (@\S+) ((?:on|by|with|without|using) [^@]+)$/, '$1 $3 in $2'],
  [/^(if|when) (.+) , (what (?:happens|should i do)(?: in @\S+)?)$/, '$3 $1 $2'],
];

/** 'A script that downloads' is one to download. */
function purpose(text: string): string {
  return text.replace(servesTo, (all: string, thing: string, verb: string, tested = '') => {
    if (tested !== '' && tests.has(verb)) return `${thing} to check ${tested === ' that' ? 'that' : 'if'} `;
    const bare = [verb.slice(0, -1), verb.slice(0, -2), `${verb.slice(0, -3)}y`].find(stem => orderVerbs.has(stem));
    return bare === undefined ? all : `${thing} to ${bare}${tested} `;
  });
}
const tests: ReadonlySet<string> = new Set('checks tests verifies determines'.split(' '));
const servesTo = new RegExp(`(?<=(?:^| ))(${product}(?: in @\\S+)?) that ([a-z]+s)( (?:if|whether|that))? `);

/** 'Swap 2 variables' and 'swap two variables', 'give three tips' and 'give 3 tips': the way in which the verb is known. */
function counted(text: string): string {
  const found = /^(@\S+ )?([a-z]+) (?:`(\d+)|([a-z]+))(?= [a-z])/.exec(text);
  const [all = '', name = '', verb = '', digits = '', word = ''] = found ?? [];
  if (found === null) return text;
  const isOrder = orderVerbs.has(verb);
  const put = isOrder ? wordOf.get(digits) : gives.has(verb) ? digitsOf.get(word) : undefined;
  return put === undefined ? text : `${name}${verb} ${put}${text.slice(all.length)}`;
}

const gives: ReadonlySet<string> = new Set('give name suggest recommend propose'.split(' '));
const small = 'two three four five six seven eight nine ten eleven twelve'.split(' ');
const wordOf: ReadonlyMap<string, string> = new Map(small.map((word, at) => [String(at + 2), word]));
const digitsOf: ReadonlyMap<string, string> = new Map(small.map((word, at) => [word, `\`${at + 2}`]));

/** 'How install WordPress', 'which command shows the usage': what is to be done, said without its `to`. */
function verbAfterHow(text: string): string {
  return text
    .replace(/^how ([a-z]+) (?=(?:@|the |an? |my |`))/, (all, verb: string) =>
      orderVerbs.has(verb) && !/ works?(?: in \S+)?$/.test(text) ? `how to ${verb} ` : all,
    )
    .replace(/^(?:which|what) command ([a-z]+)s (?=\S)/, (all, verb: string) =>
      orderVerbs.has(verb) ? `what is the command to ${verb} ` : all,
    );
}

/** 'Can a key be changed' is 'can I change a key': who does it is nobody but the asker. */
function active(text: string): string {
  const doer =
    /^((?:which|what) (?:\S+ ){1,3}?)(?:is|are) ([a-z]+) by (@\S+|[a-z]+) ((?:to|in|into|from|on|for|with) .+)$/.exec(
      text,
    );
  const does = verbOfParticiple(doer?.[2] ?? '');
  if (doer !== null && does !== undefined) return `${doer[1] ?? ''}do ${doer[3] ?? ''} ${does} ${doer[4] ?? ''}`;
  const found =
    /^(can|could|should|(?:which|what) (?:[^ ]+ ){1,3}?(?:can|could|should|must)) ((?:[^ ]+ ){0,5}?)be ([a-z]+)((?: (?!by )\S.*)?)$/.exec(
      text,
    );
  const [, modal = '', thing = '', participle = '', rest = ''] = found ?? [];
  const verb =
    found === null || / (?:by|automatically|itself|themselves)(?: |$)/.test(rest)
      ? undefined
      : verbOfParticiple(participle);
  if (verb === undefined || (thing === '' && !/^wh/.test(modal)) || /^(?:i|it|this|that|there|they) /.test(thing))
    return text;
  return `${modal} i ${verb}${thing === '' ? '' : ` ${thing.trim()}`}${rest}`;
}

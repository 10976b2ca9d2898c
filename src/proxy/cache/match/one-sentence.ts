/**
 * Two sentences that come to one: 'I use Vue. How do I', 'I have two frames. How do I join them', 'It fails. Why?', 'Write
 * a script. It should'. Only where the grammar alone says how they join: one pronoun and one thing that it can mean. The
 * text is tokens joined by blanks, unwrapped.
 */
export function inOneSentence(text: string): string {
  for (const join of joins) {
    const joined = join(text);
    if (joined !== undefined) return joined;
  }
  return text;
}

const asks = '(?:how (?:do|can|should|could|would|to)|what|which|is there|can i|is it possible to)';
const name = '(?:[@`=]\\S+|[a-z]+)';
const usesTool = new RegExp(
  `^(?:i|we) (?:am |are )?(?:use|using|working with|work with|on)(?: the)? (${name}) [.,] (${asks} [^.]+)$`,
);

const joins: readonly ((text: string) => string | undefined)[] = [
  // 'I use SwiftUI. How do I hide the bar?'
  text => {
    const found = usesTool.exec(text);
    const [, tool = '', question = ''] = found ?? [];
    if (found === null || / (?:in|with|using|on|for) @/.test(question) || hasPronoun(question)) return undefined;
    return question.split(' ').includes(tool) ? question : `${question} in ${tool}`;
  },
  // 'I have a list of dicts and want to sort it by key. How do I do that?'
  text => {
    const found =
      /^(?:i|we) have (?:got )?((?:an?|\S+) .+?) and (?:i |we )?(?:want|need|would like|am trying) to ([a-z]+) (?:it|them)((?: (?!\.|how )\S+)*)(?:(?: [.,])? how (?:do|can|should|could) i do (?:that|this|it))?$/.exec(
        text,
      );
    if (found === null || !meant(found[1] ?? '', / (?:want|need|like|trying) to [a-z]+ them\b/.test(text)))
      return undefined;
    return placed(`how do i ${found[2] ?? ''}`, found[1] ?? '', found[3] ?? '');
  },
  // 'I have two frames in R. How do I join them on the id?'
  text => {
    const found =
      /^(?:i|we) have (?:got )?((?:an?|`\d+|some|two|three|several|many) [^.,:]+?) [.,] (how (?:do|can|should|could|would|to)(?: i| we| one)? [a-z]+) (?:it|them)( .+)?$/.exec(
        text,
      );
    if (found === null || hasPronoun(found[3] ?? '')) return undefined;
    if (!meant(found[1] ?? '', text.includes(` ${found[2] ?? ''} them `))) return undefined;
    return placed(found[2] ?? '', found[1] ?? '', found[3] ?? '');
  },
  // 'My component does not update when I change it. Why?'
  text => {
    const found =
      /^(my (?:\S+ ){1,3}?)(do|does|is|are|can|will) not (\S[^.]*?) [.,] (?:why|why is (?:that|this)|how come)$/.exec(
        text,
      );
    if (found === null) return undefined;
    return `why ${found[2] ?? ''} not ${(found[1] ?? '').trim()} ${found[3] ?? ''}`;
  },
  // 'Write a script. It should count the files.'
  text => {
    const found =
      /^((?:write|create|make|generate|(?:i|we) (?:need|want|would like)|need) (?:an?|me an?) [^.]+?) [.,] it (?:(?:should|must|shall|has to|needs to) ([a-z]+)|([a-z]{2,}s)) (\S.+)$/.exec(
        text,
      );
    if (found === null || / (?:\.|it) /.test(found[4] ?? '')) return undefined;
    const said = found[3];
    if (said !== undefined && (said === 'is' || said === 'has' || said === 'was')) return undefined;
    const verb = said ?? thirdPerson(found[2] ?? '');
    if (verb === undefined) return undefined;
    const what = /^(.+ an?) ([a-z-]+) in (@\S+)$/.exec(
      (found[1] ?? '').replace(/^(?:(?:i|we) )?(?:need|want|would like) /, 'write '),
    );
    const thing = what === null ? (found[1] ?? '') : `${what[1] ?? ''} ${what[3] ?? ''} ${what[2] ?? ''}`;
    return `${thing} that ${verb} ${found[4] ?? ''}`;
  },
];

/** The thing behind its verb, and the place that it was said to be in at the end. */
function placed(verb: string, thing: string, rest: string): string {
  const found = /^(.+) (in @\S+)$/.exec(thing);
  return found === null ? `${verb} ${thing}${rest}` : `${verb} ${found[1] ?? ''}${rest} ${found[2] ?? ''}`;
}

/** Whether the pronoun can mean the thing alone: 'a repo with modules, remove them' is about what is in it. */
function meant(thing: string, them: boolean): boolean {
  if (/ (?:with|containing|that|which|where|having|full) /.test(thing)) return false;
  return them !== /^(?:an?|my|the) /.test(thing);
}

function hasPronoun(text: string): boolean {
  return /(?:^| )(?:it|its|them|their|this|that|these|those|there|one)(?: |$)/.test(text);
}

function thirdPerson(verb: string): string | undefined {
  if (/^(?:be|have|not|only|also|never|always)$/.test(verb)) return undefined;
  if (/(?:s|sh|ch|x|z|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

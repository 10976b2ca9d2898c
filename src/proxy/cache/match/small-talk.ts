/**
 * Clauses before a question that only speak of the asking: 'sorry to bother you, but', 'as the title says,', 'I have been
 * trying to figure this out for ages:'. Such a clause has at least one word of talk and no word that could be content, so
 * it is told by its words and not by a list of phrases. The text is tokens joined by blanks.
 */
export function withoutSmallTalk(text: string): string {
  const found = /^([^,.:-]{1,90}?) [,.:-] (?:(?:but|and|so) (?:,? ?))?(\S.*)$/.exec(text);
  const [, clause = '', rest = ''] = found ?? [];
  if (found === null || !rest.includes(' ') || !isSmallTalk(clause)) return text;
  return rest;
}

/** The same at the end, behind the sentence that asks. */
export function withoutClosingTalk(text: string): string {
  const found = /^(\S+ \S.*?) [,.:-] ([^,.:-]{1,80})$/.exec(text);
  const [, rest = '', clause = ''] = found ?? [];
  return found !== null && isSmallTalk(clause) && !/^(?:how|what|which|why)\b/.test(clause) ? rest : text;
}

export function isSmallTalk(clause: string): boolean {
  if (idiom.test(clause)) return true;
  const words = clause.split(' ');
  return words.some(word => talk.has(word)) && words.every(word => talk.has(word) || small.has(word));
}

const idiom =
  /^(?:if (?:you do not mind|possible|you (?:can|could|please))|let us see|next (?:one|question)|no offen[cs]e|long story short|as (?:far as )?(?:i|we) (?:know|understand)|you know|i mean|by the way|just (?:out of curiosity|to be sure|checking)|out of curiosity|in short|one more (?:thing|question)|last one|first of all)$/;

/** Words of talk about talk. */
const talk: ReadonlySet<string> = new Set(
  (
    'hi hello hey hiya yo dear greetings assistant folks morning afternoon evening hope bother trouble sorry pardon excuse apologies ' +
    'ask asking asked question questions wonder wondering wondered curious please thanks thank thx cheers appreciate appreciated ' +
    'grateful kindly honest honestly basically actually literally seriously frankly anyway anyways ok okay hmm um uh erm title ages ' +
    'forever figure figuring stuck confused googling googled silly dumb stupid noob newbie curiosity remember forgot forget ' +
    'regards right alright perhaps maybe'
  ).split(' '),
);

/** Words that may stand around them. None of them can be what is asked for, and none sets a condition or a limit. */
const small: ReadonlySet<string> = new Set(
  (
    'i you we u me us my your it this that is are am was be been have has had do does did can could would will may might to for of ' +
    'in on at with about the a an so and but just really very quite some any one all there here well fine doing mind know idea ideas ' +
    'help helping need want love like quick simple easy next says say said worth while long time now out trying tried try lost find ' +
    'found nothing always keep look looking see think thinking guess interested tell understand day good nice friend team everyone guys ' +
    'what how day days hours weeks again advance lot much many more probably bit little as able never cannot not beforehand late early answer'
  ).split(' '),
);

/** What an answer states that a rewording of it would state as well. */
export interface AnswerFacts {
  /** Identifiers, flags, operators and abbreviations, wherever they stand. */
  readonly code: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Beginnings of the words that carry meaning. */
  readonly words: ReadonlySet<string>;
  /** How it begins where it answers yes or no. */
  readonly polarity: 'yes' | 'no' | undefined;
  /** All words in order but those that any sentence has. */
  readonly gist: string;
}

/** What stands in the question already says nothing about the answer, and is left out. */
export function answerFacts(answer: string, asked: string): AnswerFacts {
  const text = answer.normalize('NFKC').slice(0, maxChars);
  const question = asked.normalize('NFKC').toLowerCase();
  const known = new Set(wordsOf(question));
  const isNew = (found: string) => !known.has(found) && !question.includes(found);
  const prose = text.replace(fences, ' ').replaceAll('`', '');
  const spans = [...text.matchAll(codeSpans)].map(([, block, inline]) => block ?? inline ?? '').join('\n');
  const code = [...(spans.match(codeTokens) ?? []), ...(prose.match(codeInProse) ?? [])];
  return {
    code: new Set(code.map(token => token.toLowerCase()).filter(token => token.length > 1 && isNew(token))),
    numbers: new Set((text.match(numbers) ?? []).filter(isNew)),
    words: new Set(
      wordsOf(prose)
        .filter(word => word.length > 2 || spaceless.test(word))
        .filter(word => !common.has(word) && !known.has(word))
        .map(word => word.slice(0, stemChars)),
    ),
    polarity: polarityOf(text),
    gist: wordsOf(text)
      .filter(word => !fillers.has(word))
      .join(' '),
  };
}

const maxChars = 8_000;
/** Inflected forms mostly begin alike. */
const stemChars = 6;

const fences = /```\w*\n[\s\S]*?```/g;
const codeSpans = /```\w*\n([\s\S]*?)```|`([^`\n]+)`/g;
const codeTokens = /--?[a-z][\w-]*|[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\w$]*)*|[^\s\w]{2,}/giu;
const codeInProse =
  /(?<![\w-])--?[a-z][\w-]*|\b[a-z_]\w*\.[a-z]\w*(?:\.\w+)*\b|\b\w+_\w+\b|\b[a-z]+[A-Z]\w*\b|\b[A-Z]{2,}\b/g;
const numbers = /(?<![\p{L}\w.])\d+(?:[.:]\d+)*/gu;
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Scripts without spaces give pairs of characters. */
function wordsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap(word =>
    spaceless.test(word) && word.length > 2
      ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
      : word,
  );
}

/** In the commonest languages; where it is not told by the first words, nothing is. */
function polarityOf(text: string): AnswerFacts['polarity'] {
  const start = text.trimStart().slice(0, 40).toLowerCase().replaceAll('’', "'");
  if (/^(?:yes|yep|ja|oui|sí|sim|sì|tak|evet|да|はい|是的|네)(?![\p{L}\p{M}])/u.test(start)) return 'yes';
  const no =
    /^(?:no|nope|not|never|nein|nicht|non|não|nee|nie|hayır|нет|いいえ|不是|不能|아니요|it (?:is not|isn't|can't|cannot|does not|doesn't|won't)|you (?:can't|cannot))(?![\p{L}\p{M}])/u;
  return no.test(start) ? 'no' : undefined;
}

/** They stand in every answer, so that sharing them says nothing. */
const common = listed(
  'a an the is are was were be been it its this that these those of to in on at for with without as by from and or but if',
  'then than so not no yes you your can could will would should may might must do does did has have had there here also',
  'only just more most less very such any all each every other another same one two into over under out up down off per',
  'via use used using uses get gets what who when where how why which',
);
const fillers = listed('a an the is are it this that please just simply');

function listed(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap(line => line.split(' ')));
}

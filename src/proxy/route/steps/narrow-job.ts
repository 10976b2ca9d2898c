import { jobWords, languageNames, type JobName } from './job-words.js';

/** Whoever gives a job says so at once; the rest of the sentence says what to. */
const startChars = 60;
const sentenceChars = 120;
/** A language may stand a sentence further on: 'You are a translator. You answer in French.' */
const languageChars = 240;

/**
 * Whether an instruction asks for one of the jobs that a small model does as well. `isAlone`: instruction and text stand
 * in one message; then the text must be seen to follow, because somebody who only speaks of a job asks something else.
 */
export function isNarrowJob(job: JobName, instruction: string, isAlone: boolean): boolean {
  const found = patterns[job].exec(instruction);
  if (found === null) return false;
  if (job === 'translation' && !language.test(instruction.slice(0, languageChars))) return false;
  return !isAlone || text.test(instruction.slice(found.index + 1));
}

const inSentence = (most: number) => `[^.!?\\n。！？]{0,${most}}?`;
/** Begins a word, where words are told apart. */
const stem = (stems: string) => `(?:(?<!\\p{L})(?:${stems}))`;
const isSpaced = (stems: string) => /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(stems);
const word = (stems: string) => (isSpaced(stems) ? stem(stems) : `(?:${stems})`);

function patternOf(lines: readonly (readonly [does: string, to: string])[]): RegExp {
  const either = lines.map(([does, to]) => {
    if (to === '') return `${inSentence(startChars)}${word(does)}`;
    const [a, b] = [word(does), word(to)];
    return `${inSentence(startChars)}(?:${a}${inSentence(sentenceChars)}${b}|${b}${inSentence(sentenceChars)}${a})`;
  });
  return new RegExp(`^(?:${either.join('|')})`, 'iu');
}

const patterns: Readonly<Record<JobName, RegExp>> = {
  sentiment: patternOf(jobWords.sentiment),
  extraction: patternOf(jobWords.extraction),
  classification: patternOf(jobWords.classification),
  translation: patternOf(jobWords.translation),
};
const language = new RegExp(languageNames.map(word).join('|'), 'iu');
/** Behind a colon, on another line or in quotation marks. */
const text = /[:：]\s*\S|\n\s*\S|["“„«「『]\s*\S/;

import { formOf } from './form.js';
import type { AnswerKind } from './kind.js';
import { numbersIn } from './numbers.js';
import { readSums } from './sums.js';

/** How an answer looks to somebody who does not know the right one. Each reading is 0..1; more is worse. */
export interface Look {
  /** It does not end as answers of its kind do. */
  readonly otherForm: number;
  /** It stops in the middle of a line. */
  readonly cut: number;
  // The four of these that read numbers hold only where answers of the kind work something out.
  /** Its last number has a fraction, where no number of the question has one. */
  readonly roughResult: number;
  /** Its last number stands nowhere else in it, though it speaks of several. */
  readonly loneResult: number;
  /** A sum in it does not come out. */
  readonly wrongSum: number;
  /** It works nothing out, though the question gives several numbers and others of its kind do. */
  readonly noWorking: number;
  /** Numbers of the question that it never mentions, where answers of its kind work things out. */
  readonly unusedNumbers: number;
  /** It says words again far more often than people do. */
  readonly repetition: number;
}

export type LookName = keyof Look;
export const lookNames = [
  'otherForm',
  'cut',
  'roughResult',
  'loneResult',
  'wrongSum',
  'noWorking',
  'unusedNumbers',
  'repetition',
] as const satisfies readonly LookName[];

export function look(question: string, answer: string, kind: AnswerKind): Look {
  const text = answer.trim();
  const asked = new Set(numbersIn(question));
  const told = numbersIn(text);
  const last = told.at(-1);
  const said = new Set(told);
  const { right, wrong } = readSums(text);
  return {
    otherForm: kind.form !== undefined && formOf(text) !== kind.form ? 1 : 0,
    cut: isCut(text) ? 1 : 0,
    roughResult: kind.works && last?.includes('.') === true && ![...asked].some(number => number.includes('.')) ? 1 : 0,
    loneResult: kind.works && told.length >= 4 && told.indexOf(last ?? '') === told.length - 1 ? 1 : 0,
    wrongSum: wrong > 0 ? 1 : 0,
    noWorking: kind.works && asked.size >= 2 && right + wrong === 0 ? 1 : 0,
    unusedNumbers: !kind.works || said.size === 0 ? 0 : share([...asked].filter(number => !said.has(number)).length, 4),
    repetition: repetitionOf(text),
  };
}

/** Behind its last word comes no mark that ends a sentence, a line of code or a list. */
function isCut(text: string): boolean {
  if (!/[\p{L}\p{N},(=+*/<-]$/u.test(text) || text.length < longTitle) return false;
  // A short last line is a label, a number or a command, and needs no full stop.
  return text.length - text.lastIndexOf('\n') > longLabel;
}

/** Shorter texts are names and titles. */
const longTitle = 80;
const longLabel = 40;

function share(count: number, full: number): number {
  return Math.min(1, Math.log1p(count) / Math.log1p(full));
}

/** How much of a text is windows of six words that came before in it: 0 for prose, near 1 for a model in a loop. */
export function repetitionOf(text: string): number {
  const words = text.slice(0, 16_384).split(/\s+/);
  if (words.length < 60) return 0;
  const seen = new Set<string>();
  const windows = words.length - 5;
  for (let at = 0; at < windows; at += 1) seen.add(words.slice(at, at + 6).join(' '));
  return 1 - seen.size / windows;
}

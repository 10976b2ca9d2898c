import { kindOf } from './characters.js';

/** Counts over one text, made in one pass so that every signal stays a line of arithmetic. */
export interface Scan {
  /** UTF-16 units of the whole text, also beyond what was looked at. */
  readonly chars: number;
  /** Lines that open or close a fenced block. */
  readonly fences: number;
  readonly lines: number;
  /** Lines that start as an item of a list: a dash, a bullet, `1.` or `a)`. */
  readonly items: number;
  /** Question marks of any script at the end of a sentence. */
  readonly questions: number;
  /** Sentence ends of any script. */
  readonly sentences: number;
  /** Characters of scripts written without spaces, where each says about as much as half a word. */
  readonly signs: number;
  /** Runs of letters, and every sign. */
  readonly words: number;
  /** Mentions of a content word after its first: words of four letters or more, told apart by their first five. */
  readonly mentionsAgain: number;
}

/** No decision needs more text than this, and the time it takes stays bounded. */
const scanCapChars = 16_384;
const tailChars = 4_096;

/** Looks at the start of a text and, when it is longer than the cap, at its end, where the question often stands. */
export function scan(text: string): Scan {
  const looked =
    text.length <= scanCapChars ? text : `${text.slice(0, scanCapChars - tailChars - 1)}\n${text.slice(-tailChars)}`;
  return { ...new Counter(looked).count(), ...countLines(looked), chars: text.length };
}

/** A word shorter than this is nearly always grammar, in the languages that write words. */
const contentLetters = 4;
/** Endings of words and most slips of the keyboard lie behind these. */
const stemLetters = 5;

class Counter {
  private questions = 0;
  private sentences = 0;
  private signs = 0;
  private words = 0;
  private content = 0;
  private readonly stems = new Set<number>();
  private letters = 0;
  private lastLetter = 0;
  private stemLength = 0;
  private stem = 0;
  private lastSign = 0;

  constructor(private readonly text: string) {}

  count(): Omit<Scan, 'chars' | 'fences' | 'lines' | 'items'> {
    const { text } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      const kind = kindOf(code);
      if (kind === 'letter') {
        this.letter(code);
        continue;
      }
      if (this.letters > 0) this.endWord();
      if (kind === 'sign') this.sign(code);
      else this.lastSign = 0;
      if (kind === 'stop' || kind === 'question') this.stop(kind, index);
    }
    if (this.letters > 0) this.endWord();
    const { questions, sentences, signs, words } = this;
    return { questions, sentences, signs, words, mentionsAgain: this.content - this.stems.size };
  }

  /** Order and doubling of letters do not count, as slips of the keyboard change little else. */
  private letter(code: number): void {
    const lower = code < 128 ? code | 0x20 : code;
    this.letters += 1;
    if (lower === this.lastLetter) return;
    this.lastLetter = lower;
    this.stemLength += 1;
    if (this.stemLength <= stemLetters) this.stem = (this.stem + Math.imul(lower, Math.imul(lower, 0x9e3779b1))) | 0;
  }

  private endWord(): void {
    this.words += 1;
    if (this.letters >= contentLetters) this.mention(this.stem);
    this.letters = 0;
    this.lastLetter = 0;
    this.stemLength = 0;
    this.stem = 0;
    this.lastSign = 0;
  }

  /** Two signs in a row make a word as often as not. */
  private sign(code: number): void {
    this.signs += 1;
    this.words += 1;
    if (this.lastSign !== 0) this.mention((Math.imul(this.lastSign, 65_599) + code) | 0);
    this.lastSign = code;
  }

  private mention(stem: number): void {
    this.content += 1;
    this.stems.add(stem);
  }

  /** A full stop inside `a.b` or `1.5` ends nothing; ideographic ones need no space after them. */
  private stop(kind: 'stop' | 'question', index: number): void {
    const next = this.text.charCodeAt(index + 1);
    if (this.text.charCodeAt(index) < 128 && next > 32) return;
    this.sentences += 1;
    if (kind === 'question') this.questions += 1;
  }
}

function countLines(text: string): Pick<Scan, 'fences' | 'lines' | 'items'> {
  let fences = 0;
  let items = 0;
  const lines = text.split('\n');
  for (const line of lines) {
    if (fence.test(line)) fences += 1;
    else if (item.test(line)) items += 1;
  }
  return { fences, lines: lines.length, items };
}

const fence = /^\s{0,8}(?:```|~~~)/;
const item = /^\s{0,16}(?:[-*•]\s|[a-z]\)\s|\d{1,3}[.)]\s)/u;

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
  readonly distinctWords: number;
}

/** No decision needs more text than this, and the time it takes stays bounded. */
const scanCapChars = 16_384;

/** Looks at the start of a text and, when it is longer than the cap, at its end, where the question often stands. */
export function scan(text: string): Scan {
  const looked =
    text.length <= scanCapChars ? text : `${text.slice(0, scanCapChars - tailChars - 1)}\n${text.slice(-tailChars)}`;
  const counter = new Counter(looked);
  return { ...counter.count(), chars: text.length };
}

const tailChars = 4_096;

class Counter {
  private questions = 0;
  private sentences = 0;
  private signs = 0;
  private words = 0;
  private readonly distinct = new Set<number>();

  constructor(private readonly text: string) {}

  count(): Omit<Scan, 'chars'> {
    const { text } = this;
    let wordHash = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      const kind = code < 128 ? (asciiKinds[code] ?? 'other') : kindOf(code);
      if (kind === 'letter') {
        wordHash = (Math.imul(wordHash, 31) + (code < 128 ? code | 0x20 : code) + 1) | 0;
        continue;
      }
      if (wordHash !== 0) this.word(wordHash);
      wordHash = 0;
      if (kind === 'sign') {
        this.signs += 1;
        this.word(code);
      } else if (kind === 'stop' || kind === 'question') this.stop(kind, index);
    }
    if (wordHash !== 0) this.word(wordHash);
    return {
      questions: this.questions,
      sentences: this.sentences,
      signs: this.signs,
      words: this.words,
      distinctWords: this.distinct.size,
      ...countLines(text),
    };
  }

  private word(hash: number): void {
    this.words += 1;
    this.distinct.add(hash);
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

type Kind = 'letter' | 'sign' | 'stop' | 'question' | 'other';

const asciiKinds: readonly Kind[] = Array.from({ length: 128 }, (_, code) => asciiKind(String.fromCharCode(code)));

function asciiKind(char: string): Kind {
  if (/[a-z]/i.test(char)) return 'letter';
  if (char === '?') return 'question';
  return '.!'.includes(char) ? 'stop' : 'other';
}

function kindOf(code: number): Kind {
  // Kana and ideographs; Thai and Lao.
  if ((code >= 0x3040 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0eff)) return 'sign';
  if (code === 0x3002 || code === 0xff01 || code === 0x0964) return 'stop';
  if (code === 0xff1f || code === 0x061f || code === 0x037e) return 'question';
  // Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India, and Hangul; general punctuation is none.
  return (code >= 0xc0 && code < 0x2000) || code >= 0xac00 ? 'letter' : 'other';
}

/** How many of the sums that a text works out are right, as far as they can be read: `3 * 60 = 180`. */
export interface Sums {
  readonly right: number;
  readonly wrong: number;
}

const maxChars = 16_384;
const number = String.raw`\d[\d,]*(?:\.\d+)?%?`;
const operand = String.raw`\(*[$€£¥]? ?${number} ?\)*`;
const sum = new RegExp(
  String.raw`(${operand} ?(?:[-+*/x×÷−] ?${operand} ?){1,12})= ?[$€£¥]?(?:<<[^<>\n]{0,80}>>)? ?(-?) ?[$€£¥]?(?:(?=(\(|\d[\d,.]* ?[-+*/x×÷−] ?[\d($€£¥]))|(\d[\d,]*(?:\.\d+)?)(?!\d|\.\d))`,
  'g',
);

/** Finds every written sum with its result and works it out. What cannot be read is not counted. */
export function readSums(text: string): Sums {
  let right = 0;
  let wrong = 0;
  for (const [, expression = '', sign = '', onward, result = ''] of text.slice(0, maxChars).matchAll(sum)) {
    // A result that is another sum, `2 + 3 * 4 = 2 + 12 = 14`, is told further on.
    const value = onward === undefined ? workOut(expression) : undefined;
    if (value === undefined) continue;
    const told = Number(result.replaceAll(',', '')) * (sign === '' ? 1 : -1);
    if (isNear(value, told, decimalsOf(result))) right += 1;
    else wrong += 1;
  }
  return { right, wrong };
}

/** People round: half a unit of the last place told, or one part in a hundred. */
function isNear(value: number, told: number, decimals: number): boolean {
  return Math.abs(value - told) <= Math.max(0.51 * 10 ** -decimals, Math.abs(value) * 0.01);
}

function decimalsOf(result: string): number {
  return result.split('.')[1]?.length ?? 0;
}

/** The value of an expression of numbers, `+ - * /`, percent signs and brackets; undefined when it is none. */
export function workOut(expression: string): number | undefined {
  const tokens = expression.replaceAll(/[,$€£¥\s]/g, '').match(/\d+(?:\.\d+)?%?|[-+*/x×÷−()]/g) ?? [];
  const reader = new Reader(tokens);
  const value = reader.sum();
  return reader.done && Number.isFinite(value) ? value : undefined;
}

class Reader {
  #at = 0;
  #broken = false;

  constructor(private readonly tokens: readonly string[]) {}

  get done(): boolean {
    return !this.#broken && this.#at === this.tokens.length;
  }

  sum(): number {
    let value = this.#product();
    for (;;) {
      const token = this.tokens[this.#at];
      if (token !== '+' && token !== '-' && token !== '−') return value;
      this.#at += 1;
      const next = this.#product();
      value = token === '+' ? value + next : value - next;
    }
  }

  #product(): number {
    let value = this.#operand();
    for (;;) {
      const token = this.tokens[this.#at] ?? '';
      if (!'*/x×÷'.includes(token) || token === '') return value;
      this.#at += 1;
      const next = this.#operand();
      value = token === '/' || token === '÷' ? value / next : value * next;
    }
  }

  #operand(): number {
    const token = this.tokens[this.#at];
    this.#at += 1;
    if (token === '(') {
      const value = this.sum();
      if (this.tokens[this.#at] !== ')') this.#broken = true;
      this.#at += 1;
      return value;
    }
    if (token === undefined || !/^\d/.test(token)) {
      this.#broken = true;
      return Number.NaN;
    }
    return token.endsWith('%') ? Number(token.slice(0, -1)) / 100 : Number(token);
  }
}

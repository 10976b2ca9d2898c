import { formOf } from './form.js';
import { readSums } from './sums.js';

/** What is kept of an answer to know its kind by. */
export interface Trace {
  readonly form: string;
  /** It works something out. */
  readonly works: boolean;
}

/** What nearly all answers to one kind of request have in common. */
export interface AnswerKind {
  /** The form that they end in; undefined when they end in many, or as prose does. */
  readonly form: string | undefined;
  /** They work things out, so that one that does not stands out. */
  readonly works: boolean;
}

/** Nothing is known of the others. */
export const anyKind: AnswerKind = { form: undefined, works: false };

export function traceOf(answer: string): Trace {
  const { right, wrong } = readSums(answer);
  return { form: formOf(answer), works: right + wrong > 0 };
}

/** Answers that one kind of request must have had before it is known, and how many of them must agree. */
const fewest = 20;
const agreeing = 0.75;

export function kindOf(traces: readonly Trace[]): AnswerKind {
  if (traces.length < fewest) return anyKind;
  const counts = new Map<string, number>();
  for (const { form } of traces) counts.set(form, (counts.get(form) ?? 0) + 1);
  const [form, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const most = agreeing * traces.length;
  return {
    form: count >= most && !prose.test(form) ? form : undefined,
    works: traces.filter(({ works }) => works).length >= most,
  };
}

/** No marker and a full stop, or nothing at all to go by. */
const prose = /^ (?:[.!?。]|letter)?$/;

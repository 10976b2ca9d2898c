/**
 * The form in which an answer ends: what its last line begins with before any letter or digit, and what kind of
 * character it ends with. Answers to one kind of request end alike where somebody asked for it: `#### 18`, `}`, a fence.
 */
export function formOf(answer: string): string {
  const last = answer.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const marker = /^[^\p{L}\p{N}\s]{1,8}/u.exec(last)?.[0] ?? '';
  return `${marker} ${kindOf(last.at(-1) ?? '')}`;
}

function kindOf(char: string): string {
  if (/\p{N}/u.test(char)) return 'number';
  if (/\p{L}/u.test(char)) return 'letter';
  return char;
}

/** Answers that one kind of request must have had before its form is known, and how many of them must share it. */
const fewest = 20;
const agreeing = 0.75;

/** The form that nearly all of these answers have; undefined when there are few, or they end as prose does. */
export function sharedForm(forms: readonly string[]): string | undefined {
  if (forms.length < fewest) return undefined;
  const counts = new Map<string, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  const [form, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return count >= agreeing * forms.length && !prose.test(form) ? form : undefined;
}

/** No marker and a full stop, or nothing at all to go by. */
const prose = /^ (?:[.!?。]|letter)?$/;

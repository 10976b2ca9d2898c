/**
 * The form in which an answer ends: what its last line begins with before any letter or digit, and what kind of
 * character it ends with. Answers to one kind of request end alike where somebody asked for it: `#### 18`, `}`, a fence.
 */
export function formOf(answer: string): string {
  const last = answer.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const marker = /^[^\p{L}\p{N}\s]{1,8}/u.exec(last)?.[0] ?? '';
  return `${marker} ${classOf(last.at(-1) ?? '')}`;
}

function classOf(char: string): string {
  if (/\p{N}/u.test(char)) return 'number';
  if (/\p{L}/u.test(char)) return 'letter';
  return char;
}

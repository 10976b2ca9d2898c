import type { Prompt, Turn } from '../../prompt.js';

/**
 * What a person typed in a message: the blocks that assistants put around it (`<some-tag> ... </some-tag>` on lines of
 * their own, with a dash or an underscore in the name, as no HTML tag has) are left out. Only for weighing a prompt;
 * whether two prompts are equal is decided elsewhere, and more strictly.
 */
export function ownWords(message: string): string {
  if (!message.includes('</')) return message.trim();
  const words: string[] = [];
  let from = 0;
  for (const open of message.matchAll(openTag)) {
    if (open.index < from) continue;
    const closing = `</${open[1] ?? ''}>`;
    const close = message.indexOf(closing, open.index);
    if (close === -1) break;
    words.push(message.slice(from, open.index));
    from = close + closing.length;
  }
  words.push(message.slice(from));
  return words.join('').trim();
}

const openTag = /^[ \t]*<([a-z][a-z0-9]*(?:[-_][a-z0-9]+)+|env)(?:\s[^<>\n]{0,200})?>/gim;

/** What people said, oldest first. */
export function humanTurns({ facts }: Pick<Prompt, 'facts'>): readonly Turn[] {
  return facts.turns.filter(turn => turn.role === 'user' && !turn.toolResult);
}

/** What a person said last, in their own words. */
export function newestWords(prompt: Pick<Prompt, 'facts'>): string {
  return ownWords(humanTurns(prompt).at(-1)?.text ?? '');
}

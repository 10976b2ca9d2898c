import { pick, type Dice } from './dice.js';

/**
 * Filler of about the length that a model would have written. It does not pretend to know the answer: nothing in the
 * demo can be taken for advice.
 */
export function demoProse(dice: Dice, mark: string): string {
  const paragraphs = 1 + dice(4);
  const lines = [`Demo answer ${mark}: no model was asked.`];
  for (let index = 0; index < paragraphs; index += 1) {
    const sentences = 3 + dice(4);
    lines.push(Array.from({ length: sentences }, () => pick(dice, fillers)).join(' '));
  }
  return lines.join('\n\n');
}

const fillers: readonly string[] = [
  'This paragraph stands where an explanation would be.',
  'A real model would now name the command and say what each of its options does.',
  'A short example usually follows, with the part that matters set apart from the rest.',
  'Here you would read about the case that most people forget.',
  'The next step depends on your setup, so an answer lists the two or three usual ones.',
  'It would also say how to check that the change did what you wanted.',
  'Where there is a simpler way, a good answer mentions it first.',
  'If something can be lost by doing this, the warning belongs in this place.',
  'A link to the manual is often worth more than another paragraph like this one.',
  'The demo counts these words as output tokens, so they cost what real ones would.',
  'An older version behaves differently, and this sentence would tell you since when.',
  'Most of the time the default is the right choice and nothing needs to be set.',
  'At this point the answer compares both ways in a sentence each.',
  'The text ends with the one thing to try first.',
];

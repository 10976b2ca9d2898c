import type { Turn } from '../../prompt.js';
import { ownWords } from './own-words.js';
import { scan } from './scan.js';

/** What a human said last, and what it was said to. */
export interface WordsInView {
  /** The newest words, with those of up to two turns before them. */
  readonly text: string;
  /** Human turns before the newest. */
  readonly earlierTurns: number;
  /** The newest words alone say nothing about what is asked: 'yes', 'go on'. */
  readonly bare: boolean;
}

/** A follow-up means little without what it follows; two turns back hold nearly all of it. */
const turnsInView = 3;
/** Nothing further back is read in a turn than this, whatever the turn's length. */
const maxChars = 16_384;
/** Up to so many words, a later turn is a nod or a nudge. */
const bareWords = 3;

export function wordsInView(turns: readonly Turn[]): WordsInView {
  const human = turns.filter(turn => turn.role === 'user' && !turn.toolResult);
  const seen = human.slice(-turnsInView).map(turn => ownWords(turn.text));
  const newest = seen.at(-1) ?? '';
  const earlierTurns = Math.max(0, human.length - 1);
  const before = seen.slice(0, -1).map(text => text.slice(0, maxChars));
  const { words, signs } = scan(newest.slice(0, 200));
  return {
    text: [...before, newest].join('\n'),
    earlierTurns,
    bare: earlierTurns > 0 && words - signs / 2 <= bareWords,
  };
}

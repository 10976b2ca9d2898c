import type { Signal } from './signal.js';

/** One short question and nothing else: one sentence on one line. Full when tiny, nothing from 160 characters on. */
export const plainQuestion: Signal = ({ scan }) =>
  scan.questions === 1 && scan.sentences === 1 && scan.lines === 1 ? Math.max(0, 1 - scan.chars / 160) : 0;

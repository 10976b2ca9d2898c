import { logShare, type Signal } from './signal.js';

/** How many different words: much said, not merely much text. Full at 400. */
export const distinctWords: Signal = ({ scan }) => logShare(scan.distinctWords, 400);

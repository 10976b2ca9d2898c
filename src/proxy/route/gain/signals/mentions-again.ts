import { logShare, type Signal } from './signal.js';

/** How often things are spoken of again: many threads to keep apart, as in a tangled problem. Full at 200. */
export const mentionsAgain: Signal = ({ scan }) => logShare(scan.mentionsAgain, 200);

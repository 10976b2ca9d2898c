import { logShare, type Signal } from './signal.js';

/** How many things are asked for: items of lists, and questions after the first. Full at twelve. */
export const parts: Signal = ({ scan }) => logShare(scan.items + Math.max(0, scan.questions - 1), 12);

import { linearShare, type Signal } from './signal.js';

/** Fenced blocks to read or to change. Full at two. */
export const code: Signal = ({ scan }) => linearShare(scan.fences, 4);

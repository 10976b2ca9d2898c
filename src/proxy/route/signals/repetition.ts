import type { Signal } from './signal.js';

/** How much of the text says words again: entities that are spoken of more than once, as in a tangled problem. */
export const repetition: Signal = ({ scan }) => (scan.words === 0 ? 0 : 1 - scan.distinctWords / scan.words);

import { logShare, type Signal } from './signal.js';

/** How much was written, in characters; one of a script without spaces counts three times. Full at about 8,000. */
export const length: Signal = ({ scan }) => logShare(scan.chars + 2 * scan.signs, 8_000);

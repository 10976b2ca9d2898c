import { linearShare, type Signal } from './signal.js';

/** How far the conversation has come. Full after ten turns of the human. */
export const history: Signal = ({ earlierTurns }) => linearShare(earlierTurns, 10);

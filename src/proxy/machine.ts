import { randomFillSync } from 'node:crypto';
import type { Clock, NewId } from './prompt.js';

// The clock and the ids that a real process hands to the rooms; tests hand in their own.

/** The machine's own clock. */
export const clock: Clock = { nowMs: () => Date.now(), tickMs: () => performance.now() };

/** 96 random bits in hex. Drawn by the page, because each draw from the system costs more than the bits. */
export const newId: NewId = (() => {
  const page = Buffer.alloc(12 * 256);
  let used = page.length;
  return () => {
    if (used === page.length) {
      randomFillSync(page);
      used = 0;
    }
    used += 12;
    return page.toString('hex', used - 12, used);
  };
})();

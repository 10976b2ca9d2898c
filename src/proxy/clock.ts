import { randomFillSync } from 'node:crypto';
import type { Clock } from './prompt.js';

/** The machine's own clock. */
export const clock: Clock = { nowMs: () => Date.now(), tickMs: () => performance.now() };
/** 96 random bits in hex. Drawn by the page, because each draw from the system costs more than the bits. */
export const newId = (() => {
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

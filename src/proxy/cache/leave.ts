import type { Leave } from '../rooms/recall.js';
import type { Lead } from './flights.js';

/**
 * The end of a miss: keeps the answer first, then releases those who wait, whatever happens. Every further call
 * counts for nothing. Followers get only whole answers; for anything less each must ask for itself.
 */
export function leaveOnce(lead: Lead | undefined, keep: Leave['landed']): Leave {
  let over = false;
  return {
    landed(reply, finding, delivered) {
      if (over) return;
      over = true;
      try {
        keep(reply, finding, delivered);
      } finally {
        lead?.land(finding.end === 'complete' && !finding.empty ? reply : undefined);
      }
    },
    failed() {
      if (over) return;
      over = true;
      lead?.land(undefined);
    },
  };
}

import type { ServerResponse } from 'node:http';
import type { Clock } from '../prompt.js';

/** Whether anybody who may come in has been here lately. */
export interface Activity {
  /** Somebody with the token asks for something; it lasts until the response is over. */
  note(response: ServerResponse): void;
  /** Milliseconds since the last response ended; 0 while one is under way. */
  idleMs(): number;
}

export function watchActivity(clock: Clock): Activity {
  let underWay = 0;
  let lastTick = clock.tickMs();
  const over = () => {
    underWay -= 1;
    lastTick = clock.tickMs();
  };
  return {
    note(response) {
      underWay += 1;
      response.once('close', over);
    },
    idleMs: () => (underWay > 0 ? 0 : clock.tickMs() - lastTick),
  };
}

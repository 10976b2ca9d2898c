import type { Done } from '../protocol/api.js';
import type { RoutingOptions } from './intake/api/routing.js';
import type { Clock } from './prompt.js';
import type { RecordRoom } from './rooms/record.js';
import type { Learning } from './route/learn/learning.js';
import { explainRoute, misroutesOf } from './routing-story.js';

/** What people ask of routing and of what it learned. */
export type RoutingDesk = RoutingOptions['routing'];

/** What was learned cannot be changed; the sentence says why. */
export class LearningError extends Error {
  override readonly name = 'LearningError';
  readonly reason = 'cannot-write';
}

export function makeRoutingDesk(rooms: {
  readonly record: Pick<RecordRoom, 'row' | 'recent'>;
  readonly learning: Learning;
  readonly clock: Clock;
}): RoutingDesk {
  const { record, learning, clock } = rooms;
  return {
    explain: id => explainRoute(id, record, learning),
    misroutes: spanMs => misroutesOf(clock.nowMs() - spanMs, record, learning),
    learned: () => learning.report(),
    forget(): Done {
      const gone = learning.forget();
      if (gone === undefined) {
        throw new LearningError(`Nothing was forgotten. ${learning.trouble() ?? 'The file cannot be written.'}`);
      }
      const what = gone === 1 ? '1 request' : `${gone} requests`;
      return { done: `Routing has forgotten what became of ${what}, and decides as it did at first.` };
    },
    refit: () => learning.refit(),
    resetFit: () => learning.resetFit(),
  };
}

import type { Router } from 'express';
import type { Done, Identity } from '../../../protocol/api.js';
import { refuse } from './answer.js';

export interface ProcessOptions {
  readonly identity: () => Identity;
  /** Ends the process in good order; missing where whoever runs it has not said how. */
  readonly leave: (() => void) | undefined;
}

/** Who listens here, and the way to make it go. */
export function processRoutes(api: Router, { identity, leave }: ProcessOptions): void {
  api.get('/identity', (_request, response) => {
    response.json(identity());
  });
  api.post('/leave', (_request, response) => {
    if (leave === undefined) {
      refuse(response, 409, `This proxy does not leave when asked: end the process ${identity().pid} that runs it.`);
      return;
    }
    response.on('close', leave);
    const done: Done = { done: 'The proxy leaves now.' };
    response.setHeader('connection', 'close').json(done);
  });
}

import type { Response, Router } from 'express';
import type { Done, Explanation } from '../../../protocol/api.js';
import type { CacheRoom } from '../../rooms/cache.js';
import type { RecordRoom } from '../../rooms/record.js';
import { give, readLimit, refuse, shownId } from './answer.js';

export interface RequestOptions {
  readonly record: Pick<RecordRoom, 'row' | 'rows'>;
  /** Of a request by its id, or of the `last` one. */
  readonly explain: (id: string) => Explanation | undefined;
  readonly cache: Pick<CacheRoom, 'refusals' | 'verdicts'>;
  /** What can be done to a request that is over; throws an error with a reason and a sentence for the user. */
  readonly actions: {
    wrongAnswer(id: string): Done;
    rightAnswer(id: string): Done;
    neverCache(id: string): Done;
    redoStrong(id: string): Done;
    allow(id: string): Done;
  };
}

export function requestRoutes(api: Router, { record, explain, cache, actions }: RequestOptions): void {
  api.get('/requests', (request, response) => {
    response.json({ requests: record.rows(readLimit(request)) });
  });
  api.get('/requests/:id', (request, response) => {
    give(response, record.row(request.params.id), `No request '${shownId(request)}' is in the ledger.`);
  });
  api.get('/requests/:id/why', (request, response) => {
    const missing = request.params.id === 'last' ? 'the ledger is empty' : `'${shownId(request)}' is not in the ledger`;
    give(response, explain(request.params.id), `There is no such request: ${missing}.`);
  });
  api.post('/requests/:id/wrong-answer', (request, response) => {
    act(response, () => actions.wrongAnswer(request.params.id));
  });
  api.post('/requests/:id/right-answer', (request, response) => {
    act(response, () => actions.rightAnswer(request.params.id));
  });
  api.post('/requests/:id/never-cache', (request, response) => {
    act(response, () => actions.neverCache(request.params.id));
  });
  api.post('/requests/:id/redo-strong', (request, response) => {
    act(response, () => actions.redoStrong(request.params.id));
  });
  api.get('/refusals', (_request, response) => {
    response.json({ refusals: cache.refusals() });
  });
  api.delete('/refusals/:id', (request, response) => {
    act(response, () => actions.allow(request.params.id));
  });
  api.get('/verdicts', (request, response) => {
    response.json({ verdicts: cache.verdicts(readLimit(request)) });
  });
}

const statusOf: Readonly<Record<string, number>> = { 'unknown-request': 404, 'too-old': 409, 'cannot-write': 503 };

function act(response: Response, work: () => Done): void {
  try {
    response.json(work());
  } catch (error) {
    const status = error instanceof Error && 'reason' in error ? statusOf[String(error.reason)] : undefined;
    if (status === undefined || !(error instanceof Error)) throw error;
    refuse(response, status, error.message);
  }
}

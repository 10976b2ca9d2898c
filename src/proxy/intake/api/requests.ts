import type { Router } from 'express';
import type { Explanation } from '../../../protocol/api.js';
import type { RecordRoom } from '../../rooms.js';
import { give, readLimit, shownId } from './answer.js';

export interface RequestOptions {
  readonly record: Pick<RecordRoom, 'row' | 'rows'>;
  /** Of a request by its id, or of the `last` one. */
  readonly explain: (id: string) => Explanation | undefined;
}

export function requestRoutes(api: Router, { record, explain }: RequestOptions): void {
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
}

import type { Router } from 'express';
import type { RecordRoom } from '../../rooms.js';
import { give, readLimit, shownId } from './answer.js';

export interface RequestOptions {
  readonly record: Pick<RecordRoom, 'row' | 'rows'>;
}

export function requestRoutes(api: Router, { record }: RequestOptions): void {
  api.get('/requests', (request, response) => {
    response.json({ requests: record.rows(readLimit(request)) });
  });
  api.get('/requests/:id', (request, response) => {
    give(response, record.row(request.params.id), `No request '${shownId(request)}' is in the ledger.`);
  });
}

import type { Router } from 'express';
import type { Done } from '../../../protocol/api.js';
import type { FitReport, LearnedReport, Misroutes, RouteExplanation } from '../../../protocol/learning.js';
import { give, queryOf, refuse, shownId } from './answer.js';
import { readSpanMs } from './span.js';

export interface RoutingOptions {
  readonly routing: {
    /** Of a request by its id, or of the `last` one. */
    explain(id: string): RouteExplanation | undefined;
    misroutes(spanMs: number): Misroutes;
    learned(): Promise<LearnedReport>;
    /** Throws an error with a reason and a sentence for the user. */
    forget(): Done;
    refit(): Promise<FitReport>;
    resetFit(): FitReport;
  };
}

/** How requests were routed, and what routing learned of them. */
export function routingRoutes(api: Router, { routing }: RoutingOptions): void {
  api.get('/requests/:id/route', (request, response) => {
    const missing = request.params.id === 'last' ? 'the ledger is empty' : `'${shownId(request)}' is not in the ledger`;
    give(response, routing.explain(request.params.id), `There is no such request: ${missing}.`);
  });
  api.get('/routing/misroutes', (request, response) => {
    const spanMs = readSpanMs(queryOf(request).get('since') ?? '30d');
    if (spanMs === undefined) refuse(response, 400, "'since' must be a span such as 24h, 7d or 30d.");
    else response.json(routing.misroutes(spanMs));
  });
  api.get('/routing/learned', async (_request, response) => {
    response.json(await routing.learned());
  });
  api.delete('/routing/learned', (_request, response) => {
    try {
      response.json(routing.forget());
    } catch (error) {
      if (!(error instanceof Error && 'reason' in error)) throw error;
      refuse(response, 503, error.message);
    }
  });
  api.post('/routing/fit', async (_request, response) => {
    response.json(await routing.refit());
  });
  api.delete('/routing/fit', (_request, response) => {
    response.json(routing.resetFit());
  });
}

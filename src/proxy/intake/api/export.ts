import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Router } from 'express';
import type { Clock } from '../../prompt.js';
import { queryOf, refuse } from './answer.js';
import { readSpanMs } from './span.js';

export interface ExportOptions {
  /** The ledger since a moment as comma-separated values, piece by piece. Its first piece may fail with a reason. */
  readonly csv: (sinceMs: number) => AsyncGenerator<string>;
  readonly clock: Clock;
}

export function exportRoutes(api: Router, { csv, clock }: ExportOptions): void {
  api.get('/export.csv', async (request, response) => {
    const spanMs = readSpanMs(queryOf(request).get('since') ?? '30d');
    if (spanMs === undefined) {
      refuse(response, 400, "'since' must be a span such as 24h, 30d or 365d.");
      return;
    }
    const pieces = csv(clock.nowMs() - spanMs);
    const first = await pieces.next().catch((error: unknown) => {
      if (!(error instanceof Error && 'reason' in error)) throw error;
      refuse(response, 503, error.message);
    });
    if (first === undefined) return;
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
    response.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="tuppence-${day}.csv"`,
    });
    if (first.done !== true) response.write(first.value);
    // What breaks off is destroyed, so that half a table is never taken for a whole one.
    await pipeline(Readable.from(pieces), response).catch(() => response.destroy());
  });
}

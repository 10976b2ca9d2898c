import type { Router } from 'express';
import type { Series, Snapshot } from '../../../protocol/snapshot.js';
import type { Clock } from '../../prompt.js';
import type { CacheRoom } from '../../rooms/cache.js';
import type { RecordRoom } from '../../rooms/record.js';
import { queryOf, refuse } from './answer.js';
import { readSpanMs } from './span.js';

export interface FigureOptions {
  readonly record: Pick<RecordRoom, 'stats'>;
  readonly cache: Pick<CacheRoom, 'info'>;
  readonly snapshot: () => Snapshot;
  /** Undefined for a span that is too long. */
  readonly series: (spanMs: number) => Series | undefined;
  /** What broke the providers' prompt caches lately. */
  readonly doctor: { findings(): readonly object[] };
  readonly clock: Clock;
}

export function figureRoutes(api: Router, { record, cache, snapshot, series, doctor, clock }: FigureOptions): void {
  api.get('/snapshot', (_request, response) => {
    response.json(snapshot());
  });
  api.get('/series', (request, response) => {
    const spanMs = readSpanMs(queryOf(request).get('since') ?? '24h');
    const found = spanMs === undefined ? undefined : series(spanMs);
    if (found === undefined) refuse(response, 400, "'since' must be a span of at most 366d, such as 24h, 7d or 30d.");
    else response.json(found);
  });
  api.get('/stats', (request, response) => {
    const spanMs = readSpanMs(queryOf(request).get('since') ?? '24h');
    if (spanMs === undefined) {
      refuse(response, 400, "'since' must be a span such as 30m, 24h or 7d.");
      return;
    }
    const nowMs = clock.nowMs();
    response.json({ ...record.stats(nowMs - spanMs, nowMs), cache: cache.info() });
  });
  api.get('/doctor', (_request, response) => {
    response.json({ findings: doctor.findings() });
  });
}

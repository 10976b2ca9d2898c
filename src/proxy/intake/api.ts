import express from 'express';
import type { Request, Response, Router } from 'express';
import { BadSettingError } from '../../protocol/settings.js';
import type { Settings } from '../../protocol/settings.js';
import type { Clock } from '../prompt.js';
import type { CacheRoom, RecordRoom } from '../rooms.js';

/** What Tuppence's own routes look into. */
export interface ApiOptions {
  readonly record: Pick<RecordRoom, 'stats' | 'row' | 'rows'>;
  readonly cache: Pick<CacheRoom, 'list' | 'show' | 'remove' | 'clear' | 'info'>;
  /** What broke the providers' prompt caches lately. */
  readonly doctor: { findings(): readonly object[] };
  readonly settings: { current(): Settings; change(patch: unknown): Settings };
  readonly clock: Clock;
}

/** Tuppence's own routes: figures, the ledger, the cache and the settings. The door has checked the token. */
export function makeApi(options: ApiOptions): Router {
  const { record, cache, settings, clock, doctor } = options;
  const api = express.Router();
  api.get('/stats', (request, response) => {
    const spanMs = readSpanMs(query(request).get('since') ?? '24h');
    if (spanMs === undefined) {
      refuse(response, 400, "'since' must be a span such as 30m, 24h or 7d.");
      return;
    }
    const nowMs = clock.nowMs();
    response.json({ ...record.stats(nowMs - spanMs, nowMs), cache: cache.info() });
  });
  api.get('/requests', (request, response) => {
    response.json({ requests: record.rows(readLimit(request)) });
  });
  api.get('/requests/:id', (request, response) => {
    give(response, record.row(request.params.id), `No request '${shown(request)}' is in the ledger.`);
  });
  api.get('/cache', (request, response) => {
    response.json({ ...cache.info(), list: cache.list(readLimit(request)) });
  });
  api.get('/cache/:id', (request, response) => {
    give(response, cache.show(request.params.id), `No entry '${shown(request)}' is in the cache.`);
  });
  api.delete('/cache/:id', (request, response) => {
    const removed = cache.remove(request.params.id) ? { removed: 1 } : undefined;
    give(response, removed, `No entry '${shown(request)}' is in the cache.`);
  });
  api.delete('/cache', (request, response) => {
    response.json({ removed: cache.clear(query(request).get('workspace') ?? undefined) });
  });
  api.get('/doctor', (_request, response) => {
    response.json({ findings: doctor.findings() });
  });
  api.get('/settings', (_request, response) => {
    response.json(settings.current());
  });
  api.patch('/settings', express.json({ limit: '64kb', type: () => true }), (request, response) => {
    try {
      response.json(settings.change(request.body));
    } catch (error) {
      if (!(error instanceof BadSettingError)) throw error;
      refuse(response, 400, error.message);
    }
  });
  return api;
}

/** `30m`, `24h`, `7d` in milliseconds; undefined when it is none of these. */
export function readSpanMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  return unitMs === undefined ? undefined : Number(amount) * unitMs;
}

function query(request: Request): URLSearchParams {
  return new URL(request.url, 'http://localhost').searchParams;
}

function readLimit(request: Request): number {
  const limit = Number(query(request).get('limit') ?? 100);
  return Number.isSafeInteger(limit) ? Math.min(Math.max(limit, 1), 10_000) : 100;
}

function give(response: Response, value: object | undefined, missing: string): void {
  if (value === undefined) refuse(response, 404, missing);
  else response.json(value);
}

function shown(request: Request<{ readonly id: string }>): string {
  return request.params.id.slice(0, 64);
}

function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ error: { message } });
}

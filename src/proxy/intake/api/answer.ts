import type { Request, Response } from 'express';

// How Tuppence's own routes read a request and answer it.

export function queryOf(request: Request): URLSearchParams {
  return new URL(request.url, 'http://localhost').searchParams;
}

/** `?limit=`: from 1 to 10,000; 100 when it is left out or makes no sense. */
export function readLimit(request: Request): number {
  const limit = Number(queryOf(request).get('limit') ?? 100);
  return Number.isSafeInteger(limit) ? Math.min(Math.max(limit, 1), 10_000) : 100;
}

/** The value, or 404 with the sentence that says what is missing. */
export function give(response: Response, value: object | undefined, missing: string): void {
  if (value === undefined) refuse(response, 404, missing);
  else response.json(value);
}

/** The id as it may stand in a sentence. */
export function shownId(request: Request<{ readonly id: string }>): string {
  return request.params.id.slice(0, 64);
}

export function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ error: { message } });
}

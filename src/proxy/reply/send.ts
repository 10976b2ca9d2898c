import type { ServerResponse } from 'node:http';
import type { Dialect, Reply } from '../wire.js';

/** Writes a reply to the caller, streams as they come. Resolves when the last byte was handed to the socket. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const { status, headers, body } = reply;
  if (body.kind === 'whole') {
    const streamed = String(headers['content-type'] ?? '').startsWith('text/event-stream');
    response.writeHead(status, streamed ? { ...headers } : { ...headers, 'content-length': body.bytes.length });
    response.end(body.bytes);
    return;
  }
  response.writeHead(status, { ...headers });
  response.on('drain', () => body.resume());
  body.pipe({
    chunk: bytes => {
      if (!response.write(bytes)) body.pause();
    },
    end: () => response.end(),
    fail: events => response.end(events),
  });
  // Headers travel with the first event where one is here already; else they go ahead alone.
  response.flushHeaders();
}

/** Answers with an error object of the caller's dialect, or with plain words where a reply has already begun. */
export function sendError(
  response: ServerResponse,
  dialect: Pick<Dialect, 'error'>,
  error: { readonly status: number; readonly reason: string; readonly message: string },
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendJson(response, error.status, dialect.error(error.status, error.reason, error.message), headers);
}

/** Answers with a JSON value. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

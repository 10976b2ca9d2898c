import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** The port cannot be had; the sentence says what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  constructor(
    readonly reason: 'port-in-use' | 'not-allowed' | 'failed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A port of this machine that is ours. Whoever asks before it is opened waits. */
export interface Claim {
  readonly port: number;
  open(handler: RequestListener): void;
  /** Frees the port at once. Replies under way get `graceMs` to finish; nobody should wait longer for a program to leave. */
  close(graceMs?: number): Promise<void>;
}

/** Time for a caller to send its headers, and for its whole body. A slow sender must not hold a connection for ever. */
const headersTimeoutMs = 10_000;
const uploadTimeoutMs = 60_000;

/** Listens on this machine only. Port 0 takes any free one. Rejects with {@link ListenError}. */
export async function claimPort(port: number): Promise<Claim> {
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: uploadTimeoutMs,
    keepAliveTimeout: 65_000,
    noDelay: true,
  });
  server.maxConnections = 1_024;
  // Codex tries a WebSocket first; 426 is the one answer that makes it use plain HTTP at once.
  server.on('upgrade', (_request, socket) => {
    socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  const early: [IncomingMessage, ServerResponse][] = [];
  const wait: RequestListener = (request, response) => void early.push([request, response]);
  server.on('request', wait);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  let opened = false;
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    open(handler) {
      opened = true;
      server.off('request', wait).on('request', handler);
      for (const [request, response] of early.splice(0)) handler(request, response);
    },
    async close(graceMs = 1_500) {
      const hurry = setTimeout(() => server.closeAllConnections(), opened ? graceMs : 0);
      // A connection that is kept alive counts as open after its last reply, too.
      const sweep = setInterval(() => server.closeIdleConnections(), 25);
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      clearTimeout(hurry);
      clearInterval(sweep);
    },
  };
}

function toListenError(error: NodeJS.ErrnoException, port: number): ListenError {
  if (error.code === 'EADDRINUSE') {
    return new ListenError(
      'port-in-use',
      `Port ${port} is in use, perhaps by another Tuppence: stop it, or choose a port with --port (0 takes any free one).`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES') {
    return new ListenError('not-allowed', `Port ${port} is not yours to use: choose one above 1023 with --port.`, {
      cause: error,
    });
  }
  return new ListenError('failed', `Port ${port} cannot be listened on: ${error.message}.`, { cause: error });
}
